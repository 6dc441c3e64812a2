from collections.abc import Callable, Sequence
from typing import Any

from thinc.api import Model
from thinc.types import Floats2d

from engine.parser.core import StateBatch

HIDDEN_DROPOUT: float
MAX_SHARES: int

class StepTape:
    def __init__(
        self, model: Model[Any, Any], tokvecs: Floats2d, states: StateBatch, max_moves: int, drop: float
    ) -> None: ...
    def run(self, seed: int) -> float: ...
    def backprop(self, model: Model[Any, Any]) -> Floats2d: ...
    def unseen(self) -> set[int] | None: ...

def begin_update(
    model: Model[Any, Any], docs: Sequence[Any], states: StateBatch, max_moves: int = ..., drop: float = ...
) -> tuple[float, Callable[[], Any]]: ...
