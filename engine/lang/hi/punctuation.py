"""Affixes of Hindi: the double danda ends verses, signs and units come off digits of Devanagari, an abbreviation sign stays."""

from __future__ import annotations

from engine.lang.affixes import after, make_affixes
from engine.lang.char_classes import UNITS

_UNITS = "किमी किग्रा मीटर सेमी मिमी ग्राम लीटर रुपये".split()
AFFIXES = make_affixes(
    units=(*UNITS, *_UNITS),
    extra_suffixes=("॥", f"{after('०-९')}(?:%|{'|'.join(_UNITS)})"),
)
