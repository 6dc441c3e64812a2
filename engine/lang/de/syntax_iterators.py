"""Base noun phrases of German, over trees with the labels of the TIGER treebank."""

from __future__ import annotations

from engine.lang.chunk_rules import GermanPhrases

LABELS = "ROOT root sb oa da nk mo ag og app pd cj".split()
noun_chunks = GermanPhrases(LABELS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
