"""Affixes of Turkish: those that languages share. Endings after an apostrophe stay with
their word (Ankara'da), and so does an ordinal with its period (3. sınıf, XX. yüzyıl)."""

from __future__ import annotations

import re

from engine.lang.affixes import SHARED
from engine.lang.numbers import ROMAN_ORDINAL

AFFIXES = SHARED
_ORDINAL = re.compile(rf"\d+(?:[.,]\d+)*\.$|{ROMAN_ORDINAL}")
ordinal_match = _ORDINAL.match
