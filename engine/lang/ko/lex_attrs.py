"""Numbers of Korean."""

from __future__ import annotations

import re

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

# Native numerals, and the forms that stand before a counter.
NATIVE_NUMBERS = frozenset(
    """
    하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔 한 두 세 네 석 넉 스무 첫째 둘째 셋째 넷째
    다섯째 여섯째 일곱째 여덟째 아홉째 열째 수십 수백 수천 수만
    """.split()
)
_TENS = "열|스물|서른|마흔|쉰|예순|일흔|여든|아흔"
_ONES = "하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉"
# Sino-Korean numerals; a single digit of those that are also particles or endings is left to its counter.
_DIGITS = "영공일이삼사오육륙칠팔구"
_UNITS = "십백천만억조경"
_SINO = re.compile(f"[{_DIGITS}{_UNITS}]+")
_MIXED = re.compile(rf"[0-9]+(?:\.[0-9]+)?[{_UNITS}]+")
_SINGLE = frozenset("삼육칠팔구십백천만억조")
_NATIVE = re.compile(rf"(?:{_TENS})(?:{_ONES})")


def like_num(text: str) -> bool:
    """Digits and numerals: 10, 3천, 이십삼, 스물하나, 제삼."""
    if like_digits(text) or text in NATIVE_NUMBERS or _NATIVE.fullmatch(text):
        return True
    number = text.removeprefix("제")
    if number in _SINGLE or _MIXED.fullmatch(number):
        return True
    return _SINO.fullmatch(number) is not None and any(unit in number for unit in _UNITS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
