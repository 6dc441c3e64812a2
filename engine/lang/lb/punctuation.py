"""Affixes of Luxembourgish: words with a hyphen stay whole; short forms with an apostrophe are words of their own."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(
    hyphen_after=None,
    operators="-",
    separators=":=<>",
    extra_prefixes=("(?:[dDlLsS]|[tT])['’](?=\\w)",),
    extra_infixes=(f"{after(ALPHA)}[!?]{before(ALPHA)}", f"{after(ALPHA)}--{before(ALPHA)}"),
)
