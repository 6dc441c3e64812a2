"""Affixes of Tigrinya: the marks of Ethiopic come off words."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

# Word space, full stop, comma, semicolon, colon, preface colon, question mark, paragraph mark.
AFFIXES = script_affixes(ends="\u1361-\u1368", possessive=False)
