"""Base noun phrases of English, over trees with ClearNLP labels, as English parsers are trained with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.noun_chunks import Chunk, noun_final_chunks
from engine.strings.store import get_string_id

LABELS = "ROOT appos attr dative dobj nsubj nsubjpass oprd pcomp pobj".split()
LABEL_IDS = frozenset(map(get_string_id, LABELS))


def noun_chunks(doclike: Any) -> Iterator[Chunk]:
    """(start, end, label) of each base noun phrase of a Doc or Span. InputError when it is not parsed."""
    return noun_final_chunks(doclike, LABEL_IDS)


SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
