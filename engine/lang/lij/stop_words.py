"""Frequent words of Ligurian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a a-a a-e a-i a-o alantô an anche ancon ascì atra atre atri atro avanti avei aveiva be ben ch' che chi chì ciù co
    co-a co-e co-i co-o comme con contra coscì cösa cöse d' da da-a da-e da-i da-o dapeu davanti de di doppo dove drento
    dunque dò e ea ean ei emmo ese fin fito fra fæto gh' ghe han ho i in inta inte inti into l' la le lo lui luê lê lì
    lô m' ma mai manco me megio mi mâ mæ mîga n' na ne nesciun nesciuña ni ninte no nostra nostre nostri nostro noî
    nuätri o ogni ognun oua pe pe-a pe-e pe-i pe-o perchè perché però peu poche propio pöchi pöco quande quante quanti
    quanto quarche quella quelle quelli quello questa queste questi questo s' sa sciâ se sempre sens' sensa seu solo son
    sorve sott' sotta sta sti sto stæta stæto su sémmo sò t' te ti tra tutta tutte tutti tutto tæ un unn' unna uña va
    vei vo vosci voscia voscio voî à é
    """.split()
)
