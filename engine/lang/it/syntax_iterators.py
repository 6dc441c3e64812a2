"""Base noun phrases of Italian, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import RomancePhrases

LABELS = "ROOT nsubj nsubj:pass obj obl obl:agent nmod appos".split()
noun_chunks = RomancePhrases(LABELS, name="fixed flat flat:name compound".split())
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
