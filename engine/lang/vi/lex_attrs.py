"""Number words of Vietnamese."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    không một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm nghìn ngàn vạn triệu tỷ tỉ rưỡi
    """.split()
)


def like_num(text: str) -> bool:
    """Digits and number words: 10, 1.000, mười, trăm, triệu."""
    return like_digits(text) or text.lower() in NUMBER_WORDS


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
