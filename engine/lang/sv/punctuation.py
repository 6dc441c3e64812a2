"""Affixes of Swedish: compounds with a hyphen stay whole, and so do endings after a colon (EU:s, 3:e) and a genitive
with a bare apostrophe (Lars')."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA_UPPER

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="",
    separators="<>=/",
    marks_cut=True,
    possessive=False,
    kept_at_end="'",
    extra_suffixes=("(?<![sxzSXZ])'",),
    extra_infixes=(f"{after(ALPHA_UPPER)}:{before(ALPHA_UPPER)}",),
)
