"""Affixes of Tibetan: the strokes that end a clause (shad) come off words, and cut them, as quotes do."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import CURRENCY_CHARS, LIST_UNITS, char_class

# Shad in its forms, the sign that opens a section, the mark of treasure texts.
SHAD = "\u0f08\u0f0d-\u0f12\u0f14"
BRACKETS = "\u0f3a-\u0f3d"
DIGITS = "\u0f20-\u0f29"
# Syllables and the points between them.
LETTERS = "\u0f0b\u0f0c\u0f40-\u0fbc"

AFFIXES = make_affixes(
    units=LIST_UNITS,
    possessive=False,
    extra_prefixes=(f"[{SHAD}{BRACKETS}]",),
    extra_suffixes=(f"[{SHAD}{BRACKETS}]", f"{after(DIGITS)}(?:%|{char_class(CURRENCY_CHARS)})"),
    extra_infixes=(
        f"[{SHAD}{BRACKETS}]",
        f"{after(LETTERS)}[“”‘’«»()]{before(LETTERS)}",
        f"{after(DIGITS)}-{before(DIGITS)}",
    ),
)
