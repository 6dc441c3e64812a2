"""Slow twin of the backward pass of engine.ml.transition.step_tape: whole arrays, float64, no rows left out.

`weights` as in the twin step_model; `steps` as its `run` returns them.
"""

from __future__ import annotations

import numpy


def softmax(scores):
    e = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def gradients(weights, X, steps):
    """(loss, gradients by the names of `weights`, gradient of X) of an update with an upper layer and no dropout."""
    W, pad, b, U, c = (weights[name].astype("float64") for name in ("W", "pad", "b", "U", "c"))
    X = X.astype("float64")
    ids = numpy.array([step[1] for step in steps])
    costs = numpy.array([step[2] for step in steps])
    n_slots = W.shape[0]
    width = X.shape[1]
    rows = [numpy.concatenate([X @ W[f].reshape((-1, width)).T, pad[0, f].reshape((1, -1))]) for f in range(n_slots)]
    total = sum(rows[f][ids[:, f]] for f in range(n_slots)).reshape((len(ids), *b.shape)) + b
    best = total.argmax(axis=2)
    hidden = numpy.take_along_axis(total, best[:, :, None], axis=2)[:, :, 0]
    is_open = hidden > 0 if b.shape[1] == 1 else numpy.ones(hidden.shape, dtype=bool)
    hidden = hidden * is_open
    scores = hidden @ U.T + c
    is_gold = costs <= costs.min(axis=1, keepdims=True)
    d_scores = softmax(scores) - softmax(numpy.where(is_gold, scores, -1e30))
    d_total = numpy.zeros(total.shape)
    numpy.put_along_axis(d_total, best[:, :, None], ((d_scores @ U) * is_open)[:, :, None], axis=2)
    flat = d_total.reshape((len(ids), -1))
    dW, d_pad, dX = numpy.zeros(W.shape), numpy.zeros(pad.shape), numpy.zeros(X.shape)
    for f in range(n_slots):
        d_rows = numpy.zeros((len(X) + 1, flat.shape[1]))
        numpy.add.at(d_rows, ids[:, f], flat)
        dW[f] = (d_rows[:-1].T @ X).reshape(W[f].shape)
        d_pad[0, f] = d_rows[-1].reshape(pad[0, f].shape)
        dX += d_rows[:-1] @ W[f].reshape((-1, X.shape[1]))
    found = {"W": dW, "pad": d_pad, "b": d_total.sum(axis=0), "U": d_scores.T @ hidden, "c": d_scores.sum(axis=0)}
    return float((d_scores**2).sum()), found, dX
