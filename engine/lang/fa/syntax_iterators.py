"""Base noun phrases of Persian: determiners and numerals stand before the noun; what ezafe binds to it, after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.modified_noun_chunks import dep_ids, modified_noun_chunks
from engine.lang.noun_chunks import Chunk

LEFT = dep_ids("det det:predet nummod amod clf compound flat flat:name")
RIGHT = dep_ids("amod nummod compound flat flat:name flat:num fixed")
BARE = dep_ids("nmod nmod:poss")


def noun_chunks(doclike: Any) -> Iterator[Chunk]:
    """(start, end, label) of the base noun phrases of a Doc or Span."""
    return modified_noun_chunks(doclike, LEFT, RIGHT, BARE)


SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
