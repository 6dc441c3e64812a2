"""Writing the default arguments of registered functions into a config, so that it hides none."""

from __future__ import annotations

import inspect
import json
from typing import Any

from engine import config as configs
from engine.errors import UnknownIdError


def fill_functions(section: Any) -> None:
    """Add, in place, to every block that names a registered function the arguments it leaves out.

    Only what a config can hold is added. Names that are not registered are passed over: they are an error where the
    block is used.
    """
    if not isinstance(section, dict):
        return
    named = next((key for key in section if key.startswith("@")), None)
    if named is not None:
        section.update(missing_arguments(named[1:], section[named], section))
    for value in section.values():
        fill_functions(value)


def missing_arguments(kind: str, name: Any, block: dict[str, Any]) -> dict[str, Any]:
    """{argument: default} of what a block does not set."""
    try:
        parameters = inspect.signature(configs.registry.get(kind, name)).parameters
    except (UnknownIdError, ImportError, TypeError, ValueError):
        return {}
    return {
        key: parameter.default
        for key, parameter in parameters.items()
        if key not in block and parameter.default is not inspect.Parameter.empty and holds(parameter.default)
    }


def holds(value: Any) -> bool:
    """Whether a config can hold a value."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True
