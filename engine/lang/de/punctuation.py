"""Affixes of German: compounds with a hyphen stay whole, and so does an ordinal with its period, as in "am 3. Mai"."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(
    hyphen_after=None,
    ordinals_have_periods=True,
    possessive=False,
    extra_infixes=(
        f"{after(ALPHA)}[!?()\\[\\]]{before(ALPHA)}",
        f"{after(ALPHA)}--{before(ALPHA)}",
    ),
)
