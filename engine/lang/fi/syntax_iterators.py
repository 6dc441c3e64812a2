"""Base noun phrases of Finnish, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import FinnishPhrases

LABELS = "ROOT nsubj obj obl appos".split()
MODIFIERS = "amod compound compound:nn flat:name nmod nmod:gobj nmod:gsubj nmod:poss nummod".split()
noun_chunks = FinnishPhrases(LABELS, MODIFIERS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
