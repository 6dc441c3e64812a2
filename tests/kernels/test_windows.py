"""Convolutions in prediction: every instruction set against the slow versions in tests/reference/blocks.py."""

from __future__ import annotations

import numpy
import pytest

from engine.kernels import api

ISAS = api.available()
SIZES = [(width, P) for width in (16, 32, 96) for P in (1, 2, 3)] + [(48, 5), (16, 127)]


def make(width, P, n_rows, seed=0):
    rng = numpy.random.default_rng(seed)
    data = rng.normal(size=(n_rows, width)).astype("f")
    W = (rng.normal(size=(width, P, 3 * width)) / (3 * width) ** 0.5).astype("f")
    b, G, shift = (rng.normal(size=shape).astype("f") for shape in ((width, P), (width,), (width,)))
    return data, W, b, G, shift


def rows_of(groups):
    return numpy.asarray([3 * g + i for g in groups for i in range(3)], dtype="int64")


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize(("width", "P"), SIZES)
@pytest.mark.parametrize("n_groups", [0, 1, 5, 6, 7, 8, 9, 17])
def test_window(isa, width, P, n_groups, reference):
    groups = numpy.arange(1, n_groups + 1, dtype="int32")
    data, W, b, G, shift = make(width, P, 3 * n_groups + 7)
    got = api._testing(isa).py_window(data, groups, W, b, G, shift)
    rows = rows_of(groups)
    expected = reference("blocks").window(data, rows, W, b, G, shift)
    numpy.testing.assert_allclose(got[rows], expected, atol=5e-5, rtol=1e-5)
    others = numpy.setdiff1d(numpy.arange(len(data)), rows)
    assert not got[others].any()


@pytest.mark.parametrize("isa", ISAS)
def test_groups_in_any_order(isa, reference):
    groups = numpy.asarray([9, 2, 30, 4, 5, 1, 12, 13, 20], dtype="int32")
    data, W, b, G, shift = make(32, 3, 100)
    got = api._testing(isa).py_window(data, groups, W, b, G, shift)
    rows = rows_of(groups)
    expected = reference("blocks").window(data, rows, W, b, G, shift)
    numpy.testing.assert_allclose(got[rows], expected, atol=5e-5, rtol=1e-5)


@pytest.mark.parametrize("isa", ISAS)
def test_a_group_depends_on_its_five_rows_alone(isa):
    """Bit for bit: a document has the same vectors in every batch."""
    data, W, b, G, shift = make(96, 3, 90)
    kernels = api._testing(isa)
    whole = kernels.py_window(data, numpy.arange(1, 29, dtype="int32"), W, b, G, shift)
    for g in (1, 7, 8, 28):
        alone = numpy.zeros_like(data[:9])
        alone[2:7] = data[3 * g - 1 : 3 * g + 4]
        got = kernels.py_window(alone, numpy.asarray([1], dtype="int32"), W, b, G, shift)
        numpy.testing.assert_array_equal(got[3:6], whole[3 * g : 3 * g + 3])


@pytest.mark.parametrize("isa", ISAS)
def test_errors_are_those_of_float32_sums(isa, reference):
    """The combinations of rows and weights lose nothing that matters: errors stay near those of the plain product."""
    data, W, b, G, shift = make(96, 3, 906)
    groups = numpy.arange(1, 300, dtype="int32")
    rows = rows_of(groups)
    kernels = api._testing(isa)
    expected = reference("blocks").window(data, rows, W, b, G, shift)
    plain = kernels.py_forward(data[2:].reshape(-1), len(rows), 96, W, b, G, shift, data[rows])
    error = numpy.sqrt(((kernels.py_window(data, groups, W, b, G, shift)[rows] - expected) ** 2).mean())
    float32 = numpy.sqrt(((plain - expected) ** 2).mean())
    assert error < 2 * float32


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize(("width", "P"), SIZES)
@pytest.mark.parametrize("M", [0, 1, 20])
def test_first(isa, width, P, M, reference):
    rng = numpy.random.default_rng(0)
    mixed, parts = rng.normal(size=(7, width)).astype("f"), rng.normal(size=(7, 3, P, width)).astype("f")
    bias, G, shift = (rng.normal(size=shape).astype("f") for shape in ((P, width), (width,), (width,)))
    ids = rng.integers(-1, 7, size=(M, 3)).astype("int32")
    got = api._testing(isa).py_window_first(mixed, parts, ids, bias, G, shift)
    expected = reference("blocks").window_first(mixed, parts, ids, bias, G, shift)
    numpy.testing.assert_allclose(got, expected, atol=5e-5, rtol=1e-5)


def test_sum_of_parameters():
    rng = numpy.random.default_rng(0)
    seen = set()
    for n in (1, 2, 15, 16, 17, 32, 33, 1000):
        values = rng.normal(size=(n,)).astype("f")
        found = api._testing.py_parameter_sum(values)
        assert found == api._testing.py_parameter_sum(values.copy())
        seen.add(found)
        for i in (0, n // 2, n - 1):  # one bit of one value
            changed = values.copy()
            changed.view("uint32")[i] ^= 1
            seen.add(api._testing.py_parameter_sum(changed))
        if n > 20:  # the same values in another order
            seen.add(api._testing.py_parameter_sum(numpy.roll(values, 16)))
            seen.add(api._testing.py_parameter_sum(values[::-1].copy()))
    assert len(seen) == sum(1 + len({0, n // 2, n - 1}) + 2 * (n > 20) for n in (1, 2, 15, 16, 17, 32, 33, 1000))
    assert api._testing.py_parameter_sum(numpy.zeros(0, dtype="f")) == 0
