"""Affixes of Lithuanian: ranges of numbers stay whole."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(operators="*+^")
