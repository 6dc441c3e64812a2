"""Affixes of Arabic: units in Arabic letters and the Arabic percent sign come off numbers, Arabic digits included."""

from __future__ import annotations

from engine.lang.affixes import after, make_affixes
from engine.lang.char_classes import LIST_UNITS

DIGITS = "0-9٠-٩"
_UNITS = "كم كم² كلم م² م³ سم مم كجم كغم كغ ملغ مل لتر طن".split()
AFFIXES = make_affixes(
    units=(*LIST_UNITS, *_UNITS),
    # Vowel signs at the end of a word are no letters to the shared rules.
    extra_suffixes=(r"(?<=[\u064b-\u0652])\.", f"{after('٠-٩')}(?:[%.$€£]|{'|'.join(_UNITS)})", f"{after('0-9')}٪"),
    extra_infixes=(f"{after(DIGITS)}-(?=[٠-٩])",),
)
