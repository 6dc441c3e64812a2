"""Affixes of Tatar: brackets and quotes cut inside words; words with a hyphen stay whole."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(marks_cut=True, hyphen_after=None, operators="-")
