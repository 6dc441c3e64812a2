"""Where compiled backward passes add the gradients of a thinc node's parameters."""

from __future__ import annotations

from typing import Any

import numpy

from engine.ml.model_type import Model


class Gradient:
    """The array to add a parameter's gradient to: the node's own where there is one, else zeros handed over later.

    array: contiguous float32 in memory, of the parameter's shape. Call `finish` when everything is added.
    """

    def __init__(self, node: Model, name: str) -> None:
        self.node, self.name = node, name
        array: Any = None
        if node._params.proxy is None and node.has_grad(name):
            array = node.get_grad(name)
        self.is_own = (
            isinstance(array, numpy.ndarray)
            and array.dtype == numpy.float32
            and array.flags.c_contiguous
            and array.flags.writeable
        )
        self.array = array if self.is_own else numpy.zeros(node.get_param(name).shape, dtype="float32")

    def finish(self) -> None:
        """Hand the array to the node, where it is not the node's own."""
        if not self.is_own:
            self.node.inc_grad(self.name, self.node.ops.asarray(self.array))
