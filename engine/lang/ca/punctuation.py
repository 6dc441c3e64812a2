"""Affixes of Catalan: an elided word ends with its apostrophe (l' home), pronouns after a verb begin with theirs or with
their hyphen (porta 'm, donar -me -la), and other words with a hyphen stay whole."""

from __future__ import annotations

from engine.lang.affixes import DIGIT, after, before, make_affixes
from engine.lang.char_classes import ALPHA, LIST_UNITS, alternatives

APOSTROPHES = "'’"
# Pronouns after a verb: those after a vowel, and those after a hyphen.
REDUCED = ("m", "t", "l", "ls", "n", "ns")
ENCLITICS = "me te se lo la los les li nos vos ne hi ho us en el els em et es ens".split()
_REDUCED_END = f"{alternatives(REDUCED)}(?![{ALPHA}{APOSTROPHES}])"

AFFIXES = make_affixes(
    hyphen_after=None,
    possessive=False,
    units=[unit for unit in LIST_UNITS if unit != "%"],
    extra_prefixes=("-",),
    extra_suffixes=("-",),
    # all of no width: an apostrophe and a hyphen stay with their word
    extra_infixes=(
        f"{after(ALPHA)}(?=[{APOSTROPHES}]{_REDUCED_END})",
        f"(?<=[{ALPHA}][{APOSTROPHES}])(?!{_REDUCED_END}){before(ALPHA + DIGIT)}",
        f"{after(ALPHA)}(?=(?:-{alternatives(ENCLITICS)})+(?![{ALPHA}{APOSTROPHES}-]))",
    ),
)
