"""Number words of Slovak."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ORDINALS = (
    "prv druh štvrt piat šiest siedm ôsm deviat desiat jedenást dvanást trinást dvadsiat tridsiat stot tisíc".split()
)
NUMBER_WORDS = frozenset(
    """
    nula nuly jeden jedna jedno jedného jednej jednému dva dve dvaja dvoch dvom dvoma tri traja troch trom troma štyri
    štyria štyroch štyrom piati päť piatich šesť siedmi šiestich sedem siedmich osem ôsmich deväť deviatich desať
    desiatich jedenásť dvanásť trinásť štrnásť pätnásť šestnásť sedemnásť osemnásť devätnásť dvadsať dvadsiatich tridsať
    štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat deväťdesiat sto dvesto tristo štyristo päťsto šesťsto sedemsto
    osemsto deväťsto tisíc tisíce tisícov dvetisíc milión milióny miliónov miliarda miliardy miliárd bilión polovica pol
    štvrť desiatky stovky tucet
    """.split()
) | {
    *inflected(_ORDINALS, "ý á é ého ej ému ú ý í om ou ým ých ými y a e eho emu u i ym ych".split()),
    *inflected(["tret"], "í ia ie ieho ej iemu iu ích ím ími".split()),
}


def like_num(text: str) -> bool:
    """Digits, number words in the common cases, and ordinals: 10, 1,5, desať, piateho."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
