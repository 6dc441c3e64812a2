"""Ids of token and lexeme attributes by name: `from engine.attrs import ORTH, TAG`."""

from engine.strings.symbols import ATTR_IDS as IDS
from engine.strings.symbols import ATTR_NAMES as NAMES
from engine.strings.symbols import intify_attrs

__all__ = ["IDS", "NAMES", "intify_attrs"]


def __getattr__(name: str) -> int:
    if name in IDS:
        return IDS[name]
    raise AttributeError(f"module 'engine.attrs' has no attribute {name!r}; IDS lists the names")
