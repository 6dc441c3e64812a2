"""Base noun phrases of Dutch, over trees with Universal Dependencies."""

from __future__ import annotations

from engine.lang.chunk_rules import DutchPhrases

noun_chunks = DutchPhrases(("nsubj", "nsubj:pass"), modifiers=("amod", "det", "det:poss", "nmod:poss"))
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
