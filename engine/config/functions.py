"""Names of functions, their arguments, and of objects, for messages and checks."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def get_arg_names(func: Callable[..., Any]) -> list[str]:
    """Names of the arguments that a function takes, without *args and **kwargs."""
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [name for name, each in inspect.signature(func).parameters.items() if each.kind not in variable]


def get_object_name(obj: Any) -> str:
    """What to call an object: its `name`, else its `__name__`, else the name of its class."""
    name = getattr(obj, "name", None)
    if isinstance(name, str):
        return name
    name = getattr(obj, "__name__", None)
    return name if isinstance(name, str) else type(obj).__name__
