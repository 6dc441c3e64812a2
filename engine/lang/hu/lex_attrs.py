"""Number words of Hungarian."""

from __future__ import annotations

from engine.lang.lex_attrs import make_getters
from engine.lang.numbers import inflected, is_number

_ONES = "egy kettő két három négy öt hat hét nyolc kilenc".split()
_TENS = ("harminc", "negyven", "ötven", "hatvan", "hetven", "nyolcvan", "kilencven")
_ONE_ORDINALS = "egyedik kettedik harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik".split()
_TEN_ORDINALS = "harmincadik negyvenedik ötvenedik hatvanadik hetvenedik nyolcvanadik kilencvenedik".split()
NUMBER_WORDS = frozenset(
    """
    nulla tíz húsz száz ezer millió milliárd billió billiárd trillió fél
    kétszáz háromszáz négyszáz ötszáz hatszáz hétszáz nyolcszáz kilencszáz kétezer háromezer tízezer százezer
    első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik huszadik századik ezredik milliomodik
    """.split()
) | {
    *_ONES,
    *_TENS,
    *_TEN_ORDINALS,
    *inflected(("tizen", "huszon", *_TENS), _ONES),
    *inflected(("tizen", "huszon", *_TENS), _ONE_ORDINALS),
}


def like_num(text: str) -> bool:
    """Digits, number words and ordinals: 10, 3,5, tíz, tizedik, 3., 3.-ik."""
    return is_number(text, NUMBER_WORDS, (".-ik", "-ik", "."))


LEX_ATTR_GETTERS = make_getters(like_num=like_num)
