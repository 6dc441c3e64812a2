"""Pseudo-projective trees: lift non-projective arcs before training, put them back after parsing.

Source: Nivre and Nilsson 2005, "Pseudo-Projective Dependency Parsing", encoding "head".
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import InputError
from engine.parser.lifting import lift_arcs, lower_arcs
from engine.parser.moves import DELIMITER


def projectivize(heads: Sequence[int | None], labels: Sequence[str | None]) -> tuple[list[int], list[str]]:
    """A projective tree over the same tokens.

    heads: absolute, a root points to itself; None (unknown) counts as a root of its own.
    labels: "" or None where unknown. A lifted token gets `label||label of the head it had`.
    Raises DataError for cycles.

    >>> projectivize([2, 3, 3, 3], ["a", "b", "c", "ROOT"])
    ([3, 3, 3, 3], ['a||c', 'b', 'c', 'ROOT'])
    """
    if len(heads) != len(labels):
        raise InputError("parser.lifted_labels", f"{len(heads)} heads, {len(labels)} labels")
    known = [token if head is None else head for token, head in enumerate(heads)]
    new_heads, lifted = lift_arcs(known)
    names = [label or "" for label in labels]
    new_labels = [
        f"{name}{DELIMITER}{names[known[token]]}" if lifted[token] else name for token, name in enumerate(names)
    ]
    return new_heads, new_labels


def deprojectivize(
    heads: Sequence[int], labels: Sequence[str], is_space: Sequence[bool] | None = None
) -> tuple[list[int], list[str]]:
    """Resolve labels `x||y`: the token moves to the nearest token with label y at or below its head.

    The search goes breadth-first downwards from the head, children left to right, and skips whitespace tokens.
    """
    if len(heads) != len(labels):
        raise InputError("parser.lowered_labels", f"{len(heads)} heads, {len(labels)} labels")
    numbers: dict[str, int] = {}

    def number(label: str) -> int:
        return numbers.setdefault(label, len(numbers) + 1)

    decorations: list[tuple[int, int] | None] = []
    for label in labels:
        base, delimiter, wanted = label.partition(DELIMITER)
        decorations.append((number(base), number(wanted)) if delimiter else None)
    ids = [number(label) for label in labels]
    new_heads, new_ids = lower_arcs(list(heads), ids, decorations, is_space or [False] * len(heads))
    names = {i: label for label, i in numbers.items()}
    return new_heads, [names[i] for i in new_ids]


def is_projective(heads: Sequence[int]) -> bool:
    """Whether no arc has to be lifted."""
    return not any(lift_arcs(list(heads))[1])
