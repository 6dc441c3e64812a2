"""PrecomputableAffine: a layer over the feature slots of a state whose products are made once a token.

Source: the feature cache of Chen and Manning 2014, "A fast and accurate dependency parser using neural networks",
section 3.2. The initial weights follow Mishkin and Matas 2016, "All you need is a good init" (LSUV).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from thinc.api import Model

from engine.errors import InputError

LSUV_TOLERANCE = 0.01
LSUV_ROUNDS = 10
LSUV_STATES = 1000


def build_precomputable_affine(
    nO: int | None, nI: int | None, nF: int | None, nP: int | None, dropout: float = 0.1
) -> Model[Any, Any]:
    """Registered as spacy.PrecomputableAffine.v1.

    nO: width of the output. nI: width of a token vector. nF: feature slots of a state. nP: pieces of the maxout that
    follows. dropout: stored, not applied.
    The layer maps token vectors (T, nI) to their contributions to each slot (T + 1, nF, nO, nP); the last row is what
    an empty slot contributes. Its backprop takes (gradient (S, nO, nP), tokens in the slots (S, nF), -1 empty) of S
    states and returns the gradient of the token vectors.
    """
    return Model(
        "precomputable_affine",
        forward,
        init=init,
        dims={"nO": nO, "nI": nI, "nF": nF, "nP": nP},
        params={"W": None, "b": None, "pad": None},
        attrs={"dropout_rate": dropout},
    )


def forward(model: Model[Any, Any], X: Any, is_train: bool) -> tuple[Any, Callable]:
    W, pad = model.get_param("W"), model.get_param("pad")
    nF, nO, nP, nI = W.shape
    W2 = W.reshape((nF * nO * nP, nI))
    table = model.ops.alloc2f(len(X) + 1, nF * nO * nP)
    if len(X):
        table[:-1] = model.ops.gemm(X, W2, trans2=True)
    table[-1] = pad.reshape(-1)

    def backprop(d_out_and_ids: tuple[Any, Any]) -> Any:
        d_out, ids = d_out_and_ids
        d_table = model.ops.alloc3f(len(X) + 1, nF, nO * nP)
        d_rows = d_out.reshape((len(d_out), nO * nP))
        for f in range(nF):
            numpy.add.at(d_table[:, f], ids[:, f], d_rows)  # -1 is the last row: an empty slot
        model.inc_grad("b", d_out.sum(axis=0))
        model.inc_grad("pad", d_table[-1].reshape(pad.shape))
        d_tokens = d_table[:-1].reshape((len(X), nF * nO * nP))
        model.inc_grad("W", model.ops.gemm(d_tokens, X, trans1=True).reshape(W.shape))
        return model.ops.gemm(d_tokens, W2)

    return table.reshape((len(X) + 1, nF, nO, nP)), backprop


def init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    """Normal weights, scaled until the maxout of random states has unit variance and zero mean."""
    if model.has_param("W") and model.get_param("W").any():
        return
    if model.has_dim("nO") is None:
        raise InputError(
            "model.no_classes",
            "A parser model was initialized before its number of classes was known.",
            "Set nO first.",
        )
    nF, nO, nP, nI = (model.get_dim(name) for name in ("nF", "nO", "nP", "nI"))
    ops = model.ops
    W = ops.asarray_f(numpy.random.normal(0.0, numpy.sqrt(1.0 / (nF * nI)), (nF, nO, nP, nI)))
    b = ops.alloc2f(nO, nP)
    model.set_param("pad", ops.asarray_f(numpy.random.normal(0.0, 1.0, (1, nF, nO, nP))))
    # One vector a slot: the sum over the slots of a state is one product.
    X = ops.asarray_f(numpy.random.normal(0.0, 1.0, (LSUV_STATES, nF * nI)))
    for _ in range(LSUV_ROUNDS):
        W2 = W.transpose((1, 2, 0, 3)).reshape((nO * nP, nF * nI))
        hidden = ops.gemm(X, ops.as_contig(W2), trans2=True).reshape((LSUV_STATES, nO, nP)) + b
        best = hidden.max(axis=2)
        variance, mean = float(best.var()), float(best.mean())
        if abs(variance - 1.0) >= LSUV_TOLERANCE:
            W /= numpy.float32(numpy.sqrt(variance))
        elif abs(mean) >= LSUV_TOLERANCE:
            b -= numpy.float32(mean)
        else:
            break
    model.set_param("W", W)
    model.set_param("b", b)


def resize_affine(old: Model[Any, Any], new_nO: int) -> Model[Any, Any]:
    """A copy with more outputs; the new ones start with zeros."""
    nF, nO, nP, nI = (old.get_dim(name) for name in ("nF", "nO", "nP", "nI"))
    new = build_precomputable_affine(nO=new_nO, nI=nI, nF=nF, nP=nP, dropout=old.attrs["dropout_rate"])
    W = old.ops.alloc4f(nF, new_nO, nP, nI)
    b = old.ops.alloc2f(new_nO, nP)
    pad = old.ops.alloc4f(1, nF, new_nO, nP)
    W[:, :nO], b[:nO], pad[:, :, :nO] = old.get_param("W"), old.get_param("b"), old.get_param("pad")
    for name, value in (("W", W), ("b", b), ("pad", pad)):
        new.set_param(name, value)
    return new
