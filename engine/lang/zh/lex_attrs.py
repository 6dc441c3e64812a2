"""Numbers of Chinese."""

from __future__ import annotations

from engine.lang.han_numbers import is_han_number
from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters


def like_num(text: str) -> bool:
    """Digits and numerals in characters: 10, 3.5万, 二十三, 第五."""
    return like_digits(text) or is_han_number(text)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
