"""Affixes of Kyrgyz: brackets and quotes cut inside words."""

from __future__ import annotations

from engine.lang.affixes import make_affixes

AFFIXES = make_affixes(marks_cut=True, hyphen_after=None, operators="-")
