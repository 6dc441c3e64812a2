"""BaseVectors: what a Vocab asks of its vectors; the base of vectors of people's own.

A class of one's own is registered and named in a config:

    @engine.registry.vectors("MyVectors.v1")
    def make():
        return lambda vocab: MyVectors(strings=vocab.strings)

    [nlp.vectors]
    @vectors = "MyVectors.v1"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import numpy

from engine.strings.symbols import IDS

Key = str | int


class Mode(str, Enum):
    """How Vectors find the vector of a word: by the word, or by its n-grams."""

    default = "default"
    floret = "floret"

    @classmethod
    def values(cls) -> list[str]:
        """The names of the modes."""
        return [mode.value for mode in cls]


class BaseVectors:
    """Vectors by word. A subclass has at least `shape`, `__contains__`, `__getitem__` and the four that save and load.

    strings (StringStore | None): where ids of words are looked up.
    """

    mode: str = "custom"
    name: str | None = None
    attr: int = IDS["ORTH"]  # of the lexemes, whose id is the key of their vectors
    key2row: Mapping[int, int] = {}  # rows of words that have one of their own; what Lexeme.rank says
    strings: Any

    def __init__(self, *, strings: Any = None) -> None:
        self.strings = strings

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, width)."""
        raise NotImplementedError(f"{type(self).__name__} does not implement shape")

    @property
    def size(self) -> int:
        """rows * width."""
        return self.shape[0] * self.shape[1]

    @property
    def vectors_length(self) -> int:
        """Width of a vector."""
        return self.shape[1]

    @property
    def is_full(self) -> bool:
        """No row is free for a new word."""
        return True

    @property
    def n_keys(self) -> int:
        """Number of words; -1 where that is not known."""
        return -1

    def __len__(self) -> int:
        """Number of rows."""
        return self.shape[0]

    def __bool__(self) -> bool:
        return True

    def __contains__(self, key: Key) -> bool:
        """Whether a word has a vector."""
        raise NotImplementedError(f"{type(self).__name__} does not implement __contains__")

    def __getitem__(self, key: Key) -> Any:
        """The vector of a word."""
        raise NotImplementedError(f"{type(self).__name__} does not implement __getitem__")

    def add(self, key: Key, *, vector: Any = None) -> Any:
        """Give a word a vector, where that is possible."""
        raise NotImplementedError(f"{type(self).__name__} does not implement add")

    def get_batch(self, keys: Iterable[Key]) -> Any:
        """(n, width) vectors of words; zeros for words without one."""
        keys = keys.tolist() if isinstance(keys, numpy.ndarray) else list(keys)
        out = numpy.zeros((len(keys), self.vectors_length), dtype="f")
        for i, key in enumerate(keys):
            if key in self:
                out[i] = self[key]
        return out

    def to_ops(self, ops: Any) -> None:
        """Hold the table as an array of a thinc backend. Nothing to do here."""

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Any:
        """Save into the folder of a vocab."""
        raise NotImplementedError(f"{type(self).__name__} does not implement to_disk")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Any:
        """Load from the folder of a vocab. Returns self."""
        raise NotImplementedError(f"{type(self).__name__} does not implement from_disk")

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Everything as bytes."""
        raise NotImplementedError(f"{type(self).__name__} does not implement to_bytes")

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Any:
        """Load what `to_bytes` gave. Returns self."""
        raise NotImplementedError(f"{type(self).__name__} does not implement from_bytes")
