"""Affixes of Dutch: compounds with a hyphen, words with an apostrophe (foto's), with a slash, and percentages stay
whole."""

from __future__ import annotations

from engine.lang.affixes import make_affixes
from engine.lang.char_classes import ALPHA, LIST_UNITS

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="",
    separators=":<>=",
    separators_after=ALPHA,
    marks_cut=True,
    units=[unit for unit in LIST_UNITS if unit != "%"],
    possessive=False,
)
