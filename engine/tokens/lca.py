"""Lowest common ancestors of all pairs of tokens. Callers: Doc, Span."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from engine.tokens.doc import Doc


def lca_matrix(doc: Doc, start: int, end: int) -> Any:
    """int32 (n, n) for tokens start to end: index, counted from start, of the lowest common ancestor; -1 for none.

    Tokens of different sentences have none; a document without sentences raises InputError. The chain of ancestors
    of each token is walked against the marks of another's: O(n * n * depth).
    """
    n = end - start
    heads = [token.head.i for token in doc]
    sentence = sentence_numbers(doc)
    chains = []
    for i in range(start, end):
        chain = [i]
        while heads[chain[-1]] != chain[-1] and len(chain) <= len(heads):
            chain.append(heads[chain[-1]])
        chains.append(chain)
    out = np.full((n, n), -1, dtype="int32")
    for i in range(n):
        above = set(chains[i])
        for j in range(i, n):
            if sentence[start + i] != sentence[start + j]:
                break
            found = next((k for k in chains[j] if k in above), -1)
            if start <= found < end:
                out[i, j] = out[j, i] = found - start
    return out


def sentence_numbers(doc: Doc) -> list[int]:
    """Number of the sentence that each token is in."""
    out: list[int] = []
    for i, sent in enumerate(doc.sents):
        out.extend([i] * len(sent))
    return out
