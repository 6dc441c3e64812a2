"""Affixes of Serbian: compounds with a hyphen stay whole, and so does an ordinal with its period, as in "5. мај"."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(hyphen_after=None, ordinals_have_periods=True, possessive=False)
