"""Base noun phrases of Indonesian and Malay: numerals stand before the noun, other modifiers after it."""

from __future__ import annotations

from engine.lang.noun_chunks import ModifiedPhrases

LEFT = "det nummod amod clf compound flat advmod nmod:poss".split()
RIGHT = "amod det nummod clf compound compound:plur flat flat:name fixed".split()
BARE = "nmod nmod:poss nmod:lmod nmod:tmod appos".split()
noun_chunks = ModifiedPhrases(LEFT, RIGHT, BARE)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
