"""Base noun phrases of Indonesian and Malay: numerals stand before the noun, other modifiers after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.modified_noun_chunks import dep_ids, modified_noun_chunks
from engine.lang.noun_chunks import Chunk

LEFT = dep_ids("det nummod amod clf compound flat advmod nmod:poss")
RIGHT = dep_ids("amod det nummod clf compound compound:plur flat flat:name fixed")
BARE = dep_ids("nmod nmod:poss nmod:lmod nmod:tmod appos")


def noun_chunks(doclike: Any) -> Iterator[Chunk]:
    """(start, end, label) of the base noun phrases of a Doc or Span."""
    return modified_noun_chunks(doclike, LEFT, RIGHT, BARE)


SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
