"""LaterModel: what a component has in the place of its model until somebody asks for the model.

It holds the block of the config, an outline of the model's tree (engine.ml.outline), which predicts, and what the file
of weights says. `TrainablePipe.model` makes the model of these when it is first read. Nothing about the component
changes by that but the memory it takes: the predictions are the same bits (tests/language/test_later_models.py).
"""

from __future__ import annotations

import copy
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

from engine import config as configs
from engine.errors import FormatError
from engine.ml import model_files
from engine.ml.model_type import Model
from engine.ml.outline import Outline
from engine.ml.outlines import build, outline_of
from engine.ml.runtime.outline_forward import is_runnable

# Two threads that ask for one model get the same one.
BUILDING = threading.RLock()


class LaterModel:
    """block: of the config, with no variables in it. outline: of the tree that the block describes."""

    def __init__(self, block: Mapping[str, Any], outline: Outline) -> None:
        self.block = copy.deepcopy(dict(block))
        self.outline = outline
        self.content: Any = None  # of the file of weights
        self.place = ""  # what error messages call that file
        self.when_built: list[Callable[[], Any]] = []  # called once there is a model

    def load(self, content: Any, place: str) -> bool:
        """Take the weights of a file. False where they do not fit, or where the compiled runtime cannot run them: then
        nothing is taken, and the model itself has to say what is wrong, or to run."""
        try:
            model_files.take(self.outline, content, place)
        except FormatError:
            fits = False
        else:
            fits = is_runnable(self.outline)
        if not fits:
            self.outline = build(self.block)
            return False
        self.content, self.place = content, place
        return True

    def build(self) -> Model:
        """The model, with the dimensions and weights of the outline."""
        with on_cpu():
            model = configs.registry.resolve({"model": self.block})["model"]
        for node, outline in zip(model.walk(), self.outline.walk(), strict=True):
            for name, value in outline.dims.items():
                if value is not None and node.has_dim(name) is None:
                    node.set_dim(name, value)
        if self.content is not None:
            model_files.take(model, self.content, self.place)
        return model


def later_model(block: Mapping[str, Any]) -> LaterModel | None:
    """A LaterModel of a block of the config, whose functions are those that engine ships; None where the model has to
    be made at once."""
    outline = outline_of(block) if makes_cpu_models() else None
    return None if outline is None else LaterModel(block, outline)


def makes_cpu_models() -> bool:
    """Whether a model that is made now computes with numpy: not after `require_gpu`."""
    backends = sys.modules.get("thinc.backends")
    return backends is None or isinstance(backends.get_current_ops(), backends.NumpyOps)


def on_cpu() -> Any:
    """A block in which models are made that compute with numpy, as those of the time of loading."""
    if makes_cpu_models():
        return nullcontext()
    from thinc.api import use_ops

    return use_ops("numpy")
