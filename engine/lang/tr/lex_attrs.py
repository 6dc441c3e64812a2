"""Number words of Turkish, whose capital I and İ are two letters."""

from __future__ import annotations

from engine.lang.lex_attrs import like_num as like_digits
from engine.lang.lex_attrs import make_getters

NUMBER_WORDS = frozenset(
    """
    sıfır bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan yüz bin milyon
    milyar trilyon katrilyon yarım çeyrek buçuk
    """.split()
)
ORDINALS = frozenset(
    """
    birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu yirminci otuzuncu kırkıncı ellinci
    altmışıncı yetmişinci sekseninci doksanıncı yüzüncü bininci milyonuncu milyarıncı
    """.split()
)
_ENDS = ("inci", "ıncı", "uncu", "üncü", "nci", "ncı", "ncu", "ncü")


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 1.000, on, onuncu, 3., 10'uncu."""
    if like_digits(text):
        return True
    word = text.replace("I", "ı").replace("İ", "i").lower()
    if word in NUMBER_WORDS or word in ORDINALS:
        return True
    stem = word.replace("'", "").replace("’", "")
    return stem[:1].isdigit() and any(stem.endswith(end) and stem[: -len(end)].isdigit() for end in _ENDS)


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
