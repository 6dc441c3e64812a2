"""Sizes: options that are pixels, and numbers as markup has them. Callers: the renderers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.errors import InputError


def pixels(options: Mapping[str, Any], name: str, default: float) -> float:
    """The value of an option. Raises InputError for what is no number of pixels."""
    value = options.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e5:
        raise InputError(
            "displacy.bad_size", f"The option {name!r} is {value!r}.", "It takes a number of pixels, 0 or more."
        )
    return value


def number(value: float) -> str:
    """At most two decimals, none where they are zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
