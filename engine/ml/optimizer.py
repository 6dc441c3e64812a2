"""Adam as thinc defines it, with the step of one parameter in a single pass over memory.

The norm is one pass, and a second clips, updates both moments and the weights, decays these, moves the averages and
zeroes the gradient.
Arrays that are not plain float32 in memory take thinc's way.
"""

from __future__ import annotations

import math
from typing import Any

import numpy
from thinc.api import Optimizer
from thinc.optimizers import FloatOrSeq

from engine.kernels.api import adam_step

MAX_AVERAGE_DECAY = 0.9999  # of a running average: its weight as against the newest


class FusedAdam(Optimizer):
    """A thinc Optimizer; see thinc.api.Adam for its arguments and attributes."""

    _squared_norm = 0.0  # of the gradients since `take_gradient_norm`
    _norm_is_known = True

    def take_gradient_norm(self) -> float | None:
        """The norm of all gradients since the last call, before each was clipped. None when it is not known, as it is
        computed for clipping: without `grad_clip`, or where a parameter took thinc's way."""
        known = self._norm_is_known and self._squared_norm > 0.0
        norm = math.sqrt(self._squared_norm) if known else None
        self._squared_norm = 0.0
        self._norm_is_known = True
        return norm

    def __call__(self, key: tuple[int, str], weights: Any, gradient: Any, *, lr_scale: float = 1.0) -> tuple[Any, Any]:
        """Update `weights` by `gradient` in place, and zero it. Returns both."""
        if not is_plain(weights) or not is_plain(gradient) or not self.b1 > 0.0 or not self.b2 > 0.0 or self.use_radam:
            self._norm_is_known = False
            return super().__call__(key, weights, gradient, lr_scale=lr_scale)
        if weights.size == 0:
            return weights, gradient
        self.nr_update[key] += 1
        n_updates = self.nr_update[key]
        decay = 0.0
        if self.L2 != 0:
            if self.L2_is_weight_decay:
                decay = lr_scale * self.learn_rate * self.L2
            else:
                gradient += self.L2 * weights
        for moments in (self.mom1, self.mom2):
            if key not in moments:
                moments[key] = numpy.zeros((weights.size,), dtype="float32")
        rate = self.learn_rate * (1.0 - self.b2**n_updates) ** 0.5 / (1.0 - self.b1**n_updates)
        average = self.average_of(key, weights)
        norm = adam_step(
            weights.reshape(-1),
            gradient.reshape(-1),
            self.mom1[key],
            self.mom2[key],
            self.b1,
            self.b2,
            self.eps,
            rate * lr_scale,
            decay,
            self.grad_clip or 0.0,
            None if average is None else average.reshape(-1),
            max(1.0 - (1.0 + n_updates) / (10.0 + n_updates), 1.0 - MAX_AVERAGE_DECAY),
        )
        self._squared_norm += norm * norm
        self._norm_is_known = self._norm_is_known and bool(self.grad_clip)
        return weights, gradient

    def average_of(self, key: tuple[int, str], weights: Any) -> Any:
        """The array with the average of a parameter, which starts at zero; None where there are no averages."""
        if self.averages is None:
            return None
        average = self.averages.get(key)
        if average is None or not is_plain(average):
            start = numpy.zeros(weights.shape) if average is None else average
            average = self.averages[key] = numpy.ascontiguousarray(start, dtype="float32")
        return average


def is_plain(array: Any) -> bool:
    """Whether the kernel can work on an array in place."""
    return (
        type(array) is numpy.ndarray
        and array.dtype == numpy.float32
        and array.flags.c_contiguous
        and array.flags.writeable
    )


def make_adam(
    learn_rate: FloatOrSeq = 0.001,
    *,
    L2: FloatOrSeq = 0.0,
    beta1: FloatOrSeq = 0.9,
    beta2: FloatOrSeq = 0.999,
    eps: FloatOrSeq = 1e-08,
    grad_clip: FloatOrSeq = 1.0,
    L2_is_weight_decay: bool = True,
    use_averages: bool = True,
) -> Optimizer:
    """Registered as Adam.v1. Numbers may be schedules. Moments are kept by parameter in mom1 and mom2."""
    return FusedAdam(
        learn_rate,
        L2=L2,
        beta1=beta1,
        beta2=beta2,
        eps=eps,
        grad_clip=grad_clip,
        L2_is_weight_decay=L2_is_weight_decay,
        use_averages=use_averages,
        use_radam=False,
    )
