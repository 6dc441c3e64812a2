"""Base noun phrases of Latin: modifiers stand on either side of the noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.modified_noun_chunks import dep_ids, modified_noun_chunks
from engine.lang.noun_chunks import Chunk

LEFT = dep_ids("det amod nummod flat flat:name")
RIGHT = dep_ids("det amod nummod flat flat:name")
BARE = dep_ids("nmod nmod:poss")


def noun_chunks(doclike: Any) -> Iterator[Chunk]:
    """(start, end, label) of the base noun phrases of a Doc or Span."""
    return modified_noun_chunks(doclike, LEFT, RIGHT, BARE)


SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
