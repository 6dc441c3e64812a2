"""Vocabulary: `from engine.vocab import Vocab, Lexeme`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.vocab.lexeme import Lexeme
    from engine.vocab.vocab import Vocab

__all__ = ["Lexeme", "Vocab"]
_HOMES = {"Lexeme": "lexeme", "Vocab": "vocab"}


def __getattr__(name: str) -> Any:
    # Lazily, so that modules of this room can be built one by one.
    if name in _HOMES:
        return getattr(import_module(f"engine.vocab.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'engine.vocab' has no attribute {name!r}")
