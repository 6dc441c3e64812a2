"""CharEmbed: words as the concatenated embeddings of some of their bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from thinc.api import Model

PAD = 255  # no byte of valid UTF-8


def build_char_embed(nM: int, nC: int) -> Model[list[Any], list[Any]]:
    """Registered as spacy.CharEmbed.v1.

    nM: width of one byte's embedding. nC: bytes a word, taken from front and back in turn (0, -1, 1, -2 ...).
    The layer maps documents to one float32 array each, (tokens, nM * nC).
    """
    return Model(
        "charembed",
        forward,
        init=init,
        dims={"nM": nM, "nC": nC, "nO": nM * nC, "nV": 256},
        params={"E": None},
    )


def init(model: Model[list[Any], list[Any]], X: Any = None, Y: Any = None) -> None:
    # Zeros, as in the peer: the embeddings grow from the gradient of the mixing layer alone.
    model.set_param("E", model.ops.alloc3f(model.get_dim("nC"), model.get_dim("nV"), model.get_dim("nM")))


def word_bytes(text: str, n_bytes: int) -> list[int]:
    """UTF-8 bytes of a word from front and back in turn, filled up with PAD.

    >>> word_bytes("cats", 3)
    [99, 115, 97]
    """
    data = text.encode("utf8")
    n = min(len(data), n_bytes)
    return [data[i // 2] if i % 2 == 0 else data[-(i // 2) - 1] for i in range(n)] + [PAD] * (n_bytes - n)


def forward(model: Model[list[Any], list[Any]], docs: list[Any], is_train: bool) -> tuple[list[Any], Callable]:
    E = model.get_param("E")
    n_bytes = model.get_dim("nC")
    columns = numpy.arange(n_bytes)
    seen: dict[str, list[int]] = {}
    ids, out = [], []
    for doc in docs:
        rows = []
        for token in doc:
            text = token.text
            row = seen.get(text)
            if row is None:
                row = seen[text] = word_bytes(text, n_bytes)
            rows.append(row)
        ids.append(numpy.asarray(rows, dtype="int32").reshape((-1, n_bytes)))
        out.append(model.ops.as_contig(E[columns, ids[-1]].reshape((len(rows), model.get_dim("nO")))))

    def backprop(d_out: list[Any]) -> list[Any]:
        dE = model.ops.alloc3f(*E.shape)
        for rows, d_rows in zip(ids, d_out, strict=True):
            numpy.add.at(dE, (columns, rows), d_rows.reshape((len(rows), n_bytes, -1)))
        model.inc_grad("E", dE)
        return []

    return out, backprop
