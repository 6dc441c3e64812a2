"""Slow twin of engine.ml.transition.step_model: one state and one slot at a time, in float64 where it matters.

`weights` is a dict of numpy arrays: W (F, O, P, I), pad (1, F, O, P), b (O, P), and U (K, O), c (K,) with an upper
layer. `states` is a StateBatch, used through its Python view only.
"""

from __future__ import annotations

import numpy

INVALID = 9000.0


def hidden_of(weights, X, ids, relu: bool, dtype="float64"):
    """(O,) hidden layer of one state. ids: (F,) token of each slot, -1 for the padding."""
    W, pad, b = (weights[name].astype(dtype) for name in ("W", "pad", "b"))
    total = numpy.zeros(b.shape, dtype=dtype)
    for f, token in enumerate(ids):
        total = total + (pad[0, f] if token < 0 else W[f] @ X[token].astype(dtype))
    total = total + b
    if b.shape[1] == 1:
        return numpy.maximum(total[:, 0], 0) if relu else total[:, 0]
    return total.max(axis=1)


def scores_of(weights, hidden):
    """(K,) class scores."""
    return weights["U"].astype(hidden.dtype) @ hidden + weights["c"] if "U" in weights else hidden


def best_valid(scores, valid) -> int:
    """First best valid class, -1 when there is none."""
    allowed = [k for k, v in enumerate(valid) if v]
    return max(allowed, key=lambda k: (scores[k], -k)) if allowed else -1


def run(weights, X, states, relu: bool = False, max_moves: int = 0, unseen=()):
    """Advance all states greedily. Returns the steps: (state number, ids, costs or None, scores)."""
    n_slots = weights["W"].shape[0]
    steps = []
    n_moves = 0
    while states.n_active and (max_moves <= 0 or n_moves < max_moves):
        active, ids, valid = states.active(), states.features(n_slots), states.valid()
        costs = states.costs() if states.has_gold else [None] * len(active)
        scores = numpy.array([scores_of(weights, hidden_of(weights, X, slots, relu)) for slots in ids])
        for k in unseen:
            scores[:, k] = scores.min()
        steps += list(zip(active, ids, costs, scores, strict=True))
        states.advance([best_valid(s, v) for s, v in zip(scores, valid, strict=True)])
        n_moves += 1
    return steps


def log_sum_exp(values) -> float:
    top = max(values)
    return top + float(numpy.log(sum(numpy.exp(v - top) for v in values)))


def gold_classes(costs) -> list[int]:
    return [k for k, cost in enumerate(costs) if cost <= min(costs)]


def objective(weights, X, steps) -> float:
    """What the update descends: minus the log of the gold classes' share, summed over steps whose path is fixed."""
    total = 0.0
    for _, ids, costs, _ in steps:
        scores = scores_of(weights, hidden_of(weights, X, ids, relu=True))
        total += log_sum_exp(scores) - log_sum_exp([scores[k] for k in gold_classes(costs)])
    return total


def reported_loss(steps) -> float:
    """Sum of squares of the gradient of the scores."""
    total = 0.0
    for _, _, costs, scores in steps:
        gold = gold_classes(costs)
        every = numpy.exp(scores - log_sum_exp(scores))
        right = numpy.zeros(len(scores))
        right[gold] = numpy.exp(scores[gold] - log_sum_exp(scores[gold]))
        total += float(((every - right) ** 2).sum())
    return total
