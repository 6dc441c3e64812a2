"""Every instruction set that the machine has, against the slow versions in tests/reference/blocks.py."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy
import pytest

from engine.errors import InputError
from engine.kernels import api

ISAS = api.available()
LANES = {"ref": 1, "avx2": 8, "avx512": 16}


def sizes():
    """(M, K, nO, P): rows 0, 1, around the tile; widths around the lanes and the registers; one large."""
    out = [(M, 12, 4, 3) for M in (0, 1, 3, 4, 5, 6, 7, 8, 9)]
    for lanes in (8, 16):
        out += [(5, 9, nO, 2) for nO in (lanes - 1, lanes, lanes + 1)]
        out += [(5, K, 5, 3) for K in (lanes - 1, lanes, lanes + 1, 6 * lanes + 1)]
        out += [(9, K * lanes + tail, 5, 3) for K, tail in ((8, 0), (12, 1), (18, 0), (23, 2), (30, 0))]
    # around 16 and 32 rows, 32 inputs, 16 and 32 columns
    out += [(M, 32, 5, 3) for M in (1, 15, 16, 17, 31, 32, 33, 64, 65)]
    out += [(19, K, nO, 2) for K in (31, 32, 33, 64) for nO in (15, 16, 17, 33)]
    return [*out, (7, 6, 1, 1), (3, 8, 4, 127), (3, 32, 4, 127), (203, 288, 96, 3)]


def make(M, K, nO, P, overlap, seed=0):
    rng = numpy.random.default_rng(seed)
    stride = max(K // 3, 1) if overlap else K
    data = rng.normal(size=(max(M - 1, 0) * stride + K,)).astype("f")
    W = (rng.normal(size=(nO, P, K)) / K**0.5).astype("f")
    b, G, shift = (rng.normal(size=shape).astype("f") for shape in ((nO, P), (nO,), (nO,)))
    residual = rng.normal(size=(M, nO)).astype("f")
    return data, stride, W, b, G, shift, residual


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize("drop", [0.0, 0.4])
@pytest.mark.parametrize("size", sizes())
def test_block(isa, size, overlap, drop, reference):
    M, K, nO, P = size
    data, stride, W, b, G, shift, residual = make(M, K, nO, P, overlap)
    kernels, slow = api._testing(isa), reference("blocks")
    mask = kernels.py_dropout_mask(M, nO, drop, 7)
    expected = slow.forward(data, M, stride, W, b, G, shift, residual, mask)
    plain = slow.forward(data, M, stride, W, b, G, shift)
    tolerance = {"atol": 1e-4, "rtol": 1e-4}
    numpy.testing.assert_allclose(kernels.py_forward(data, M, stride, W, b, G, shift), plain[0], **tolerance)
    out, xhat, rstd, which = kernels.py_forward(data, M, stride, W, b, G, shift, residual, drop, 7, True)
    numpy.testing.assert_allclose(out, expected[0], **tolerance)
    numpy.testing.assert_allclose(xhat, expected[1], **tolerance)
    numpy.testing.assert_allclose(rstd, expected[2], rtol=1e-4)
    numpy.testing.assert_array_equal(which & 0x7F, expected[3])
    numpy.testing.assert_array_equal(which >> 7, mask == 0)
    d_out = numpy.random.default_rng(1).normal(size=(M, nO)).astype("f")
    got = kernels.py_backward(data, stride, W, G, d_out, xhat, rstd, which, drop)
    wanted = slow.backward(data, stride, W, G, d_out, xhat, rstd, expected[3], mask)
    for one, other in zip(got, wanted, strict=True):
        numpy.testing.assert_allclose(one, other, atol=2e-4 * max(1.0, abs(other).max(initial=0.0)), rtol=1e-3)


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("overlap", [False, True])
@pytest.mark.parametrize(
    "size",
    [
        *[(0, 32, 4), (1, 1, 1), (7, 31, 17), (33, 32, 16), (16, 96, 50), (40, 64, 130), (9, 65, 47)],
        # rows and columns around the tiles
        *[(M, 33, nO) for M in (1, 5, 6, 7, 11, 12, 13, 48, 50) for nO in (32, 48, 49, 64, 106, 112)],
    ],
)
def test_linear(isa, size, overlap):
    M, K, nO = size
    data, stride, W, b, *_ = make(M, K, nO, 1, overlap)
    rows = numpy.asarray([data[m * stride : m * stride + K] for m in range(M)]).reshape((M, K)).astype("float64")
    expected = rows @ W[:, 0].T.astype("float64") + b[:, 0]
    got = api._testing(isa).py_linear(
        data, M, stride, numpy.ascontiguousarray(W[:, 0]), numpy.ascontiguousarray(b[:, 0])
    )
    numpy.testing.assert_allclose(got, expected, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("K", [288, 576])
def test_rows_do_not_depend_on_their_neighbours(isa, K):
    """The same bits for a row alone and among others: predictions do not depend on the batch."""
    data, _, W, b, G, shift, _ = make(70, K, 96, 3, False)
    kernels = api._testing(isa)
    whole = kernels.py_forward(data, 70, K, W, b, G, shift)
    for m in (0, 17, 69):
        alone = kernels.py_forward(data[m * K : (m + 1) * K].copy(), 1, K, W, b, G, shift)
        numpy.testing.assert_array_equal(whole[m], alone[0])


@pytest.mark.parametrize("isa", ISAS)
def test_errors_of_products(isa):
    """Against float64: those of float32 sums."""
    data, _, W, b, *_ = make(200, 288, 96, 1, False)
    rows = data.reshape((200, 288))
    exact = rows.astype("float64") @ W[:, 0].T.astype("float64") + b[:, 0]
    got = api._testing(isa).py_linear(
        data, 200, 288, numpy.ascontiguousarray(W[:, 0]), numpy.ascontiguousarray(b[:, 0])
    )
    terms = numpy.sqrt((rows.astype("float64") ** 2) @ (W[:, 0].T.astype("float64") ** 2)).mean()
    error = numpy.sqrt(((got - exact) ** 2).mean()) / terms
    assert error < 2.0**-20, error * 2.0**20


@pytest.mark.parametrize("isa", ISAS)
def test_ties_go_to_the_lowest_piece(isa):
    W, b = numpy.zeros((5, 4, 3), dtype="f"), numpy.zeros((5, 4), dtype="f")
    b[:, 1:3] = 1.0
    ones = numpy.ones(5, dtype="f")
    *_, which = api._testing(isa).py_forward(numpy.ones(6, dtype="f"), 2, 3, W, b, ones, ones, None, 0.0, 0, True)
    assert (which == 1).all()


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("nO", [1, 7, 8, 9, 15, 16, 17, 96])
@pytest.mark.parametrize("U", [0, 1, 50])
def test_tables(isa, nO, U, reference):
    rng = numpy.random.default_rng(0)
    table = rng.normal(size=(11, nO)).astype("f")
    ids = rng.integers(0, 11, size=(U, 4)).astype("int32")
    d_out = rng.normal(size=(U, nO)).astype("f")
    kernels, slow = api._testing(isa), reference("blocks")
    numpy.testing.assert_allclose(kernels.py_gather_add(table, ids), slow.gather_add(table, ids), atol=1e-5)
    numpy.testing.assert_allclose(kernels.py_scatter_add(11, ids, d_out), slow.scatter_add(11, ids, d_out), atol=1e-4)
    expected = numpy.zeros((11, nO))
    numpy.add.at(expected, ids[:, 0], d_out)
    got = kernels.py_add_rows(11, numpy.ascontiguousarray(ids[:, 0]), d_out)
    numpy.testing.assert_allclose(got, expected, atol=1e-4)


def test_hash_rows(reference):
    """The values of COMPAT section 5, and the slow version on random keys."""
    rows = api._testing.py_hash_rows(numpy.asarray([1, 0], dtype="uint64"), 8, 2**31 - 1)
    expected = [1161550108, 2247783286 % (2**31 - 1), 1742325162, 1224191281]
    assert rows.tolist() == [expected, [0, 0, 0, 0]]
    keys = numpy.random.default_rng(0).integers(0, 2**64, size=200, dtype="uint64")
    for seed, n_rows in ((8, 5000), (13, 1), (2**32 - 1, 2**31 - 1)):
        got = api._testing.py_hash_rows(keys, seed, n_rows)
        want = [[x % n_rows for x in reference("blocks").hash_key(int(key), seed)] for key in keys]
        assert got.tolist() == want


def test_hash_rows_equal_those_of_thinc():
    from thinc.api import NumpyOps

    keys = numpy.random.default_rng(1).integers(0, 2**64, size=100, dtype="uint64")
    want = NumpyOps().hash(keys, 9) % 777
    numpy.testing.assert_array_equal(api._testing.py_hash_rows(keys, 9, 777), want)


@pytest.mark.parametrize("isa", ISAS)
@pytest.mark.parametrize("drop", [0.0, 0.1, 0.999999])
@pytest.mark.parametrize("width", [1, 15, 63, 64, 65, 96, 300])
def test_dropout_is_the_mask(isa, drop, width):
    rows = numpy.random.default_rng(0).normal(size=(9, width)).astype("f")
    expected = rows * api._testing.py_dropout_mask(9, width, drop, 2**64 - 5)
    api._testing(isa).py_dropout(rows, drop, 2**64 - 5)
    numpy.testing.assert_array_equal(rows, expected)


def test_dropout_mask_is_a_function_of_seed_and_place():
    one = api._testing.py_dropout_mask(300, 100, 0.3, 5)
    assert set(numpy.unique(one)) == {numpy.float32(0), numpy.float32(1 / 0.7)}
    assert abs((one == 0).mean() - 0.3) < 0.01
    assert (abs((one == 0).mean(axis=0) - 0.3) < 0.12).all()
    numpy.testing.assert_array_equal(api._testing.py_dropout_mask(200, 100, 0.3, 5), one[:200])
    assert (api._testing.py_dropout_mask(300, 100, 0.3, 6) != one).any()
    assert (api._testing.py_dropout_mask(10, 10, 0.0, 5) == 1).all()


def run(isa):
    code = "from engine.kernels import api; print(api.active())"
    environment = {**os.environ, "ENGINE_FORCE_ISA": isa}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("isa", ISAS)
def test_forced_isa_runs(isa):
    done = run(isa)
    assert done.stdout.strip() == isa, done.stderr


def test_unknown_isa_fails_the_import():
    done = run("sse9")
    assert done.returncode != 0 and "kernels.unknown_isa" in done.stderr and "sse9" in done.stderr
    with pytest.raises(InputError, match="unavailable_isa"):
        api._testing("sse9")


def test_the_best_is_chosen_and_ref_is_always_there():
    assert ISAS[-1] == "ref"
    assert api.active() == os.environ.get("ENGINE_FORCE_ISA") or api.active() == ISAS[0]
    assert all(isa in LANES for isa in ISAS)
