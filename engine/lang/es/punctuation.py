"""Affixes of Spanish: words with a hyphen, ranges of numbers, and a number with its percent sign stay whole; °C is a
unit."""

from __future__ import annotations

from engine.lang.affixes import make_affixes
from engine.lang.char_classes import ICONS, LIST_UNITS

AFFIXES = make_affixes(
    hyphen_after=None,
    operators="*+^",
    possessive=False,
    units=[*(unit for unit in LIST_UNITS if unit != "%"), "°C"],
    icons=f"(?!°C){ICONS}",
)
