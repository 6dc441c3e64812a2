"""Prediction of linear layers over token vectors: one product with packed weights for the whole batch.

Two trees are known: [tok2vec, with_array(Softmax)] of the tagging components, while the softmax is not wanted, and
[tok2vec, list2array, Linear] of the parser and the entity recognizer. Anything else, and training, is left to thinc.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

import numpy

from engine.ml.model_type import Model
from engine.ml.runtime.kept import Kept
from engine.ml.runtime.linear import PackedLinear
from engine.ml.runtime.recognise import FORWARD, is_in_memory, is_kind

kept: Kept[PackedLinear] = Kept()


def chain_forward(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[Any, Callable]:
    """What thinc's chain makes of the tree."""
    return FORWARD["chain"](model, docs, is_train)


def packed(node: Model, docs: Sequence[Any]) -> PackedLinear | None:
    """The packed weights of a linear layer, or None where they are not float32 arrays in memory."""
    if not is_in_memory(node) or not len(docs) or not (node.has_param("W") and node.has_param("b")):
        return None
    params = [node.get_param("W"), node.get_param("b")]
    for value in params:
        if not isinstance(value, numpy.ndarray) or value.dtype != numpy.float32 or not value.flags.c_contiguous:
            return None
    return kept.get(node, params, lambda: PackedLinear(*params)) if params[0].size else None


def forward_scores(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[Any, Callable]:
    """Forward function of [tok2vec, with_array(Softmax)]: scores, one array (tokens, classes) a document."""
    if not is_train and len(model.layers) == 2:
        tok2vec, with_array = model.layers
        if is_kind(with_array, "with_array") and is_kind(with_array.layers[0], "softmax"):
            softmax = with_array.layers[0]
            plan = None if softmax.attrs["softmax_normalize"] else packed(softmax, docs)
            if plan is not None and softmax.attrs["softmax_temperature"] == 1.0:
                vectors = tok2vec.predict(docs)
                scores = plan.run(vectors)
                ends = accumulate(map(len, vectors))
                return [scores[end - len(x) : end] for end, x in zip(ends, vectors, strict=True)], no_backprop
    return chain_forward(model, docs, is_train)


def forward_vectors(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[Any, Callable]:
    """Forward function of [tok2vec, list2array, Linear]: float32 (T, O) for all documents."""
    if not is_train and len(model.layers) == 3:
        tok2vec, as_array, linear = model.layers
        if is_kind(as_array, "list2array") and is_kind(linear, "linear"):
            plan = packed(linear, docs)
            if plan is not None:
                return plan.run(tok2vec.predict(docs)), no_backprop
    return chain_forward(model, docs, is_train)


def no_backprop(d_outputs: Any) -> Any:
    raise ValueError("this output was computed with is_train=False and cannot be backpropagated")
