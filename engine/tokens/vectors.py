"""Vectors of tokens, spans and documents, and their cosines. Callers: Doc, Span, Token.

Words have the vectors of the vocab's table; where it has none, rows of Doc.tensor stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.strings.symbols import IDS

if TYPE_CHECKING:
    from engine.tokens.token import Token

ORTH = IDS["ORTH"]


def has_vector(tokens: Any) -> bool:
    """Whether a Doc or Span has a vector: one of its words has one, or the document has a tensor."""
    vectors = tokens.vocab.vectors
    if vectors.vectors_length:
        return any(key in vectors for key in tokens.to_array(vectors.attr).tolist())
    return tokens.doc.tensor.size > 0


def mean_vector(tokens: Any) -> Any:
    """Mean over the words of a Doc or Span; (0,) when there are neither vectors nor a tensor."""
    vocab = tokens.vocab
    if len(tokens) == 0:
        return np.zeros((vocab.vectors_length,), dtype="float32")
    if vocab.vectors_length:
        vectors = vocab.vectors
        return vectors.get_batch(tokens.to_array(vectors.attr)).sum(axis=0) / len(tokens)
    tensor = tokens.tensor
    if tensor.size > 0:
        return tensor.mean(axis=0)
    return np.zeros((vocab.vectors_length,), dtype="float32")


def has_token_vector(token: Token) -> bool:
    if token.vocab.vectors_length == 0 and token.doc.tensor.size != 0:
        return True
    return vector_key(token) in token.vocab.vectors


def token_vector(token: Token) -> Any:
    if token.vocab.vectors_length == 0 and token.doc.tensor.size != 0:
        return token.doc.tensor[token.i]
    vectors = token.vocab.vectors
    return vectors.get_batch([vector_key(token)])[0]


def vector_key(token: Token) -> int:
    """What the vectors know the token by: the id of its text, unless they are by another attribute."""
    attr = token.vocab.vectors.attr
    return token.orth if attr == ORTH else int(token.doc[token.i : token.i + 1].to_array(attr)[0])


def norm(vector: Any) -> Any:
    """L2 norm, 0.0 for an empty vector."""
    return np.sqrt((vector**2).sum()) if vector.size else 0.0


def similarity(one: Any, other: Any) -> float:
    """Cosine of two objects' vectors; 1 for equal single words, 0 where one has no vector."""
    if len_one(one) == len_one(other) == 1 and first_orth(one) == first_orth(other):
        return 1.0
    if one is other:
        return 1.0
    product = one.vector_norm * other.vector_norm
    if not product:
        return 0.0
    return float(np.dot(one.vector, other.vector) / product)


def len_one(item: Any) -> int:
    """Number of words in a Doc or Span; 1 for a Token or Lexeme."""
    return len(item) if hasattr(item, "sents") else 1


def first_orth(item: Any) -> int:
    return item[0].orth if hasattr(item, "sents") else item.orth
