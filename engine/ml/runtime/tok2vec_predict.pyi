from collections.abc import Sequence
from typing import Any

from numpy import ndarray
from thinc.api import Model

from engine.ml.runtime.kept import Kept
from engine.ml.runtime.recognise import Plan

class Weights:
    free: list[Any]
    def __init__(self, plan: Plan) -> None: ...

class FormCache:
    def __init__(self, weights: Weights, capacity: int) -> None: ...

kept: Kept[Weights]

def can_predict(plan: Plan) -> bool: ...
def parameters(plan: Plan) -> list[ndarray]: ...
def predict(weights: Weights, docs: Sequence[Any]) -> list[ndarray]: ...
def weights_of(model: Model, plan: Plan) -> Weights: ...
