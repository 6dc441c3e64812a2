"""Affixes of Greek: an elided word ends with its apostrophe (σ' αγαπώ), words with a hyphen, ranges of numbers and
percentages stay whole."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA, HYPHEN_CHARS, LIST_UNITS

GREEK = "Ͱ-Ͽἀ-῾"

AFFIXES = make_affixes(
    hyphens=[hyphen for hyphen in HYPHEN_CHARS if hyphen != "-"],
    operators="*+^",
    separators_after=ALPHA,
    units=[unit for unit in LIST_UNITS if unit != "%"],
    possessive=False,
    kept_at_start="$",
    kept_at_end="'*",
    extra_suffixes=(f"{after(GREEK)}-",),
    # of no width: the apostrophe stays with the word before it
    extra_infixes=(f"(?<=[{GREEK}]['’]){before(GREEK)}",),
)
