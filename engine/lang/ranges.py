"""Sets of code points as the inside of a character class of a regular expression."""

from __future__ import annotations

from collections.abc import Iterable


def from_hex(ranges: Iterable[str]) -> str:
    """`["41-5A", "AA"]` as the inside of a character class."""
    return "".join("-".join(chr(int(end, 16)) for end in text.split("-")) for text in ranges)


def points_of(ranges: Iterable[str]) -> list[int]:
    """Code points of `["41-5A", "AA"]`, in the order given."""
    out: list[int] = []
    for text in ranges:
        first, _, last = text.partition("-")
        out.extend(range(int(first, 16), int(last or first, 16) + 1))
    return out


def from_points(points: Iterable[int]) -> str:
    """Code points in ascending order as the inside of a character class."""
    out: list[str] = []
    start = last = -2
    for point in [*points, -1]:
        if point == last + 1:
            last = point
            continue
        if start >= 0:
            out.append(chr(start) if start == last else f"{chr(start)}-{chr(last)}")
        start = last = point
    return "".join(out)
