"""Affixes of French: an elided word ends with its apostrophe (l' homme), words with a hyphen stay whole, and pronouns
after a verb come off with theirs (est -ce, viendra -t -il)."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA, alternatives

APOSTROPHES = "'’"
# Pronouns that follow a verb, and the particles that do.
ENCLITICS = "ce elle elles en il ils je la là le les leur lui moi nous on t toi tu vous y".split()
AFFIXES = make_affixes(
    hyphen_after=None,
    possessive=False,
    extra_suffixes=(f"{after(ALPHA)}-{alternatives(ENCLITICS)}",),
    extra_infixes=(
        f"{after(ALPHA)}(?:–|—|--|---|~){before(ALPHA)}",
        # of no width: the apostrophe stays with the word before it
        f"(?<=[{ALPHA}][{APOSTROPHES}]){before(ALPHA)}",
    ),
)
