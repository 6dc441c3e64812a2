"""Spanish."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults


class SpanishDefaults(BaseDefaults):
    pass


def __getattr__(name: str) -> Any:
    return language_class("es", __name__, name)
