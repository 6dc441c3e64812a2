"""Affixes of Ligurian: an elided word ends with its apostrophe (l' ægua, d' estæ)."""

from __future__ import annotations

from engine.lang.affixes import before, make_affixes
from engine.lang.char_classes import ALPHA

# of no width: the apostrophe stays with the word before it
AFFIXES = make_affixes(possessive=False, extra_infixes=(f"(?<=[{ALPHA}]['’]){before(ALPHA)}",))
