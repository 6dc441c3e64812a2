"""Affixes of Polish, as the National Corpus of Polish cuts: a period is a token of its own wherever it stands, also in
numbers and abbreviations, and so is a hyphen between letters or digits."""

from __future__ import annotations

from engine.lang.affixes import DIGIT, after, before, make_affixes
from engine.lang.char_classes import ALPHA, ALPHA_UPPER

_WORD = ALPHA + DIGIT

AFFIXES = make_affixes(
    hyphens=("~",),
    operators="",
    separators_after=ALPHA,
    marks_cut=True,
    possessive=False,
    extra_suffixes=(r"\.", "-"),
    extra_infixes=(
        f"{after(_WORD)}[.]{before(ALPHA_UPPER + DIGIT)}",
        f"(?<=[{_WORD}.%–—-])[–—-]{before(_WORD + '–—-')}",
    ),
)
