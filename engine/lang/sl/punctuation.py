"""Affixes of Slovenian: an ordinal keeps its period, as in "5. maj"."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(ordinals_have_periods=True, possessive=False)
