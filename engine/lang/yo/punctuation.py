"""Affixes of Yoruba: many of its letters have their accents apart, and end and begin as other letters do."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA

# Grave, acute, macron, dot below, vertical line below.
ACCENTS = "\u0300\u0301\u0304\u0323\u0329"

AFFIXES = make_affixes(
    extra_suffixes=(f"{after(ACCENTS)}\\.",),
    extra_infixes=(f"{after(ACCENTS)}(?:-|–|—|,){before(ALPHA)}",),
)
