"""Number words of Latin."""

from __future__ import annotations

import re

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ROMAN = re.compile("(?=[MDCLXVI])M*(?:C[MD]|D?C{0,4})(?:X[CL]|L?X{0,4})(?:I[XV]|V?I{0,4})")
_ORDINALS = """
prim secund terti quart quint sext septim octav non decim undecim duodecim vicesim tricesim quadragesim quinquagesim
centesim millesim
""".split()
NUMBER_WORDS = frozenset(
    """
    nullus unus una unum unius uni duo duae duorum duobus tres tria trium tribus quattuor quinque sex septem octo novem
    decem undecim duodecim tredecim quattuordecim quindecim sedecim septendecim duodeviginti undeviginti viginti
    triginta quadraginta quinquaginta sexaginta septuaginta octoginta nonaginta centum ducenti ducentae ducenta trecenti
    quadringenti quingenti sescenti septingenti octingenti nongenti mille milia milium milibus dimidium semel bis ter
    quater quinquies
    """.split()
) | {
    *inflected(_ORDINALS, "us a um i ae o am os as orum arum is".split()),
}


def like_num(text: str) -> bool:
    """Digits, Roman numerals, number words and ordinals: 10, XIV, decem, decimus."""
    return is_number(text, NUMBER_WORDS) or _ROMAN.fullmatch(text) is not None


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
