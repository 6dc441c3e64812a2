"""Number words of Latvian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = (
    "pirm otr treš ceturt piekt sest septīt astot devīt desmit vienpadsmit divpadsmit divdesmit trīsdesmit simt".split()
)
NUMBER_WORDS = frozenset(
    """
    nulle viens viena vieni vienu vienam divi divas divu diviem trīs triju trim četri četras četru pieci piecas piecu
    seši sešas sešu septiņi septiņas septiņu astoņi astoņas astoņu deviņi deviņas deviņu desmit vienpadsmit divpadsmit
    trīspadsmit četrpadsmit piecpadsmit sešpadsmit septiņpadsmit astoņpadsmit deviņpadsmit divdesmit trīsdesmit
    četrdesmit piecdesmit sešdesmit septiņdesmit astoņdesmit deviņdesmit simts simti simtu divsimt trīssimt četrsimt
    piecsimt tūkstotis tūkstoši tūkstošu miljons miljoni miljonu miljoniem miljards miljardi miljardu triljons puse
    pusotra ceturtdaļa desmiti ducis
    """.split()
) | {
    *inflected(_ORDINALS, "ais ā o ajā ajam ajai ie ās os".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, desmit, desmitais."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
