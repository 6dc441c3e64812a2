"""Affixes of Norwegian: compounds with a hyphen stay whole, and so do ordinals with their period (17. mai), degrees
(10°C), hashtags, and a genitive with a bare apostrophe (Lars')."""

from __future__ import annotations

from engine.lang.affixes import make_affixes
from engine.lang.char_classes import ALPHA, ICONS

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="",
    separators_after=ALPHA,
    marks_cut=True,
    ordinals_have_periods=True,
    possessive=False,
    kept_at_start="#",
    kept_at_end="'",
    icons=f"(?!°){ICONS}",
    extra_prefixes=("°",),
    extra_suffixes=("(?<![sxzSXZ])'",),
)
