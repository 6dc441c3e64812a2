"""Frequent words of Danish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles, pronouns and determiners
    """
    en et den det de
    jeg du han hun man vi i dem mig dig ham hende os jer sig selv
    min mit mine din dit dine sin sit sine hans hendes dens dets vor vort vore vores jeres deres
    denne dette disse sådan sådant sådanne samme hvem hvad hvilken hvilket hvilke hvis som der
    nogen noget nogle ingen intet alle alt al hver hvert enhver ethvert anden andet andre begge mange meget megen få lidt
    flere flest mere mest mindre mindst
    """
    # prepositions
    """
    ad af bag blandt efter for foran forbi fra før gennem hos i iblandt igennem imellem imod ind indtil inden med mellem mod
    ned nær om omkring op over på samt siden til trods ud uden under undtagen ved via
    """
    # conjunctions
    """
    og eller men at da når fordi hvis skønt selvom mens end så både enten hverken ifølge dog
    """
    # adverbs
    """
    ikke ja jo nej også kun bare blot endda endnu allerede altid aldrig igen nu her hvor hvordan hvorfor hvornår derfor dér
    derefter derfra dermed deri derved hermed hertil hvorfra hvori hvortil ellers alligevel altså næsten ofte temmelig
    måske måske meget snart tit tilbage sammen særlig således herefter nemlig lige helt ganske ret omkring engang
    """
    # være, have, blive, and auxiliary verbs
    """
    være er var været have har havde haft blive bliver blev blevet
    kan kunne kunnet skal skulle skullet vil ville villet må måtte måttet bør burde tør turde får fik fået få
    gør gøre gjorde gjort går gik gå kommer kom synes lader lade lad siger sagde
    """.split()
)
