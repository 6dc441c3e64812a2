"""Number words of Azerbaijani."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import is_number

NUMBER_WORDS = frozenset(
    """
    sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz on iyirmi otuz qırx əlli altmış yetmiş səksən doxsan yüz min
    milyon milyard trilyon yarım yarı birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu
    onuncu iyirminci otuzuncu qırxıncı əllinci altmışıncı yetmişinci səksəninci doxsanıncı yüzüncü mininci milyonuncu
    """.split()
)


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1,5, on, onuncu, 5-ci."""
    return is_number(text, NUMBER_WORDS, ("-ci", "-cı", "-cu", "-cü"))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
