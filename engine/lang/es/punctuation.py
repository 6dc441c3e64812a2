"""Affixes of Spanish: words with a hyphen, ranges of numbers, and a number with its percent sign stay whole."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(hyphen_after=None, ranges_are_cut=False, percent_comes_off=False)
