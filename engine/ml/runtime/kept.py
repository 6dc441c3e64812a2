"""What the compiled runtime packs of a model's parameters, kept between calls."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from engine.kernels.api import parameter_sums
from engine.ml.model_type import Model

ItemT = TypeVar("ItemT")


class Kept(Generic[ItemT]):
    """Items by model. One goes when its model's parameters change, which a sum over them tells at each call, or when
    the first parameter's array does. Items must not hold that array."""

    def __init__(self) -> None:
        self.by_id: dict[int, tuple[Any, Any, ItemT]] = {}

    def get(self, model: Model, params: Sequence[Any], make: Callable[[], ItemT], settings: Any = None) -> ItemT:
        """The item of a model with these parameters, float32 arrays in memory, and with settings that are equal to
        those that it was made with; a new one where there is none."""
        sums = (parameter_sums(params), settings)
        found = self.by_id.get(model.id)
        if found is not None and found[1] == sums:
            return found[2]
        item = make()
        by_id, key = self.by_id, model.id

        def forget(reference: Any) -> None:
            kept = by_id.get(key)
            if kept is not None and kept[0] is reference:
                del by_id[key]

        by_id[key] = (weakref.ref(params[0], forget), sums, item)
        return item
