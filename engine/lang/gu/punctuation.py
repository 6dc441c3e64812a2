"""Affixes of Gujarati: a period comes off Gujarati words, which the shared rules do not know as such, and signs off its digits."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("૦-૯", letters="\u0a80-\u0aff", units=("કિમી", "કિલો", "મીટર", "રૂપિયા"), ends="॥")
