"""StaticVectors: rows of the vocab's vector table, through a learned projection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy
from thinc.api import Model, Ragged, glorot_uniform_init

from engine.errors import InputError
from engine.ml.token_keys import as_attribute_ids, flat_keys


def build_static_vectors_v2(
    nO: int | None = None,
    nM: int | None = None,
    *,
    dropout: float | None = None,
    init_W: Callable = glorot_uniform_init,
    key_attr: str = "ORTH",
) -> Model[list[Any], Ragged]:
    """Registered as spacy.StaticVectors.v2: vector . W^T, zeros for a word without a vector.

    nO: width of the output. nM: width of the vectors, taken from the documents when left out.
    dropout: share of output columns to drop, one mask a batch. key_attr: saved with the model; what counts is the
    attribute that the vectors are kept by (Vectors.attr).
    """
    return make(nO, nM, dropout, init_W, key_attr, forward)


def build_static_vectors_v1(
    nO: int | None = None,
    nM: int | None = None,
    *,
    dropout: float | None = None,
    init_W: Callable = glorot_uniform_init,
    key_attr: str = "ORTH",
) -> Model[list[Any], Ragged]:
    """Registered as spacy-legacy.StaticVectors.v1: as v2, but a missing word has the last vector of the table."""
    return make(nO, nM, dropout, init_W, key_attr, partial(forward, missing_row=-1))


def make(
    nO: int | None, nM: int | None, dropout: float | None, init_W: Callable, key_attr: str, func: Callable
) -> Model[list[Any], Ragged]:
    return Model(
        "static_vectors",
        func,
        init=partial(init, init_W),
        params={"W": None},
        attrs={"key_attr": key_attr, "dropout_rate": dropout},
        dims={"nO": nO, "nM": nM},
    )


def init(init_W: Callable, model: Model[list[Any], Ragged], X: Sequence[Any] | None = None, Y: Any = None) -> None:
    widths = {doc.vocab.vectors.shape[1] for doc in X} if X else set()
    if len(widths) == 1:
        model.set_dim("nM", widths.pop())
    elif len(widths) > 1:
        raise InputError("model.vector_width", f"Documents of one batch have vectors of widths {sorted(widths)}.")
    if Y is not None and model.has_dim("nO") is None:
        model.set_dim("nO", (Y.data if isinstance(Y, Ragged) else Y).shape[1])
    model.set_param("W", init_W(model.ops, (model.get_dim("nO"), model.get_dim("nM"))))


def forward(
    model: Model[list[Any], Ragged], docs: Sequence[Any], is_train: bool, *, missing_row: int | None = None
) -> tuple[Ragged, Callable]:
    W = model.get_param("W")
    # Version 1 has the attribute from the model, later ones from the vectors.
    by = model.attrs["key_attr"] if missing_row is not None or not docs else docs[0].vocab.vectors.attr
    keys, lengths = flat_keys(docs, as_attribute_ids([by]))
    if len(keys) == 0:
        empty = Ragged(model.ops.alloc2f(0, model.get_dim("nO")), model.ops.alloc1i(len(docs)))
        return empty, lambda d_out: []
    V = look_up(docs, keys[:, 0], lengths, missing_row)
    if V.shape[1] != W.shape[1]:
        raise InputError(
            "model.vector_width",
            f"The vocab's vectors have width {V.shape[1]}, the model was made for {W.shape[1]}.",
            "Load the pipeline with the vectors it was trained with (setting initialize.vectors).",
        )
    V = model.ops.as_contig(model.ops.asarray_f(V))
    out = model.ops.gemm(V, W, trans2=True)
    rate = model.attrs.get("dropout_rate")
    mask = model.ops.get_dropout_mask((out.shape[1],), rate) if is_train and rate else None
    if mask is not None:
        out *= mask

    def backprop(d_out: Ragged) -> list[Any]:
        d_rows = d_out.data if mask is None else d_out.data * mask
        model.inc_grad("W", model.ops.gemm(d_rows, V, trans1=True))
        return []

    return Ragged(out, model.ops.asarray1i(lengths)), backprop


def look_up(docs: Sequence[Any], keys: Any, lengths: Any, missing_row: int | None) -> Any:
    """Vectors of the words with these ids, (T, nM); zeros, or a fixed row of the table, for words without one."""
    tables = {id(doc.vocab.vectors): doc.vocab.vectors for doc in docs}
    if len(tables) == 1:
        return rows_of(tables.popitem()[1], keys, missing_row)
    out = []
    start = 0
    for doc, length in zip(docs, lengths, strict=True):
        out.append(rows_of(doc.vocab.vectors, keys[start : start + length], missing_row))
        start += length
    return numpy.concatenate(out)


def rows_of(vectors: Any, keys: Any, missing_row: int | None) -> Any:
    """Vectors of ids, uint64 (T,), from one table."""
    if missing_row is None or vectors.mode == "floret":
        return vectors.get_batch(keys)
    rows = vectors.find(keys=keys)
    return vectors.data[numpy.where(rows < 0, missing_row, rows)]
