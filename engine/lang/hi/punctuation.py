"""Affixes of Hindi: the double danda ends verses, signs and units come off digits of Devanagari, an abbreviation sign stays."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("०-९", units="किमी किग्रा मीटर सेमी मिमी ग्राम लीटर रुपये".split(), ends="॥")
