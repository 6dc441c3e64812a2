"""Number words of Norwegian Nynorsk."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "ein to tre fire fem seks sju åtte ni".split()
_TENS = "tjue tretti førti femti seksti sytti åtti nitti".split()
NUMBER_WORDS = frozenset(
    """
    null ein éin ei eit to tre fire fem seks sju sjau åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten
    nitten tjue tjuge tretti førti femti seksti sytti åtti nitti hundre tusen million millionar milliard milliardar
    billion halv halve halvparten dusin fyrste første andre tredje fjerde femte sjette sjuande åttande niande tiande
    ellevte tolvte trettande fjortande femtande tjuande trettiande hundrede tusande
    """.split()
) | {
    *inflected(_TENS, _ONES),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, ti, tiande, 3."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
