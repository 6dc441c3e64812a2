"""Number words of Norwegian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "en to tre fire fem seks sju åtte ni".split()
_TENS = "tjue tretti førti femti seksti sytti åtti nitti".split()
_ONE_ORDINALS = "første andre tredje fjerde femte sjette sjuende åttende niende".split()
NUMBER_WORDS = frozenset(
    """
    null én ei ett syv ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve tredve hundre ethundre
    tohundre trehundre firehundre femhundre tusen ettusen million millioner milliard milliarder billion billioner
    annen annet syvende tiende ellevte tolvte trettende fjortende femtende sekstende syttende attende nittende tyvende
    hundrede tusende
    """.split()
) | {
    *_ONES,
    *_TENS,
    *_ONE_ORDINALS,
    *(f"{tens}{one}" for tens in _TENS for one in _ONES),
    *(f"{tens.removesuffix('e')}ende" for tens in _TENS),
    *(f"{tens}{ordinal}" for tens in _TENS for ordinal in _ONE_ORDINALS),
    # the older order: enogtyve
    *(f"{one}og{tens}" for one in (*_ONES, "syv") for tens in (*_TENS[2:], "tyve", "tredve")),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, ti, tiende, 3."""
    return is_number(text, NUMBER_WORDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
