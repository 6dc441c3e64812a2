"""Arrays that may lie on a GPU. Callers: vectors, documents' bytes, the parser's steps."""

from __future__ import annotations

from typing import Any


def in_memory(array: Any) -> Any:
    """The array itself, or a numpy copy of one that lies on a GPU."""
    return array.get() if hasattr(array, "__cuda_array_interface__") else array
