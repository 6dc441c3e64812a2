"""Reading a config by path, as commands do."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .config import NOTHING, Config


def load_config(path: str | Path, overrides: Mapping[str, Any] = NOTHING, interpolate: bool = False) -> Config:
    """Read a config file; "-" reads standard input.

    overrides (dict): {"section.setting": value}. interpolate (bool): replace variables by their values.
    Raises ConfigError.
    """
    if str(path) == "-":
        data = sys.stdin.buffer.read()
        return Config().from_bytes(data, interpolate=interpolate, overrides=overrides, name="<stdin>")
    return Config().from_disk(path, interpolate=interpolate, overrides=overrides)
