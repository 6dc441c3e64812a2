"""Frequent words of Dutch that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles and prepositions
    """
    de het een 't 'n des der den
    aan achter af behalve beneden bij binnen boven buiten door gedurende in langs met mits na naar naast nabij om omtrent
    onder op over per rond rondom sedert sinds te tegen tegenover ten ter tijdens tot tussen uit van vanaf vanuit via
    volgens voor voorbij wegens zonder jegens
    """
    # pronouns and determiners
    """
    ik jij je gij ge u hij zij ze wij we jullie mij me jou hem haar ons hen hun zich zichzelf elkaar elkaars
    mijn m'n jouw zijn z'n onze uw d'r mijzelf jezelf hijzelf
    deze die dit dat zulk zulke dergelijke degene degenen wie wat welk welke wier wiens
    al alle alles allen allemaal iemand iets niemand niets men ieder iedere iedereen elk elke enig enige enkel enkele
    sommige sommigen veel vele velen weinig weinige meer meeste minder ander andere anderen beide beiden genoeg geen zelf
    zelfde hetzelfde dezelfde eigen
    """
    # words of er, hier, daar and waar with a preposition
    """
    er eraan erachter erbij erdoor erin ermee erna ernaar erop erover ertegen ertoe eruit ervan ervoor
    hier hieraan hierbij hierdoor hierin hiermee hierna hierop hierover hieruit hiervan hiervoor
    daar daaraan daarbij daardoor daarin daarmee daarna daarnaast daarom daarop daarover daaruit daarvan daarvoor
    waar waaraan waarbij waardoor waarin waarmee waarna waarom waarop waarover waaruit waarvan waarvoor
    """
    # conjunctions
    """
    en of maar want dus noch als dan dat doordat hoewel indien mits nadat nu ofschoon omdat opdat terwijl toen totdat
    voordat wanneer zoals zodat zodra zolang zowel hoe ook
    """
    # adverbs
    """
    niet wel ja nee nog al reeds altijd nooit soms vaak weer weleens eens ooit steeds toch immers ongeveer bijna alleen
    slechts zeer heel erg te zo zelfs echter eerder eerst later vroeger straks vandaag gisteren morgen nu meteen
    misschien wellicht bovendien bovenal anders anderszins verder vooral vooraf ergens nergens overal ginds hierheen
    daarheen heen terug samen tevens aldus althans gewoon juist mede opnieuw pas precies verre weg
    """
    # zijn, hebben, worden, and auxiliary verbs
    """
    ben bent is was waren geweest wees zij
    heb hebt heeft hebben had hadden gehad
    word wordt worden werd werden geworden
    zal zult zullen zou zouden kan kunt kunnen kon konden gekund mag mogen mocht mochten moet moeten moest moesten
    wil wilt willen wilde wilden wou hoef hoeft hoeven laat laten liet gaat gaan ging doet doen deed gedaan
    """.split()
)
