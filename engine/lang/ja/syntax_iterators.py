"""Base noun phrases of Japanese: all modifiers stand before the noun; particles stay outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.modified_noun_chunks import dep_ids, modified_noun_chunks
from engine.lang.noun_chunks import Chunk

LEFT = dep_ids("det nummod amod compound clf flat")
RIGHT = dep_ids("fixed clf")


def noun_chunks(doclike: Any) -> Iterator[Chunk]:
    """(start, end, label) of the base noun phrases of a Doc or Span."""
    return modified_noun_chunks(doclike, LEFT, RIGHT)


SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
