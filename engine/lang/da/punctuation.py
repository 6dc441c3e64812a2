"""Affixes of Danish: compounds with a hyphen stay whole, and so does a genitive with a bare apostrophe (Lars')."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="",
    marks_cut=True,
    possessive=False,
    kept_at_end="'",
    extra_suffixes=("(?<![sxzSXZ])'",),
)
