"""Base noun phrases of Catalan, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import CatalanPhrases

LABELS = "ROOT nsubj nsubj:pass obj iobj obl nmod nmod:poss appos".split()
noun_chunks = CatalanPhrases(LABELS, nouns=("NOUN", "PROPN"))
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
