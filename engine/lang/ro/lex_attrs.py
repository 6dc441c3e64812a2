"""Number words of Romanian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "unu una doi două trei patru cinci șase șapte opt nouă".split()
_TENS = "zece douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci".split()
_TEENS = """
unsprezece doisprezece douăsprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece optsprezece
nouăsprezece
""".split()
# Masculine and feminine ordinals after al and a: al doilea, a doua.
_ORDINALS = """
întâi prim primul prima primii primele secund doilea doua treilea treia patrulea patra cincilea cincea șaselea șasea
șaptelea șaptea optulea opta nouălea noua zecelea zecea sutălea suta miilea mia milionulea milioana
""".split()
NUMBER_WORDS = frozenset(
    "zero sută sute mie mii milion milioane miliard miliarde bilion bilioane jumătate sfert".split()
) | {
    *_ONES,
    *_TENS,
    *_TEENS,
    *_ORDINALS,
    *(f"{word}{end}" for word in (*_TEENS, *_TENS[1:]) for end in ("lea", "a")),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, zece, zecelea, 3-lea, 10-a."""
    return is_number(text, NUMBER_WORDS, ("-lea", "-a"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
