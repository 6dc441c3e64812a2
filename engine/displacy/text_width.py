"""How wide text will be, before a browser has seen it. Callers: the layout of dependencies, the spans renderer.

An estimate in the units of the font size, meant for a sans serif such as Arial and rather too wide than too narrow.
"""

from __future__ import annotations

import unicodedata

NARROW = frozenset("iljI.,:;'|!`\"()[]{}ftr /\\-·’‘")
WIDE = frozenset("mwMW@%—…")


def text_width(text: str, size: float) -> float:
    """Width of one line of text at a font size, in the unit of the size."""
    return size * sum(_width(char) for char in text)


def _width(char: str) -> float:
    if char in NARROW:
        return 0.38
    if char in WIDE:
        return 0.98
    if char.isascii():
        return 0.74 if char.isupper() else 0.6
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.1
    return 0.8 if category == "Lu" else 0.7
