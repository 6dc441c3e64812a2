"""Affixes of Hungarian: endings after a hyphen stay with their word (EU-ban, 5%-os), a number keeps its period, percent
sign, degrees and the currency before it, and the particle of questions comes off (tudod -e)."""

from __future__ import annotations

from engine.lang.affixes import after, make_affixes
from engine.lang.char_classes import ALPHA, CURRENCY_CHARS, LIST_UNITS, char_class

_KEPT = CURRENCY_CHARS + "§%="

AFFIXES = make_affixes(
    hyphens=("--",),
    operators="",
    separators=":<>=",
    separators_after=ALPHA,
    marks_cut=True,
    units=[unit for unit in LIST_UNITS if unit != "%"],
    ordinals_have_periods=True,
    possessive=False,
    kept_at_start=_KEPT,
    kept_at_end="–—",
    icons=None,
    extra_suffixes=(f"{after(ALPHA)}-e", f"{after(ALPHA)}\\+", f"(?<={char_class(CURRENCY_CHARS)})\\."),
)
