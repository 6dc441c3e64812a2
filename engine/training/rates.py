"""Endless series of numbers, for loops that people write themselves; configs have schedules instead."""

from __future__ import annotations

from collections.abc import Iterator


def compounding(start: float, stop: float, compound: float, *, t: float = 0.0) -> Iterator[float]:
    """`start`, then each number times `compound`, not beyond `stop`. t: accepted for compatibility.

    >>> sizes = compounding(1.0, 10.0, 1.5)
    >>> [next(sizes) for _ in range(3)]
    [1.0, 1.5, 2.25]
    """
    limit = min if stop >= start else max
    value = float(start)
    while True:
        yield limit(value, stop)
        value *= compound


def decaying(base_rate: float, decay: float, *, t: int = 0) -> Iterator[float]:
    """base_rate / (1 + decay * t) for t, t + 1, ..."""
    while True:
        yield base_rate / (1 + decay * t)
        t += 1
