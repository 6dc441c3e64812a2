"""Frequent words of Norwegian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles, pronouns and determiners
    """
    en ei et den det de
    jeg du han hun man vi i dere dem meg deg ham henne oss seg selv
    min mi mitt mine din di ditt dine sin si sitt sine hans hennes dens dets vår vårt våre deres
    denne dette disse sånn slik slikt slike samme hvem hva hvilken hvilket hvilke som der
    noen noe ingen intet alle alt all hver hvert enhver annen annet andre begge mange mye få litt
    flere flest mer mest mindre minst egen eget egne
    """
    # prepositions
    """
    av bak blant etter for foran fra før gjennom hos i iblant ifølge imellom imot inn innen inne med mellom mot ned nær om
    omkring opp over på rundt samt siden til tross under unna ut uten utenfor ved via
    """
    # conjunctions
    """
    og eller men at da når fordi hvis selv om mens enn så både enten verken dersom ettersom slik
    """
    # adverbs
    """
    ikke ja jo nei også bare kun ennå enda allerede alltid aldri igjen nå her hvor hvordan hvorfor derfor dit hit bort
    ellers likevel altså nesten ofte ganske kanskje vel snart tilbake sammen særlig dermed derfra hvorav nemlig helt
    ganske igår idag imorgen først sist langt like fremdeles fortsatt dog ei
    """
    # være, ha, bli, and auxiliary verbs
    """
    være er var vært ha har hadde hatt bli blir ble blitt
    kan kunne kunnet skal skulle skullet vil ville villet må måtte måttet bør burde får få fikk fått
    gjør gjøre gjorde gjort går gå gikk gått kommer komme kom kommet lar la sier si sa tar ta tok
    """.split()
)
