"""Configs and the function registry.

Reading `.cfg` files with the place of every setting kept, overrides, interpolation, filling in defaults, checking,
and looking up registered functions. What reads and resolves configs is imported when it is first used, since it brings
confection, pydantic and thinc along.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from .config import Config
    from .defaults import (
        DEFAULT_CONFIG_PATH,
        DEFAULT_CONFIG_PRETRAIN_PATH,
        default_config,
        default_pretraining_config,
        has_variables,
        normalize_batch_size,
        with_defaults,
    )
    from .overrides import parse_overrides
    from .registries import registry

__all__ = [
    "DEFAULT_CONFIG_PATH",
    "DEFAULT_CONFIG_PRETRAIN_PATH",
    "Config",
    "default_config",
    "default_pretraining_config",
    "did_you_mean",
    "has_variables",
    "nearest",
    "normalize_batch_size",
    "parse_overrides",
    "registry",
    "with_defaults",
]

_LAZY = {
    "Config": "config",
    "DEFAULT_CONFIG_PATH": "defaults",
    "DEFAULT_CONFIG_PRETRAIN_PATH": "defaults",
    "default_config": "defaults",
    "default_pretraining_config": "defaults",
    "has_variables": "defaults",
    "normalize_batch_size": "defaults",
    "parse_overrides": "overrides",
    "registry": "registries",
    "with_defaults": "defaults",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_LAZY[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
