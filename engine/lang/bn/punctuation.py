"""Affixes of Bengali: signs come off Bengali digits, the double danda off verses; there is no possessive 's."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("০-৯", units=("কিমি", "কেজি", "মিটার", "টাকা"), ends="॥", possessive=False)
