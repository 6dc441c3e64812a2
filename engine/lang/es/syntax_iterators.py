"""Base noun phrases of Spanish, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import RomancePhrases

LABELS = "ROOT nsubj nsubj:pass obj obl nmod appos".split()
noun_chunks = RomancePhrases(LABELS, name="fixed flat compound".split(), article=False)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
