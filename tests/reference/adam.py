"""Slow version of the Adam kernel: one step in float64, on copies."""

from __future__ import annotations

import numpy


def step(weights, gradient, mom1, mom2, beta1, beta2, eps, rate, decay, grad_clip, average=None, average_rate=0.0):
    """norm, weights, mom1, mom2, average. The constants are float32 first: 1 - 0.999 is where that shows."""
    constants = (beta1, beta2, eps, rate, decay, average_rate)
    beta1, beta2, eps, rate, decay, average_rate = (float(numpy.float32(value)) for value in constants)
    w, g, m, v = (array.astype("float64") for array in (weights, gradient, mom1, mom2))
    norm = float(numpy.sqrt((g**2).sum())) if grad_clip > 0 else 0.0
    if norm >= grad_clip > 0:
        g *= grad_clip / norm
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    w -= rate * m / (numpy.sqrt(v) + eps)
    w -= decay * w
    if average is not None:
        average = average.astype("float64")
        average += average_rate * (w - average)
    return norm, w, m, v, average
