"""Base noun phrases of Persian: determiners and numerals stand before the noun; what ezafe binds to it, after."""

from __future__ import annotations

from engine.lang.noun_chunks import ModifiedPhrases

LEFT = "det det:predet nummod amod clf compound flat flat:name".split()
RIGHT = "amod nummod compound flat flat:name flat:num fixed".split()
BARE = "nmod nmod:poss".split()
noun_chunks = ModifiedPhrases(LEFT, RIGHT, BARE)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
