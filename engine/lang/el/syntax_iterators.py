"""Base noun phrases of Greek, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import GreekPhrases

LABELS = "ROOT nsubj obj iobj appos obl".split()
noun_chunks = GreekPhrases(LABELS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
