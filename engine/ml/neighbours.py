"""Whether a model of token vectors sees the other documents of its batch.

The windows of MishWindowEncoder reach into the documents beside, so that what it says of one depends on which they
are; there the order of a batch counts. Called by engine.pipeline.transition_pipe, which is free to order batches where
it does not.
"""

from __future__ import annotations

import importlib
from typing import Any

from thinc.api import Model

from engine.ml import charembed, extract_features, static_vectors
from engine.ml.runtime.recognise import FORWARD
from engine.ml.tok2vec_listener import Tok2VecListener

# Nodes that treat each token by itself, or combine nodes that do. thinc.layers exports functions of its modules' names.
BY_TOKEN = {
    charembed.forward,
    extract_features.forward,
    static_vectors.forward,
    *(function for name, function in FORWARD.items() if name not in ("expand_window", "with_array")),
    *(importlib.import_module(f"thinc.layers.{name}").forward for name in ("linear", "list2array", "mish")),
}


def keeps_documents_apart(model: Model[Any, Any]) -> bool:
    """True when each document's vectors are known not to depend on the others of the batch; False for unknown nodes."""
    if isinstance(model, Tok2VecListener):
        return True
    if function_of(model) is FORWARD["with_array"]:
        reach = 0
        for node in model.layers[0].walk():
            if function_of(node) is FORWARD["expand_window"]:
                reach += node.attrs["window_size"]
            elif function_of(node) not in BY_TOKEN:
                return False
        return model.attrs["pad"] >= reach
    return function_of(model) in BY_TOKEN and all(keeps_documents_apart(layer) for layer in model.layers)


def function_of(node: Model[Any, Any]) -> Any:
    """What a node computes. Layers of ours may fix some arguments; the functions of the runtime stand for chains."""
    function = getattr(node._func, "func", node._func)
    return FORWARD["chain"] if function.__module__.startswith("engine.ml.runtime.") else function
