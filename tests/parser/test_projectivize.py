"""Lifting of non-projective arcs beside its slow twin; resolution of lifted labels as recorded from the peer."""

from __future__ import annotations

import random

import pytest

from engine.errors import DataError, InputError
from engine.parser.core import ArcEager, DocBatch, StateBatch
from engine.parser.projectivize import deprojectivize, is_projective, projectivize

# (heads, labels, whitespace tokens, heads after) from spaCy 3.8.
RESOLVED = [
    ([2, 2, 2, 2], ["a||c", "b||a", "ROOT", "c||a"], [0], [2, 2, 2, 2]),
    ([1, 1, 1, 4, 1], ["c||c", "ROOT", "b", "a||c", "c"], [1], [4, 1, 1, 4, 1]),
    ([0, 0, 0, 0, 3, 0, 0], ["ROOT", "a||a", "c", "a", "c", "c||a", "a||c"], [2, 3, 6], [0, 0, 0, 0, 3, 1, 0]),
    ([5, 5, 5, 5, 5, 5], ["b||c", "a", "c", "c||b", "b||b", "ROOT"], [4, 5], [2, 5, 5, 5, 5, 5]),
    ([3, 4, 3, 4, 4, 0, 0, 6], ["a", "b||a", "c", "b", "ROOT", "a||b", "c||a", "a"], [6, 7], [3, 0, 3, 4, 4, 1, 0, 6]),
    ([2, 2, 2, 2, 2, 2], ["a||c", "b||c", "ROOT", "c||b", "c", "c"], [4], [5, 5, 2, 2, 2, 2]),
    ([1, 1, 1, 1], ["c", "ROOT", "c||c", "b||c"], [0, 2, 3], [1, 1, 1, 1]),
    ([5, 5, 3, 5, 5, 5, 5], ["b||c", "a||c", "c", "b", "c", "ROOT", "b||a"], [], [4, 4, 3, 5, 5, 5, 5]),
]  # fmt: skip


def random_tree(rng, n):
    order = rng.sample(range(n), n)
    heads = list(range(n))
    for place, token in enumerate(order):
        if place and rng.random() < 0.9:
            heads[token] = order[rng.randrange(place)]
    return heads


@pytest.mark.parametrize("seed", range(50))
def test_lifts_equal_the_twin(reference, seed):
    rng = random.Random(seed)
    heads = random_tree(rng, rng.randrange(0, 14))
    labels = [rng.choice("abc") for _ in heads]
    want, lifted = reference("transition").projectivize(heads)
    got, got_labels = projectivize(heads, labels)
    assert got == want
    assert got_labels == [f"{label}||{labels[heads[i]]}" if i in lifted else label for i, label in enumerate(labels)]
    assert is_projective(got)
    assert is_projective(heads) == (not lifted)


def test_projectivize_by_hand():
    heads = [1, 3, 3, 3, 1, 6, 4, 3, 3]
    deps = ["det", "nsubjpass", "auxpass", "ROOT", "prep", "det", "pobj", "npadvmod", "punct"]
    lifted = projectivize(heads, deps)
    assert lifted[0] == [1, 3, 3, 3, 3, 6, 4, 3, 3]
    assert lifted[1][4] == "prep||nsubjpass"
    assert deprojectivize(*lifted) == (heads, deps)
    assert projectivize([1, 1, None, 1], ["a", "ROOT", None, "b"]) == ([1, 1, 2, 3], ["a", "ROOT", "", "b||ROOT"])


@pytest.mark.parametrize("heads,labels,spaces,resolved", RESOLVED)
def test_resolution_as_recorded(heads, labels, spaces, resolved):
    is_space = [i in spaces for i in range(len(heads))]
    got, got_labels = deprojectivize(heads, labels, is_space)
    assert got == resolved
    assert got_labels == [label.partition("||")[0] for label in labels]


def test_states_resolve_their_labels():
    ids = {"x": 1, "y": 2, "x||y": 3}
    system = ArcEager([(0, 0), (1, 0), (3, 2), (3, 3)], {3: (ids["x"], ids["y"])})
    shift, reduce, right_y, right_x_under_y = range(4)
    batch = StateBatch(system, DocBatch([3]))
    for k in (shift, right_y, reduce, right_x_under_y, reduce, reduce):
        batch.advance([k])
    heads, labels = batch.tree(0)
    assert heads == [0, 0, 1]
    assert labels[1:] == [ids["y"], ids["x"]]


def test_bad_input():
    for heads in ([1, 2, 1], [1, 0], [2, 2, 3, 2]):
        with pytest.raises(DataError):
            projectivize(heads, ["a"] * len(heads))
    with pytest.raises(DataError):
        projectivize([-1], ["a"])
    with pytest.raises(DataError):
        deprojectivize([1], ["a||b"])
    with pytest.raises(InputError):
        projectivize([0], [])
    with pytest.raises(InputError):
        deprojectivize([0], [])
    assert projectivize([], []) == ([], [])
    assert deprojectivize([], []) == ([], [])
