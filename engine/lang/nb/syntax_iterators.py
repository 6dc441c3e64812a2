"""Noun phrases of Norwegian, over trees with Universal Dependencies: all that depends on a noun."""

from __future__ import annotations

from engine.lang.noun_chunks import SubtreePhrases

LABELS = "ROOT nsubj nsubj:pass obj iobj nmod nmod:poss appos".split()
noun_chunks = SubtreePhrases(LABELS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
