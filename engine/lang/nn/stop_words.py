"""Frequent words of Norwegian Nynorsk that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aldri all alle allereie alltid alt altså andre anna annan anten at att av bak begge berre blant blei bli blir blitt
    bort burde både bør de deg dei deira den denne der derfor dersom desse det dette di difor din dine dit ditt du dykk
    dykkar då eg ei eige eigen eigne ein einkvar eit eller elles enn enno er etter fekk fleire flest for fordi framfor
    framleis frå få får fått før først ganske gjekk gjennom gjer gjere gjorde gjort gå går gått ha hadde han hans har
    hatt heilt hennar henne her hit hjå ho honom hos i ifølgje igjen ikkje imot ingen inkje inn innan inne ja jo kan
    kanskje kjem kom kome kor korkje korleis kunna kunne kva kvar kvart kven kvifor langt let like likevel litt lèt
    mange me med medan meg meir mellom men mest mi min mindre mine minst mitt mot mykje må måtte ned nei nesten no noko
    nokon nokre når nær ofte og også om omkring opp oss over på rundt sa saman same samt seg seie seier si sidan sin
    sine sist sitt sjølv skal skulle slik slike slikt snart som så særleg ta tek til tilbake tok tross under unna ut
    utan utanfor var vart ved vel vera vere vert verte vi via vil ville viss vore vår våre vårt åt òg
    """.split()
)
