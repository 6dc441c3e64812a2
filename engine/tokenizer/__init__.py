"""Tokenizers: `from engine.tokenizer import Tokenizer`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.tokenizer.core import Tokenizer

__all__ = ["Tokenizer"]


def __getattr__(name: str) -> Any:
    # Lazily, so that modules of this room can be built one by one.
    if name in __all__:
        from engine.tokenizer import core

        return getattr(core, name)
    raise AttributeError(f"module 'engine.tokenizer' has no attribute {name!r}")
