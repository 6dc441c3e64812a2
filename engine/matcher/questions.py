"""What the patterns of a Matcher ask, each question once: the tests and classes of a machine.

A *test* is one question about one attribute; a *class* is what a node asks of its token: some tests, and some extension
attributes. Main type: Questions. Callers: machine.
"""

from __future__ import annotations

from typing import Any

from engine.matcher.patterns import Node
from engine.matcher.predicates import FEATURES, ID, Predicate
from engine.strings.symbols import IDS

NO_FEATURES = IDS["_"]  # MORPH of a token that has no features
Row = tuple[frozenset[int], frozenset[tuple[str, Predicate]]]  # tests, extension attributes


class Questions:
    """The tests and classes of patterns: (key, nodes) each.

    tests (dict): (attribute, ids of which the value must be one, or a predicate) -> number of the test.
    rows (list[Row]): of each class.
    """

    def __init__(self, patterns: list[tuple[int, list[Node]]]):
        self.tests: dict[tuple[int, frozenset[int] | Predicate], int] = {}
        self.rows: list[Row] = []
        self._classes: dict[Row, int] = {}
        for _, nodes in patterns:
            for node in nodes:
                row = self._row(node)
                if (row[0] or row[1]) and row not in self._classes:
                    self._classes[row] = len(self.rows)
                    self.rows.append(row)

    def _row(self, node: Node) -> Row:
        asked: list[tuple[int, frozenset[int] | Predicate]] = [*node.values, *node.questions]
        return frozenset(self.tests.setdefault(each, len(self.tests)) for each in asked), node.extensions

    def class_of(self, node: Node) -> int:
        """The class that a node asks for; -1 when it takes every token."""
        return self._classes.get(self._row(node), -1)

    def looked_at(self) -> tuple[list[list[int]], list[int]]:
        """Classes to look at when a test holds, for each test: every class at the rarest of its tests. And the rest."""
        n_uses = [0] * len(self.tests)
        for ids, _ in self.rows:
            for each in ids:
                n_uses[each] += 1
        classes: list[list[int]] = [[] for _ in n_uses]
        free = []
        for number, (ids, _) in enumerate(self.rows):
            if ids:
                classes[min(ids, key=lambda each: (n_uses[each], each))].append(number)
            else:
                free.append(number)
        return classes, free


def features_of(feats: str) -> list[str]:
    """["Case=Acc", "Case=Nom"] of "Case=Acc,Nom"."""
    out = []
    for feature in feats.split("|") if feats else ():
        field, _, values = feature.partition("=")
        out += [f"{field}={value}" for value in values.split(",")]
    return out


def subject_of(value: int, of: str, strings: Any) -> Any:
    """What a predicate is given of a token's value: the value, its text, or its features.

    Raises KeyError for the id of no string.
    """
    if of == ID:
        return value
    text = strings[value]
    if of != FEATURES:
        return text
    return features_of(text) if value != NO_FEATURES else []
