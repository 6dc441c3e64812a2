"""The forward function of Tok2Vec nodes: the compiled plan where the tree is known, thinc's chain otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy

from engine.ml.model_type import Model
from engine.ml.runtime.recognise import FORWARD, Plan, recognise
from engine.ml.runtime.tok2vec_predict import can_predict, predict, weights_of
from engine.tokens.doc import Doc
from engine.tokens.span import Span


def reference_forward(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[Any, Callable]:
    """What thinc's chain makes of the tree."""
    return FORWARD["chain"](model, docs, is_train)


def forward(model: Model[Any, Any], docs: Sequence[Any], is_train: bool) -> tuple[Any, Callable]:
    """Documents to token vectors, one array (tokens, width) each."""
    plan = recognise(model) if all(isinstance(doc, Doc | Span) for doc in docs) else None
    if plan is None or not has_usable_weights(plan) or not has_usable_rates(plan, is_train):
        return reference_forward(model, docs, is_train)
    if not is_train and can_predict(plan):
        return predict(weights_of(model, plan), docs), no_backprop
    from engine.ml.runtime.tok2vec_plan import run  # most pipelines are never trained

    outputs, backprop = run(plan, docs, is_train)
    return outputs, no_backprop if backprop is None else backprop


def no_backprop(d_outputs: Any) -> Any:
    raise ValueError("this output was computed with is_train=False and cannot be backpropagated")


def has_usable_weights(plan: Plan) -> bool:
    """The kernels read contiguous float32 arrays in memory; other parameters are left to thinc."""
    params = [(table, "E") for table in plan.tables]
    for block in (plan.mix, *plan.blocks):
        params += [(block.maxout, "W"), (block.maxout, "b"), (block.layernorm, "G"), (block.layernorm, "b")]
    for node, name in params:
        if not node.has_param(name):
            return False
        value = node.get_param(name)
        if not isinstance(value, numpy.ndarray) or value.dtype != numpy.float32 or not value.flags.c_contiguous:
            return False
    return all(table.get_param("E").shape[0] > 0 for table in plan.tables)


def has_usable_rates(plan: Plan, is_train: bool) -> bool:
    """Dropout of everything is left to thinc."""
    if not is_train:
        return True
    rates = [block.dropout.attrs["dropout_rate"] for block in (plan.mix, *plan.blocks)]
    rates += [table.attrs.get("dropout_rate") for table in plan.tables]
    return all(0.0 <= (rate or 0.0) < 1.0 for rate in rates)
