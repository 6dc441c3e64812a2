"""What a listener gives outside of training: the token vectors that a tok2vec component has set on the documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.errors import InputError


def read_tensors(docs: Sequence[Any], width: int, upstream_name: str, ops: Any) -> list[Any]:
    """Doc.tensor of each document; zeros, of `ops`, where there is none. Raises InputError for one of another shape."""
    outputs = []
    for doc in docs:
        if doc.tensor.size == 0:
            outputs.append(ops.alloc2f(len(doc), width))
        elif doc.tensor.shape != (len(doc), width):
            raise InputError(
                "tok2vec.tensor_shape",
                f"Doc.tensor has shape {doc.tensor.shape}; the listener to {upstream_name!r} expected "
                f"{(len(doc), width)}.",
                "Give listener and tok2vec the same width, and run tok2vec on the whole document.",
            )
        else:
            outputs.append(doc.tensor)
    return outputs
