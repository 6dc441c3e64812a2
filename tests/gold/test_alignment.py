"""Alignment: recorded cases, and properties against a slow definition."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InputError, RangeError
from engine.gold.alignment import Alignment, AlignmentArray


def rows(array, n):
    return [array[i].tolist() for i in range(n)]


def test_recorded_cases(golden):
    for case in golden("examples_alignment")["alignments"]:
        if "error" in case:
            with pytest.raises(ValueError, match="different texts"):
                Alignment.from_strings(case["x"], case["y"])
            continue
        alignment = Alignment.from_strings(case["x"], case["y"])
        assert rows(alignment.x2y, len(case["x"])) == case["x2y"]
        assert rows(alignment.y2x, len(case["y"])) == case["y2x"]


def cut(text, at):
    edges = sorted({0, len(text), *(i % (len(text) + 1) for i in at)})
    return [text[a:b] for a, b in pairwise(edges)]


@given(st.text("abAB", max_size=12), st.lists(st.integers(0, 12)), st.lists(st.integers(0, 12)))
def test_tokens_align_when_they_share_a_character(text, x_cuts, y_cuts):
    x, y = cut(text, x_cuts), cut(text.lower(), y_cuts)
    alignment = Alignment.from_strings(x, y)

    def owners(words):
        return [i for i, word in enumerate(words) for _ in word]

    pairs = sorted(set(zip(owners(x), owners(y), strict=True)))
    assert rows(alignment.x2y, len(x)) == [[j for i, j in pairs if i == k] for k in range(len(x))]
    assert rows(alignment.y2x, len(y)) == [[i for i, j in pairs if j == k] for k in range(len(y))]


def test_identical_tokens_are_recognised():
    alignment = Alignment.from_strings(["A", " ", "b"], ["a", " ", "B"])
    assert alignment.is_identity
    assert rows(alignment.x2y, 3) == [[0], [1], [2]]
    assert not Alignment.from_strings(["ab"], ["a", "b"]).is_identity


def test_array_indexing():
    array = AlignmentArray([[0, 1], [], [2]])
    assert array.lengths.tolist() == [2, 0, 1]
    assert array.dataXd.tolist() == [0, 1, 2]
    assert array[0:2].tolist() == [0, 1]
    assert array[1:1].tolist() == []
    assert array[-1].tolist() == [2]
    assert len(array) == 3
    for bad in (3, -4):
        with pytest.raises(RangeError):
            array[bad]
    with pytest.raises(InputError):
        array["a"]
    with pytest.raises(InputError):
        array[0:3:2]


def test_from_indices():
    alignment = Alignment.from_indices([[0], [0]], [[0, 1]])
    assert alignment.y2x[0].tolist() == [0, 1]


def test_empty():
    assert Alignment.from_strings([], []).x2y[0:0].tolist() == []
    assert rows(Alignment.from_strings([" "], []).x2y, 1) == [[]]
