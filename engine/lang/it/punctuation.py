"""Affixes of Italian: an elided word ends with its apostrophe (l' amico), a hyphen cuts before a lower-case letter, and
the degree sign stays with an ordinal or with n, as in 1° and n°."""

from __future__ import annotations

from engine.lang.affixes import DIGIT, before, make_affixes
from engine.lang.char_classes import ALPHA, ALPHA_LOWER, ICONS

# A number with a sign or a decimal is a measure, not an ordinal.
_DEGREE = rf"(?:(?<![{DIGIT}nN])|(?<=[-,.][{DIGIT}])|(?<=-[{DIGIT}]{{2}}))°"

_AFTER_ELISION = ALPHA + DIGIT + '"'

AFFIXES = make_affixes(
    hyphen_before=ALPHA_LOWER,
    icons=f"(?:{_DEGREE}|(?!°){ICONS})",
    # both of no width: the sign stays with what stands before it
    extra_infixes=(
        f"(?<=[{ALPHA}]['’]){before(_AFTER_ELISION)}",
        f"(?<=[{DIGIT}n]°){before(ALPHA + DIGIT)}",
    ),
)
