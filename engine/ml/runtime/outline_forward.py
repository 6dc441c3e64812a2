"""Prediction with an Outline: the functions that thinc's nodes of the same kinds run in prediction.

They leave to thinc what the compiled runtime does not know; `is_runnable` tells before that nothing will be.
Called by engine.ml.outline and engine.pipeline.later_model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy

from engine.ml.outline import Outline
from engine.ml.outlines import Listener
from engine.ml.runtime import linear_forward, tok2vec_forward
from engine.ml.runtime.recognise import recognise
from engine.ml.tensors import read_tensors


def predict(node: Outline, docs: Sequence[Any]) -> Any:
    """What thinc's node would return for documents."""
    if isinstance(node, Listener):
        return read_tensors(docs, node.get_dim("nO"), node.upstream_name, node.ops)
    if node.kind == "engine.ml.runtime.tok2vec_forward":
        return tok2vec_forward.forward(node, docs, False)[0]
    if node.kind == "engine.ml.parser_model":
        return predict(node.get_ref("tok2vec"), docs)
    if node.kind == "engine.ml.runtime.linear_forward":
        forward = linear_forward.forward_scores if len(node.layers) == 2 else linear_forward.forward_vectors
        return forward(node, docs, False)[0]
    raise NotImplementedError(node.name)


def is_runnable(root: Outline) -> bool:
    """Whether the compiled runtime can run a tree with the weights that it has."""
    for node in root.walk():
        if node.attrs.get("has_upper", True) is not True:
            return False
        for name in node.param_names:
            value = node.params[name]
            if not isinstance(value, numpy.ndarray) or value.dtype != numpy.float32 or not value.size:
                return False
            if not value.flags.c_contiguous or not value.flags.aligned:
                return False
        if node.kind == "engine.ml.runtime.tok2vec_forward":
            plan = recognise(node)
            if plan is None or not tok2vec_forward.has_usable_weights(plan):
                return False
    return True
