"""German."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults


class GermanDefaults(BaseDefaults):
    pass


def __getattr__(name: str) -> Any:
    return language_class("de", __name__, name)
