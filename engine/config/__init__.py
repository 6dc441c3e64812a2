"""Configs and the function registry.

Reading `.cfg` files with the place of every setting kept, overrides, interpolation, filling in defaults, checking,
and looking up registered functions.
"""

from __future__ import annotations

from .config import Config
from .registry import registry

__all__ = ["Config", "registry"]
