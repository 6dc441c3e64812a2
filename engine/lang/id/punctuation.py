"""Affixes of Indonesian: a tag with its hash sign is one token, a hyphen comes off numbers, the particle -nya off what is no word."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(
    kept_at_start="#",
    extra_prefixes=("Rp(?=[0-9])", "IDR(?=[0-9])", r"#(?![\w])"),
    extra_suffixes=("-[Nn]ya", f"{after('0-9')}(?:ribu|rb|juta|jt|miliar|triliun)", "-"),
    extra_infixes=(
        f"{after(ALPHA)}-{before('0-9')}",
        f"{after('0-9')}[-]{before(ALPHA)}",
        f"{after('0-9')}/{before('0-9')}",
    ),
)
