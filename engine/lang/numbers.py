"""Numbers in words: what the languages' `like_num` have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.lang.lex_attrs import like_num as like_digits

# A Roman numeral below forty with the period of ordinals: a century, a king.
ROMAN_ORDINAL = r"(?=[XVI])X{0,3}(?:I[XV]|V?I{0,3})\.$"
roman_ordinal_match = re.compile(ROMAN_ORDINAL).match


def is_number(text: str, words: frozenset[str], ordinal_ends: tuple[str, ...] = ()) -> bool:
    """Digits, one of the lower-case words, or digits with an ending of ordinals, such as 3rd."""
    if like_digits(text):
        return True
    word = text.lower()
    if word in words:
        return True
    return word[:1].isdigit() and any(word.endswith(end) and word[: -len(end)].isdigit() for end in ordinal_ends)


def inflected(stems: Iterable[str], ends: Iterable[str]) -> set[str]:
    """Each stem with each ending."""
    ends = tuple(ends)
    return {stem + end for stem in stems for end in ends}
