"""Scripts with digits of their own: numbers in them stay whole and lose their signs, like those in European digits.

The blocks of these scripts count as letters in the shared rules, which would cut 10.5 at its period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from engine.lang.affixes import Affixes, after, before, make_affixes
from engine.lang.char_classes import CURRENCY_CHARS, LIST_UNITS, alternatives, char_class


def whole_numbers(digits: str) -> Callable[[str], Any]:
    """A match for decimals, dates and times in digits, given as the inside of a character class."""
    return re.compile(f"[{digits}]+(?:[.,/:٫٬][{digits}]+)+$").match


def script_affixes(
    digits: str = "", *, letters: str = "", units: Iterable[str] = (), ends: str = "", possessive: bool = True
) -> Affixes:
    """The affixes of a language with a script of its own.

    digits: its digits; signs and units come off them. letters: its letters, where the shared rules do not know them: a
    period comes off a word, hyphens cut it. units: in its script. ends: signs that come off the end of any word. These
    but units are the inside of a character class.
    """
    units = tuple(units)
    suffixes = [f"[{ends}]"] if ends else []
    infixes = []
    if digits:
        signs = f"%|{char_class(CURRENCY_CHARS)}" + (f"|{alternatives(units)}" if units else "")
        suffixes.append(f"{after(digits)}(?:{signs})")
        infixes.append(f"{after(digits)}-{before(digits)}")
    if letters:
        suffixes.append(f"{after(letters)}\\.")
        infixes.append(f"{after(letters)}(?:-|–|—|,){before(letters)}")
    return make_affixes(
        units=(*LIST_UNITS, *units), possessive=possessive, extra_suffixes=tuple(suffixes), extra_infixes=tuple(infixes)
    )
