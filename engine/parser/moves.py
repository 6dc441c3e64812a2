"""The action table of a transition system: moves, their labels with frequencies, class order, and its file format.

Main type: `MoveTable`. The `moves` file of a component holds it (COMPAT section 4).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.errors import FormatError, InputError
from engine.formats import msgpack
from engine.formats.json import loads_object
from engine.parser.core import ArcEager, Biluo, TransitionSystem

DELIMITER = "||"
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
MISSING, BEGIN, IN, LAST, UNIT, OUT = range(6)
TREE_NAMES = ("S", "D", "L", "R", "B")
ENTITY_NAMES = ("M", "B", "I", "L", "U", "O")


class MoveTable:
    """Labels of each move with their frequencies.

    kind (str): "parser" or "ner".
    labels (dict): move -> {label: frequency}. A negative frequency marks a label that was added later.
    """

    def __init__(self, kind: str, labels: Mapping[int, Mapping[str, int]] | None = None):
        if kind not in ("parser", "ner"):
            raise InputError("parser.unknown_kind", f"{kind!r}; expected 'parser' or 'ner'")
        self.kind = kind
        self.labels: dict[int, dict[str, int]] = {}
        for move, frequencies in (labels or {}).items():
            if not 0 <= int(move) < len(self.names):
                raise InputError("parser.unknown_move", f"move {move}; a {kind} has moves 0 to {len(self.names) - 1}")
            self.labels[int(move)] = {str(label): int(n) for label, n in frequencies.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Letter of each move."""
        return TREE_NAMES if self.kind == "parser" else ENTITY_NAMES

    def __len__(self) -> int:
        return sum(len(frequencies) for move, frequencies in self.labels.items() if self._has_classes(move))

    def classes(self) -> list[tuple[int, str]]:
        """(move, label) in class order.

        Moves ascend; within a move the more frequent label comes first, then the one later in the alphabet. Labels
        with a negative frequency come last, in the order in which they were added, each under all its moves.
        """
        out: list[tuple[int, str]] = []
        added: dict[str, tuple[int, list[int]]] = {}
        for move in filter(self._has_classes, sorted(self.labels)):
            frequencies = self.labels[move]
            for label in sorted(frequencies, key=lambda label: (frequencies[label], label), reverse=True):
                n = frequencies[label]
                if n < 0:
                    added.setdefault(label, (n, []))[1].append(move)
                else:
                    out.append((move, label))
        for label in sorted(added, key=lambda label: (added[label][0], label), reverse=True):
            out.extend((move, label) for move in added[label][1])
        return out

    def class_names(self) -> list[str]:
        """Names such as `L-nsubj`, in class order."""
        return [
            f"{self.names[move]}-{label}" if label or self._is_labelled(move) else self.names[move]
            for move, label in self.classes()
        ]

    def _has_classes(self, move: int) -> bool:
        return not (self.kind == "ner" and move == MISSING)

    def _is_labelled(self, move: int) -> bool:
        return move == UNIT if self.kind == "ner" else False

    def label_set(self) -> set[str]:
        """All labels, the empty one left out."""
        return {label for frequencies in self.labels.values() for label in frequencies if label}

    def has_label(self, label: str) -> bool:
        return any(label in frequencies for frequencies in self.labels.values())

    def add_label(self, label: str) -> bool:
        """Add a label to every move that takes labels, after all others. Whether anything changed."""
        moves = (LEFT, RIGHT) if self.kind == "parser" else (BEGIN, IN, LAST, UNIT)
        is_new = [self.add_action(move, label) for move in moves]
        return any(is_new)

    def add_action(self, move: int, label: str) -> bool:
        """Add one class, after all others. Whether it is new."""
        if not 0 <= move < len(self.names):
            raise InputError("parser.added_move", f"move {move}; a {self.kind} has {len(self.names)} moves")
        frequencies = self.labels.setdefault(move, {})
        if label in frequencies:
            return False
        others = [f[label] for f in self.labels.values() if label in f and f[label] < 0]
        lowest = min([0] + [n for f in self.labels.values() for n in f.values()])
        frequencies[label] = others[0] if others else lowest - 1
        return True

    def build(self, string_id: Callable[[str], int]) -> TransitionSystem:
        """The compiled system; `string_id` gives the id of a label."""
        classes = self.classes()
        decorations = {}
        for _, label in classes:
            if self.kind == "parser" and DELIMITER in label:
                base, _, wanted = label.partition(DELIMITER)
                decorations[string_id(label)] = (string_id(base), string_id(wanted))
        pairs = [(move, string_id(label) if label else 0) for move, label in classes]
        return (ArcEager if self.kind == "parser" else Biluo)(pairs, decorations)

    def to_bytes(self, neg_key: str | None = None) -> bytes:
        """The content of a `moves` file."""
        moves = json.dumps(
            {str(move): labels for move, labels in self.labels.items()}, ensure_ascii=False, separators=(",", ":")
        )
        return msgpack.dumps({"moves": moves, "cfg": {"neg_key": neg_key}})

    @classmethod
    def from_bytes(cls, kind: str, data: bytes, place: str = "the moves") -> MoveTable:
        """Read a `moves` file. Raises FormatError, which names the place, where it is malformed."""
        message = msgpack.loads(data, place)
        moves = message.get("moves") if isinstance(message, dict) else None
        table: Any = loads_object(moves, place) if isinstance(moves, str) else moves
        try:
            labels = {int(move): read_labels(found) for move, found in table.items()}
            if len(labels) < len(table):
                raise ValueError("a move that comes twice")
            return cls(kind, labels)
        except (ValueError, TypeError, AttributeError, OverflowError) as error:  # InputError is a ValueError
            detail = getattr(error, "detail", error)
            raise FormatError(
                "parser.moves_format", f"{place}: no table of moves: {detail}"[:300], "Restore the file, or save again."
            ) from None


