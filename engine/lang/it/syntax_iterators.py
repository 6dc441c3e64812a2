"""Base noun phrases of Italian, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.romance_chunks import romance_noun_phrases

LABELS = "ROOT nsubj nsubj:pass obj obl obl:agent nmod appos".split()
noun_chunks = romance_noun_phrases(LABELS, name="fixed flat flat:name compound".split())
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
