"""Number words of Slovenian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "ena dva tri štiri pet šest sedem osem devet".split()
_TENS = "dvajset trideset štirideset petdeset šestdeset sedemdeset osemdeset devetdeset".split()
_ORDINALS = "prv drug četrt pet šest sedm osm devet deset enajst dvanajst dvajset trideset stot tisoč".split()
NUMBER_WORDS = frozenset(
    """
    nič ena en eno eden dva dve dveh dvema tri trije treh štiri štirje štirih pet petih šest sedem osem devet deset
    enajst dvanajst trinajst štirinajst petnajst šestnajst sedemnajst osemnajst devetnajst dvajset trideset štirideset
    petdeset šestdeset sedemdeset osemdeset devetdeset sto dvesto tristo štiristo petsto šeststo sedemsto osemsto
    devetsto tisoč tisoči milijon milijona milijoni milijonov milijarda milijarde milijard bilijon pol polovica četrt
    ducat stotine
    """.split()
) | {
    *(f"{ones}in{tens}" for ones in _ONES for tens in _TENS),
    *inflected(_ORDINALS, "i a o e ega emu em im ih imi".split()),
    *inflected(["tretj"], "i a e o ega emu em im ih imi".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, deset, desetega, 5."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
