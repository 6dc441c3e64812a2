"""Affixes of Haitian Creole: a shortened word ends with its apostrophe (m' ap, l' ale)."""

from __future__ import annotations

from engine.lang.affixes import before, make_affixes
from engine.lang.char_classes import ALPHA

# of no width: the apostrophe stays with the word before it
AFFIXES = make_affixes(possessive=False, extra_infixes=(f"(?<=[{ALPHA}]['’]){before(ALPHA)}",))
