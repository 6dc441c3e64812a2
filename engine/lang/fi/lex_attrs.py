"""Number words of Finnish."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän".split()
_ONE_ORDINALS = "ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs".split()
_TENS = [f"{one}kymmentä" for one in _ONES[1:]]
NUMBER_WORDS = frozenset(
    """
    nolla kymmenen yksitoista sata tuhat tuhatta miljoona miljoonaa miljardi miljardia biljoona biljoonaa sataa
    kymmenes yhdestoista sadas tuhannes miljoonas
    yhden kahden kolmen neljän viiden kuuden sadan tuhannen kymmentä yhtä kahta kolmea neljää viittä kuutta seitsemää
    """.split()
) | {
    *_ONES,
    *_ONE_ORDINALS,
    *_TENS,
    *(f"{one}toista" for one in _ONES),
    *inflected(_TENS, _ONES),
    *(f"{one}sataa" for one in _ONES[1:]),
    *(f"{one}tuhatta" for one in _ONES[1:]),
    *(f"{ordinal}toista" for ordinal in ("yhdes", "kahdes", *_ONE_ORDINALS[2:])),
    *(f"{ordinal}kymmenes" for ordinal in ("kahdes", *_ONE_ORDINALS[2:])),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, kymmenen, kymmenes, 3:s."""
    return is_number(text, NUMBER_WORDS, (":s", ":nen", ":n", ":tta", ":ttä"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
