"""Number words of Swedish."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

_ONES = "en ett två tre fyra fem sex sju åtta nio".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_ONE_ORDINALS = "första andra tredje fjärde femte sjätte sjunde åttonde nionde".split()
NUMBER_WORDS = frozenset(
    """
    noll tio elva tolv tretton fjorton femton sexton sjutton arton nitton hundra etthundra tvåhundra trehundra fyrahundra
    femhundra tusen ettusen tvåtusen tiotusen miljon miljoner miljard miljarder biljon biljoner biljard triljon
    förste andre tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde hundrade tusende
    miljonte
    """.split()
) | {
    *_ONES,
    *_TENS,
    *_ONE_ORDINALS,
    *(f"{tens}{one}" for tens in _TENS for one in _ONES),
    *(f"{tens}nde" for tens in _TENS),
    *(f"{tens}{ordinal}" for tens in _TENS for ordinal in _ONE_ORDINALS),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, tio, tionde, 3:e, 1:a."""
    return is_number(text, NUMBER_WORDS, (":e", ":a", ":de"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
