"""Affixes of Sanskrit: the danda and the double danda end half-verses and verses."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("०-९", ends="॥", possessive=False)
