"""Base noun phrases of Latin: modifiers stand on either side of the noun."""

from __future__ import annotations

from engine.lang.noun_chunks import ModifiedPhrases

LEFT = "det amod nummod flat flat:name".split()
RIGHT = "det amod nummod flat flat:name".split()
BARE = "nmod nmod:poss".split()
noun_chunks = ModifiedPhrases(LEFT, RIGHT, BARE)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
