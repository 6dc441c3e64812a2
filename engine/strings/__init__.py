"""Strings and their ids: `from engine.strings import StringStore`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.strings.store import StringStore, get_string_id, hash_string

__all__ = ["StringStore", "get_string_id", "hash_string"]


def __getattr__(name: str) -> Any:
    # Lazily, so that modules of this room can be built one by one.
    if name in __all__:
        from engine.strings import store

        return getattr(store, name)
    raise AttributeError(f"module 'engine.strings' has no attribute {name!r}")
