"""Affixes of Romanian: of two words that share a hyphen, the short one keeps it (s- a dus, nu -l, într- o), compounds
and names stay whole, and so do numbers with their unit (5km, 10°C, 5%)."""

from __future__ import annotations

from engine.lang.affixes import before, make_affixes
from engine.lang.char_classes import ALPHA, ICONS, alternatives

# Pronouns, prepositions, conjunctions and auxiliaries that lean on the word after them.
_PROCLITICS = """
a c ce d de dintr i într l le m mi n ne p pe prim printr s te v vi ș și ț ți
""".split()
# Those that lean on the word before them, and endings of borrowed nouns.
_ENCLITICS = """
a ai ar ați am au i îi l le lea mă mi ne n o s se și te ți un va vă vi li i
ul ului uri urile urilor lor
""".split()

AFFIXES = make_affixes(
    hyphen_after=None,
    operators="*+^",
    separators=":<>=",
    units=(),
    possessive=False,
    icons=f"(?!°){ICONS}",
    extra_prefixes=("°", f"(?i:{alternatives(_PROCLITICS)})-{before(ALPHA)}"),
    extra_suffixes=(f"(?<=[{ALPHA}0-9])-{alternatives(_ENCLITICS)}",),
)
