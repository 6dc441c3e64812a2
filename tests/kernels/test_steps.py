"""Steps of parser states on each instruction set, against numpy: the same bits, sums in the order of the slots."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.kernels import api

ISAS = api.available()
CUT = 255


def slow_hidden(table, pad, bias, ids, relu):
    """One value at a time, float32, slots ascending, then the bias."""
    A, F = ids.shape
    _, _, P, width = table.shape
    hidden, which = numpy.zeros((A, width), dtype="f"), numpy.zeros((A, width), dtype="uint8")
    for a in range(A):
        for o in range(width):
            best, piece = None, 0
            for p in range(P):
                values = [pad[f, p, o] if ids[a, f] < 0 else table[ids[a, f], f, p, o] for f in range(F)]
                total = values[0]
                for value in [*values[1:], bias[p, o]]:
                    total = numpy.float32(total + value)
                if best is None or total > best:
                    best, piece = total, p
            if relu and not best > 0:
                best, piece = numpy.float32(0), CUT
            hidden[a, o], which[a, o] = best, piece
    return hidden, which


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("relu", [False, True])
@pytest.mark.parametrize(
    "size", [(0, 1, 1, 4), (3, 1, 1, 5), (5, 8, 2, 64), (4, 3, 3, 33), (2, 13, 1, 16), (6, 6, 5, 7)]
)
def test_hidden(isa, size, relu):
    A, F, P, width = size
    rng = numpy.random.default_rng(A + F + P + width)
    table = rng.normal(size=(9, F, P, width)).astype("f")
    table[3] = 0.0  # ties
    pad, bias = rng.normal(size=(F, P, width)).astype("f"), rng.normal(size=(P, width)).astype("f")
    bias[:, 0] = 0.25
    ids = rng.integers(-1, 9, size=(A, F)).astype("int32")
    ids[1:2] = 3
    got, pieces = api._testing(isa).py_step_hidden(table, pad, bias, ids, relu)
    expected, expected_pieces = slow_hidden(table, pad, bias, ids, relu)
    numpy.testing.assert_array_equal(got, expected)
    numpy.testing.assert_array_equal(pieces, expected_pieces)


@pytest.mark.parametrize("isa", ISAS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_pick(isa, data):
    A, K = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 40))
    value = st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, float("inf"), float("-inf"), float("nan")])
    scores = numpy.asarray(data.draw(st.lists(value, min_size=A * K, max_size=A * K)), dtype="f").reshape((A, K))
    valid = data.draw(st.lists(st.integers(0, 1), min_size=A * K, max_size=A * K))
    valid = numpy.asarray(valid, dtype="uint8").reshape((A, K))
    got = api._testing(isa).py_step_pick(scores, valid)
    for row, allowed, k in zip(scores, valid, got, strict=True):
        classes = numpy.flatnonzero(allowed)
        if not len(classes):
            assert k == -1
        elif numpy.isnan(row).any():
            assert k in classes
        else:
            assert k == classes[numpy.argmax(row[classes])]
