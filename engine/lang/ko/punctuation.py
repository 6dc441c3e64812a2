"""Affixes of Korean when it is tokenized by rules: particles follow a closing quote or bracket without a space, so
these are cut inside words too; a middle dot joins nouns, a tilde ranges."""

from __future__ import annotations

from engine.lang.affixes import after, before, make_affixes
from engine.lang.char_classes import ALPHA

AFFIXES = make_affixes(
    extra_infixes=(
        f"{after(ALPHA)}['’´()\\[\\]]{before(ALPHA)}",
        f"{after('0-9' + ALPHA)}[·ㆍ~]{before('0-9' + ALPHA)}",
        f"{after('0-9')}[()]{before(ALPHA)}",
    ),
)
