"""Vectors as text, slow and obvious: split each line from the right, float() each part."""

from __future__ import annotations

import math

import numpy


def read_line(line: bytes, width: int) -> tuple[str, list[numpy.float32]] | None:
    """(word, numbers), or None for a line that is no vector of that width."""
    parts = line.rstrip(b" \t\r").replace(b"\t", b" ").rsplit(b" ", width)
    if len(parts) != width + 1 or not parts[0]:
        return None
    numbers = []
    for part in parts[1:]:
        try:
            value = float(part)
        except ValueError:
            return None
        with numpy.errstate(over="ignore"):
            number = numpy.float32(value)
        if not math.isfinite(number) or b"_" in part or part != part.strip():
            return None
        numbers.append(number)
    return line[: len(parts[0])].decode("utf8"), numbers
