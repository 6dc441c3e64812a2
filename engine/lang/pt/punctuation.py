"""Affixes of Portuguese: words with a hyphen stay whole, pronouns after a verb included (dá-lo), and so do ranges of
numbers; R$ comes off the front."""

from __future__ import annotations

from engine.lang.affixes import make_affixes, without
from engine.lang.char_classes import CURRENCY_CHARS, HYPHEN_CHARS

AFFIXES = make_affixes(
    hyphens=[hyphen for hyphen in HYPHEN_CHARS if hyphen != "-"],
    operators="*+^",
    # the dollar sign stands after numbers as that of the escudo, between whole and cents: 5$00
    currencies=without(CURRENCY_CHARS, "$"),
    extra_prefixes=(r"\w{1,3}\$",),
)
