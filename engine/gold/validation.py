"""Checks of what is handed to `update`, `initialize` and `evaluate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from engine.gold.errors import InputTypeError
from engine.gold.example import Example

EXPECTED = "Expected a list of Example objects; Example.from_dict(doc, annotation) makes one."


def validate_examples(examples: Iterable[Any], method: str) -> None:
    """Raise InputTypeError unless `examples` is an iterable of Example objects. `method` is named in the message."""
    if not isinstance(examples, Iterable) or isinstance(examples, (str, bytes, Example)):
        raise InputTypeError("examples.type", f"{method} got {type(examples).__name__}", EXPECTED)
    wrong = sorted({type(example).__name__ for example in examples if not isinstance(example, Example)})
    if wrong:
        raise InputTypeError("examples.item_type", f"{method} got objects of type {', '.join(wrong)}", EXPECTED)


def validate_get_examples(get_examples: Callable[[], Iterable[Any]], method: str) -> None:
    """Raise InputTypeError unless `get_examples` is a function that returns Example objects, one at least."""
    if not callable(get_examples):
        raise InputTypeError(
            "get_examples.type",
            f"{method} got {type(get_examples).__name__} as get_examples",
            "Expected a function without arguments that returns Example objects.",
        )
    first = list(islice(get_examples(), 10))
    if not first:
        raise InputTypeError(
            "get_examples.empty",
            f"the get_examples of {method} returned nothing",
            "It needs to return one example at least.",
        )
    validate_examples(first, method)
