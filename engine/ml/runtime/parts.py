"""Cutting a batch of documents into parts that the compiled runtime predicts at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

# Tokens of one pass through the layers: their vectors stay in the second cache.
MAX_PART = 2048


def parts(docs: Iterable[Any]) -> Iterator[list[Any]]:
    """Runs of documents of at most MAX_PART tokens, or of one document."""
    part: list[Any] = []
    n_tokens = 0
    for doc in docs:
        n = len(doc)
        if part and n_tokens + n > MAX_PART:
            yield part
            part, n_tokens = [], 0
        part.append(doc)
        n_tokens += n
    if part:
        yield part
