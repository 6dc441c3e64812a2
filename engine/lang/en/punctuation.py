"""Affixes of English: a hyphen also cuts after a digit, as in 1990s-era and 5-year."""

from __future__ import annotations

from engine.lang.affixes import DIGIT, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(hyphen_after=ALPHA + DIGIT)
