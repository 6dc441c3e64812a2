"""Affixes of Marathi: signs and units come off digits of Devanagari, the double danda off verses."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("०-९", units=("किमी", "किलो", "मीटर", "रुपये", "टक्के"), ends="॥")
