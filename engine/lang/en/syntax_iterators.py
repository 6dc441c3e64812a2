"""Base noun phrases of English, over trees with ClearNLP labels, as English parsers are trained with."""

from __future__ import annotations

from engine.lang.noun_chunks import NounPhrases

LABELS = "ROOT appos attr dative dobj nsubj nsubjpass oprd pcomp pobj".split()
noun_chunks = NounPhrases(LABELS)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
