"""Number words of Danish."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "en to tre fire fem seks syv otte ni".split()
_TENS = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems".split()
# Ones stand before tens: enogtyve. Ordinals of the tens are those of the long forms.
_COMPOUND = [f"{one}og{tens}" for one in _ONES for tens in _TENS]
_TEN_ORDINALS = (
    "tyvende tredivte fyrretyvende halvtredsindstyvende tresindstyvende halvfjerdsindstyvende firsindstyvende "
    "halvfemsindstyvende"
).split()
NUMBER_WORDS = frozenset(
    """
    nul én et ét ti elleve tolv tretten fjorten femten seksten sytten atten nitten hundrede hundred tohundrede trehundrede
    tusind tusinde million millioner milliard milliarder billion billioner halvanden
    første anden andet tredje fjerde femte sjette syvende ottende niende tiende ellevte elvte tolvte trettende fjortende
    femtende sekstende syttende attende nittende hundrede tusinde
    """.split()
) | {*_ONES, *_TENS, *_COMPOUND, *_TEN_ORDINALS, *(f"{one}og{ordinal}" for one in _ONES for ordinal in _TEN_ORDINALS)}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, ti, tiende, 3."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
