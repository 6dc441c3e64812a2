"""Whether a model of token vectors sees the other documents of its batch.

The windows of MishWindowEncoder reach into the documents beside, so that what it says of one depends on which they
are; there the order of a batch counts. Called by engine.pipeline.transition_pipe, which is free to order batches where
it does not.
"""

from __future__ import annotations

import sys
from typing import Any

from engine.ml.model_type import Model
from engine.ml.outline import Outline

# Modules of nodes that treat each token by itself, or combine nodes that do.
BY_TOKEN = frozenset(
    {"engine.ml.charembed", "engine.ml.extract_features", "engine.ml.static_vectors"}
    | {
        f"thinc.layers.{name}"
        for name in (
            "array_getitem", "chain", "concatenate", "dropout", "hashembed", "layernorm", "linear", "list2array",
            "list2ragged", "maxout", "mish", "ragged2list", "residual",
        )
    }
)  # fmt: skip


def keeps_documents_apart(model: Model[Any, Any] | Outline) -> bool:
    """True when each document's vectors are known not to depend on the others of the batch; False for unknown nodes."""
    kind = kind_of(model)
    if kind == "engine.ml.tok2vec_listener":
        return True
    if kind == "thinc.layers.with_array":
        reach = 0
        for node in model.layers[0].walk():
            if kind_of(node) == "thinc.layers.expand_window":
                reach += node.attrs["window_size"]
            elif kind_of(node) not in BY_TOKEN:
                return False
        return model.attrs["pad"] >= reach
    return kind in BY_TOKEN and all(keeps_documents_apart(layer) for layer in model.layers)


def kind_of(node: Any) -> str:
    """Module of the function that a node runs, "" where it is no `forward`. Layers of ours may fix some arguments; the
    functions of the runtime stand for chains."""
    if isinstance(node, Outline):
        kind = node.kind
    else:
        function = getattr(node._func, "func", node._func)
        kind = getattr(function, "__module__", "")
        # Others of the same module compute something else, such as those of users that wrap one.
        if not kind.startswith("engine.ml.runtime.") and function is not getattr(
            sys.modules.get(kind), "forward", None
        ):
            return ""
    return "thinc.layers.chain" if kind.startswith("engine.ml.runtime.") else kind
