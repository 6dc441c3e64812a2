"""Affixes of Finnish: compounds with a hyphen stay whole, and so do endings after a colon (EU:n) and words that end in
an apostrophe; dashes cut."""

from __future__ import annotations

from engine.lang.affixes import make_affixes
from engine.lang.char_classes import HYPHEN_CHARS

AFFIXES = make_affixes(
    hyphens=[hyphen for hyphen in HYPHEN_CHARS if hyphen != "-"],
    operators="",
    separators="<>=/",
    marks_cut=True,
    possessive=False,
    kept_at_end="'",
)
