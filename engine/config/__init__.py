"""Configs and the function registry.

Reading `.cfg` files with the place of every setting kept, overrides, interpolation, filling in defaults, checking,
and looking up registered functions.
"""

from __future__ import annotations

from .config import Config
from .defaults import (
    DEFAULT_CONFIG_PATH,
    DEFAULT_CONFIG_PRETRAIN_PATH,
    default_config,
    default_pretraining_config,
    normalize_batch_size,
    with_defaults,
)
from .nearest import did_you_mean, nearest
from .overrides import parse_overrides
from .registry import registry

__all__ = [
    "DEFAULT_CONFIG_PATH",
    "DEFAULT_CONFIG_PRETRAIN_PATH",
    "Config",
    "default_config",
    "default_pretraining_config",
    "did_you_mean",
    "nearest",
    "normalize_batch_size",
    "parse_overrides",
    "registry",
    "with_defaults",
]
