"""Affixes of German: compounds with a hyphen stay whole, and so does an ordinal with its period, as in "am 3. Mai".
A slash is a token of its own, also between numbers."""

from __future__ import annotations

from engine.lang.affixes import DIGIT, after, before, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="-",
    separators=":<>=",
    separators_after=ALPHA,
    marks_cut=True,
    ordinals_have_periods=True,
    possessive=False,
    kept_at_end="–—",
    extra_suffixes=("/",),
    extra_infixes=(f"{after(ALPHA + DIGIT)}/{before(ALPHA + DIGIT)}",),
)
