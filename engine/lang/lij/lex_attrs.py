"""Number words of Ligurian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    zero un uña unna dôi doî doe træ trei quattro çinque sei sette eutto neuve dexe unze dozze trezze quattòrze chinze
    sezze dixisette dixeutto dixineuve vinti vintun vintidoî vintitrei trenta quaranta çinquanta sciuscianta settanta
    ottanta novanta çento dôxento duxento trexento mille doamia mia miggia milion milioin miliardo miliardi mezo meza
    primmo primma primmi primme segondo segonda terso tersa quarto quarta quinto quinta sesto sesta setimo setima ottavo
    ottava noveno novena decimo decima çentexo millexo
    """.split()
)
ORDINAL_ENDS = ("º", "ª", "°")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, dexe, primmo, 3º."""
    return is_number(text, NUMBER_WORDS, ORDINAL_ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
