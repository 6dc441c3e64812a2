"""Batches of golden cases; nothing lost, nothing over the size."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import compounding

from engine.training.batchers import minibatch, minibatch_by_padded_size, minibatch_by_words


def as_items(lengths):
    return [[i] * n for i, n in enumerate(lengths)]


def as_lengths(batches):
    return [[len(item) for item in batch] for batch in batches]


def test_golden_batches_by_words(golden):
    for case in golden("examples_training")["batch_by_words"]:
        batches = minibatch_by_words(
            as_items(case["lengths"]), case["size"], case["tolerance"], case["discard_oversize"]
        )
        assert as_lengths(batches) == case["batches_as_lengths"], case


def test_golden_batches_by_padded_size(golden):
    for case in golden("examples_training")["batch_by_padded"]:
        batches = minibatch_by_padded_size(
            as_items(case["lengths"]), case["size"], case["buffer"], case["discard_oversize"]
        )
        assert as_lengths(batches) == case["batches_as_lengths"], case


LENGTHS_I = st.lists(st.integers(1, 60), max_size=50)


@given(LENGTHS_I, st.integers(1, 100), st.floats(0, 1))
def test_by_words_loses_nothing_and_keeps_the_size(lengths, size, tolerance):
    batches = list(minibatch_by_words(as_items(lengths), size, tolerance))
    assert sorted(map(tuple, itertools.chain(*batches))) == sorted(map(tuple, as_items(lengths)))
    for batch in batches:
        assert batch
        assert len(batch) == 1 or sum(map(len, batch)) <= size + size * tolerance


@given(LENGTHS_I, st.integers(1, 100), st.integers(1, 10))
def test_by_padded_size_loses_nothing_and_keeps_the_size(lengths, size, buffer):
    batches = list(minibatch_by_padded_size(as_items(lengths), size, buffer))
    assert sorted(map(tuple, itertools.chain(*batches))) == sorted(map(tuple, as_items(lengths)))
    for batch in batches:
        assert len(batch) == 1 or max(map(len, batch)) * len(batch) <= size


def test_schedules_give_the_size_of_each_batch():
    assert as_lengths([list(b) for b in minibatch(as_items([1] * 7), iter([1, 2, 4]))]) == [[1], [1] * 2, [1] * 4]
    sizes = [len(batch) for batch in minibatch(range(100), compounding(1, 16, 2.0))]
    assert sizes == [1, 2, 4, 8, 16, 16, 16, 16, 16, 5]
    assert [len(batch) for batch in minibatch(range(6), iter([1, 2]))] == [1, 2, 2, 1]  # the last size stays


@pytest.mark.parametrize("size", [1, 3, 100])
def test_minibatch(size):
    assert list(itertools.chain(*minibatch(range(10), size))) == list(range(10))
