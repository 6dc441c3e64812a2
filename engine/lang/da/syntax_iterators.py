"""Base noun phrases of Danish, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import DanishPhrases

MODIFIERS = "amod appos fixed flat goeswith nmod:poss nummod".split()
noun_chunks = DanishPhrases(MODIFIERS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
