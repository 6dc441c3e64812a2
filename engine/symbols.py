"""Ids of the reserved names: `from engine.symbols import NOUN, nsubj, PERSON`."""

from engine.strings.symbols import IDS, NAMES

__all__ = ["IDS", "NAMES"]


def __getattr__(name: str) -> int:
    if name in IDS:
        return IDS[name]
    raise AttributeError(f"module 'engine.symbols' has no attribute {name!r}; IDS lists the names")
