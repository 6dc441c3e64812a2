"""Affixes of Malayalam: a period comes off Malayalam words, which the shared rules do not know as such."""

from __future__ import annotations

from engine.lang.native_digits import script_affixes

AFFIXES = script_affixes("൦-൯", letters="\u0d00-\u0d7f\u200d")
