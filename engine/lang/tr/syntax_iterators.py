"""Base noun phrases of Turkish, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import TurkishPhrases

LABELS = "ROOT nsubj obj iobj obl dislocated orphan appos conj".split()
noun_chunks = TurkishPhrases(LABELS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
