"""Number words of Thai."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    ศูนย์ หนึ่ง เอ็ด สอง ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ร้อย พัน หมื่น แสน ล้าน สิบเอ็ด สิบสอง สิบสาม สิบสี่
    สิบห้า สิบหก สิบเจ็ด สิบแปด สิบเก้า ยี่สิบ สามสิบ สี่สิบ ห้าสิบ หกสิบ เจ็ดสิบ แปดสิบ เก้าสิบ หนึ่งร้อย ครึ่ง
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, also Thai ones, and number words: 10, ๑๐, สิบ, ร้อย."""
    return like_digits(text) or text.lower() in NUMBER_WORDS


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
