"""Products of gradients, distributions and losses: every instruction set against plain numpy in double precision."""

from __future__ import annotations

import numpy
import pytest

from engine.kernels.api import _testing, available

SIZES = [(0, 5, 3), (1, 1, 1), (1, 16, 1), (4, 15, 7), (5, 16, 8), (7, 17, 16), (8, 48, 31), (9, 64, 33), (13, 96, 20),
         (30, 128, 50), (17, 131, 9), (6, 0, 4), (6, 4, 0)]  # fmt: skip
ISAS = available()


@pytest.fixture(params=ISAS)
def kernels(request):
    return _testing(request.param)


def normal(rng, *shape):
    return rng.normal(size=shape).astype("f")


@pytest.mark.parametrize(("M", "N", "K"), SIZES)
@pytest.mark.parametrize("adds", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_product(kernels, M, N, K, adds, turned):
    rng = numpy.random.default_rng(0)
    a, b, out = normal(rng, M, K), normal(rng, K, N), normal(rng, M, N)
    if K == 0 and not adds:
        return  # nothing to sum: the callers do not ask
    expected = a.astype("f8") @ b.astype("f8") + (out if adds else 0.0)
    given = numpy.ascontiguousarray(a.T) if turned else a
    found = kernels.py_product(given, b, out if adds else None, turned)
    numpy.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("run", [1, 4, 16])
def test_product_of_blocks_has_the_same_bits(kernels, run):
    rng = numpy.random.default_rng(1)
    a, b = normal(rng, 13, 48), normal(rng, 48, 96)
    assert (kernels.py_product(a, b, None, False, run) == kernels.py_product(a, b)).all()


@pytest.mark.parametrize("turned", [False, True])
def test_parts_of_a_product_have_the_same_bits(kernels, turned):
    """However rows and columns are cut, each element is the same sum."""
    rng = numpy.random.default_rng(2)
    a, b = normal(rng, 29, 37), normal(rng, 37, 112)
    whole = kernels.py_product(numpy.ascontiguousarray(a.T) if turned else a, b, None, turned)
    for begin, end in [(0, 1), (1, 8), (3, 29), (28, 29)]:
        part = numpy.ascontiguousarray(a[begin:end])
        found = kernels.py_product(numpy.ascontiguousarray(part.T) if turned else part, b, None, turned)
        assert (found == whole[begin:end]).all()


@pytest.mark.parametrize(("M", "O", "P", "K"), [(0, 4, 2, 16), (5, 4, 3, 18), (200, 20, 3, 48), (97, 17, 1, 33)])
def test_weights_of_some_outputs(kernels, M, O, P, K):
    rng = numpy.random.default_rng(3)
    x, W, d_best = normal(rng, M * K), normal(rng, O, P, K), normal(rng, M, O)
    which = rng.integers(0, P, size=(M, O)).astype("uint8")
    whole = kernels.py_backward_weights(x, K, W, d_best, which, 0, O)
    for begin, end in [(0, 1), (1, O), (O // 2, O)]:
        dW, db = kernels.py_backward_weights(x, K, W, d_best, which, begin, end)
        assert (dW[begin:end] == whole[0][begin:end]).all()
        assert (db[begin:end] == whole[1][begin:end]).all()
        assert not dW[:begin].any()
        assert not dW[end:].any()


def test_sum_of_rows(kernels):
    rng = numpy.random.default_rng(4)
    x, out = normal(rng, 37, 19), normal(rng, 19)
    expected = out + x.astype("f8").sum(axis=0)
    kernels.py_sum_rows(out, x)
    numpy.testing.assert_allclose(out, expected, rtol=1e-5, atol=1e-5)


def distribution(x):
    e = numpy.exp(x.astype("f8") - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(("M", "K"), [(0, 3), (1, 1), (3, 15), (4, 16), (5, 17), (9, 50), (2, 333)])
@pytest.mark.parametrize("scale", [1.0, 30.0, 300.0])
def test_softmax(kernels, M, K, scale):
    x = normal(numpy.random.default_rng(5), M, K) * numpy.float32(scale)
    expected = distribution(x) if M else x
    kernels.py_softmax(x)
    numpy.testing.assert_allclose(x, expected, rtol=1e-5, atol=1e-30)


def test_softmax_shows_what_is_not_a_number(kernels):
    x = numpy.array([[0.0, numpy.nan, 1.0]], dtype="f")
    kernels.py_softmax(x)
    assert numpy.isnan(x).any()


@pytest.mark.parametrize(("A", "K"), [(0, 4), (1, 1), (4, 15), (5, 16), (20, 56)])
def test_step_loss(kernels, A, K):
    rng = numpy.random.default_rng(6)
    scores = normal(rng, A, K) * numpy.float32(10)
    costs = rng.integers(0, 3, size=(A, K)).astype("f")
    loss, d_scores = kernels.py_step_loss(scores, costs)
    if A == 0:
        assert loss == 0.0
        return
    is_gold = costs <= costs.min(axis=1, keepdims=True)
    expected = distribution(scores) - distribution(numpy.where(is_gold, scores, numpy.float32(-1e30)))
    numpy.testing.assert_allclose(d_scores, expected, atol=2e-6)
    assert loss == pytest.approx((expected**2).sum(), rel=1e-4)


def test_step_loss_where_gold_is_far_below(kernels):
    """A softmax of the gold classes alone: their scores are compared with each other."""
    scores = numpy.array([[500.0, 0.0, -1.0]], dtype="f")
    costs = numpy.array([[1.0, 0.0, 0.0]], dtype="f")
    _, d_scores = kernels.py_step_loss(scores, costs)
    low = numpy.exp(-1.0) / (1 + numpy.exp(-1.0))
    numpy.testing.assert_allclose(d_scores, [[1.0, low - 1.0, -low]], atol=2e-6)


@pytest.mark.parametrize(("O", "P"), [(1, 1), (16, 2), (20, 3), (64, 2), (128, 3)])
def test_add_slot(kernels, O, P):
    rng = numpy.random.default_rng(7)
    S, R = 23, 6
    d_hidden = normal(rng, S, O)
    which = rng.integers(0, P, size=(S, O)).astype("uint8")
    which[0, 0] = 255  # cut off: no piece
    rows = rng.integers(-1, R, size=S).astype("int32")
    order = rng.permutation(S)[:20].astype("int32")
    expected, expected_pad, whole = numpy.zeros((P, R, O)), numpy.zeros((P, 1, O)), numpy.zeros((P, 1, O))
    for s in order:
        for o in range(O):
            if which[s, o] < P:
                target = expected_pad[which[s, o], 0] if rows[s] < 0 else expected[which[s, o], rows[s]]
                target[o] += d_hidden[s, o]
                whole[which[s, o], 0, o] += d_hidden[s, o]

    def plain(blocks):
        n_rows = blocks.shape[1]
        return blocks.reshape((P, -(-O // 16), n_rows, 16)).swapaxes(1, 2).reshape((P, n_rows, -1))

    blocks, pad = map(plain, kernels.py_add_slot(R, d_hidden, which, P, order, rows))
    numpy.testing.assert_allclose(blocks[:, :, :O], expected, rtol=1e-5, atol=1e-5)
    numpy.testing.assert_allclose(pad[:, :, :O], expected_pad, rtol=1e-5, atol=1e-5)
    assert not blocks[:, :, O:].any()
    blocks, pad = map(plain, kernels.py_add_slot(R, d_hidden, which, P, order))
    assert not blocks.any()
    numpy.testing.assert_allclose(pad[:, :, :O], whole, rtol=1e-5, atol=1e-5)