def read_labels(frequencies: Mapping[Any, Any]) -> dict[str, int]:
    """Labels with their frequencies, as a file has them."""
    for label, n in frequencies.items():
        if not isinstance(label, str) or type(n) is not int or not -(1 << 62) < n < 1 << 62:
            raise ValueError(f"label {label!r:.40} with the frequency {n!r:.40}")
    return dict(frequencies)


def tree_moves(
    trees: Iterable[tuple[list[int], list[str]]], min_freq: int = 30, learn_tokens: bool = False
) -> MoveTable:
    """Count the actions that gold trees need.

    trees: (heads, labels), projective, absolute heads; a token with itself as head is a root.
    """
    labels: dict[int, dict[str, int]] = {SHIFT: {"": 1}, REDUCE: {"": 1}, LEFT: {}, RIGHT: {}, BREAK: {}}
    for heads, deps in trees:
        for token, (head, dep) in enumerate(zip(heads, deps, strict=True)):
            label = "ROOT" if dep.upper() == "ROOT" else dep
            move = BREAK if head == token else RIGHT if head < token else LEFT
            labels[move][label] = labels[move].get(label, 0) + 1
            if move == RIGHT:
                labels[REDUCE][""] += 1
            elif move == LEFT:
                labels[SHIFT][""] += 1
    for move in (LEFT, RIGHT, BREAK):
        labels[move] = {label: n for label, n in labels[move].items() if n >= min_freq}
    labels[BREAK].setdefault("ROOT", 0)
    for label in ("dep", "subtok") if learn_tokens else ("dep",):
        labels[LEFT].setdefault(label, 0)
        labels[RIGHT].setdefault(label, 0)
    return MoveTable("parser", {m: by_frequency(labels[m]) for m in (SHIFT, REDUCE, LEFT, RIGHT, BREAK)})


def by_frequency(labels: Mapping[str, int]) -> dict[str, int]:
    """The labels in class order."""
    return dict(sorted(labels.items(), key=lambda item: (item[1], item[0]), reverse=True))


def entity_moves(frequencies: Mapping[str, int]) -> MoveTable:
    """Actions for entity labels. frequencies: label -> number of gold tokens inside entities of that label."""
    labels = {move: by_frequency(frequencies) for move in (BEGIN, IN, LAST, UNIT)}
    labels[UNIT][""] = 1
    return MoveTable("ner", {MISSING: {}, **labels, OUT: {"": 1}})
