"""Affixes of Urdu: signs and units come off Urdu digits."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("۰-۹", units=("کلومیٹر", "کلو", "میٹر", "روپے", "فیصد"), ends="٪")
