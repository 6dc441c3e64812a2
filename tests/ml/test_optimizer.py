"""Adam: recorded steps, equal to thinc's optimizer, the same on every instruction set."""

import numpy
import pytest
from thinc.api import Adam, compounding

from engine.config import registry
from engine.errors import InputError
from engine.kernels import api
from engine.ml.optimizer import FusedAdam, make_adam

SHAPES = [(1,), (15,), (16,), (17,), (3, 5), (96, 3, 288), (1000, 96)]


def settings(**changed):
    base = {"learn_rate": 0.01, "L2": 0.01, "grad_clip": 1.0, "L2_is_weight_decay": True, "use_averages": True}
    return base | changed


def test_recorded_steps(golden):
    case = golden("examples_training")["adam"]
    optimizer = make_adam(**case["settings"])
    weights = numpy.array(case["initial"], dtype="f")
    for gradient, expected in zip(case["gradients"], case["after_each_step"], strict=True):
        weights, gradient = optimizer((1, "W"), weights, numpy.array(gradient, dtype="f"))
        numpy.testing.assert_allclose(weights, expected["weights"], rtol=1e-6)
        assert not gradient.any()
        for name in ("averages", "average"):
            if name in expected:
                numpy.testing.assert_allclose(optimizer.averages[(1, "W")], expected[name], rtol=1e-5)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "changed", [{}, {"L2_is_weight_decay": False}, {"L2": 0.0, "grad_clip": 0.0}, {"use_averages": False}]
)
@pytest.mark.parametrize("size", [0.001, 100.0])
def test_equals_thinc(shape, changed, size):
    rng = numpy.random.default_rng(0)
    ours, thincs = make_adam(**settings(**changed)), Adam(**settings(**changed))
    a = rng.normal(size=shape).astype("f")
    b = a.copy()
    for _ in range(50):
        gradient = (rng.normal(size=shape) * size).astype("f")
        a, cleared = ours((3, "W"), a, gradient.copy())
        b, _ = thincs((3, "W"), b, gradient.copy())
        assert not cleared.any()
    numpy.testing.assert_allclose(a, b, rtol=1e-6, atol=1e-6)
    if ours.averages is not None:
        numpy.testing.assert_allclose(ours.averages[(3, "W")], thincs.averages[(3, "W")], rtol=1e-6, atol=1e-6)


def arrays(n, seed=1):
    rng = numpy.random.default_rng(seed)
    weights, gradient, mom1, average = (rng.normal(size=n).astype("f") for _ in range(4))
    return weights, gradient, mom1, rng.random(n, dtype="f"), average


@pytest.mark.parametrize("isa", api.available())
@pytest.mark.parametrize("n", [0, 1, 7, 8, 9, 15, 16, 17, 33, 1024, 1041, 5000])
@pytest.mark.parametrize("clip", [0.0, 0.5, 1e6])
@pytest.mark.parametrize("averaged", [False, True])
def test_kernel_against_the_slow_version(isa, n, clip, averaged, reference):
    weights, gradient, mom1, mom2, average = arrays(n)
    constants = (0.9, 0.999, 1e-8, 0.01, 1e-4, clip)
    averages = (average, 0.25) if averaged else ()
    wanted = reference("adam").step(weights, gradient, mom1, mom2, *constants, *averages)
    norm = api.adam_step(weights, gradient, mom1, mom2, *constants, *averages, isa=isa)
    assert norm == pytest.approx(wanted[0], rel=1e-6)
    for got, want in zip((weights, mom1, mom2, average), wanted[1:], strict=True):
        if want is not None:
            numpy.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-6)
    assert not gradient.any()


def test_same_bits_on_every_instruction_set():
    results = []
    for isa in api.available():
        weights, gradient, mom1, mom2, average = arrays(1013)
        norm = api.adam_step(weights, gradient, mom1, mom2, 0.9, 0.999, 1e-8, 0.01, 1e-4, 0.5, average, 0.1, isa)
        results.append((norm, *(array.tobytes() for array in (weights, mom1, mom2, average))))
        assert not gradient.any()
    assert len(set(results)) == 1


def test_sizes_that_differ_are_refused():
    weights, gradient, mom1, mom2, average = arrays(9)
    for wrong in range(1, 5):
        given = [weights, gradient, mom1, mom2, average]
        given[wrong] = given[wrong][:8]
        with pytest.raises(InputError, match="differ in size"):
            api.adam_step(*given[:4], 0.9, 0.999, 1e-8, 0.01, 0.0, 1.0, given[4], 0.1)
    assert gradient.all()


def test_averages_loaded_in_another_form_are_taken_over():
    optimizer = make_adam(**settings())
    weights = numpy.ones((3, 4), dtype="f")
    optimizer.averages[(1, "W")] = numpy.full((4, 3), 2.0).T
    optimizer((1, "W"), weights, numpy.ones((3, 4), dtype="f"))
    expected = 2.0 + (1 - 2 / 11) * (weights - 2.0)
    numpy.testing.assert_allclose(optimizer.averages[(1, "W")], expected, rtol=1e-6)


def test_averages_after_many_updates():
    ours, thincs = make_adam(**settings()), Adam(**settings())
    for optimizer in (ours, thincs):
        optimizer.nr_update[(1, "W")] = 10**6
        optimizer((1, "W"), numpy.full((20,), 3.0, dtype="f"), numpy.ones((20,), dtype="f"))
    numpy.testing.assert_allclose(ours.averages[(1, "W")], thincs.averages[(1, "W")], rtol=1e-4)
    assert ours.averages[(1, "W")][0] == pytest.approx(3e-4, rel=0.02)


def test_arrays_that_are_not_plain_take_the_other_way():
    optimizer = make_adam(**settings())
    weights = numpy.ones((4, 6), dtype="f")[:, ::2]
    optimizer((1, "W"), weights, numpy.ones((4, 3), dtype="f"))
    assert (weights < 1).all()


def test_schedules_and_registry():
    optimizer = registry.resolve({"o": {"@optimizers": "Adam.v1", "learn_rate": 0.5, "use_averages": False}})["o"]
    assert isinstance(optimizer, FusedAdam) and optimizer.averages is None
    optimizer = make_adam(compounding(0.1, 0.4, 2.0))
    rates = []
    for _ in range(3):
        rates.append(optimizer.learn_rate)
        optimizer.step_schedules()
    assert rates == [0.1, 0.2, 0.4]


def test_norm_of_all_gradients_of_a_step():
    rng = numpy.random.default_rng(0)
    optimizer = make_adam(**settings())
    assert optimizer.take_gradient_norm() is None
    for _ in range(2):
        gradients = [rng.standard_normal(shape).astype("f") for shape in SHAPES]
        expected = numpy.sqrt(sum((gradient.astype("d") ** 2).sum() for gradient in gradients))
        for i, gradient in enumerate(gradients):
            optimizer((i, "W"), numpy.zeros_like(gradient), gradient)
        assert optimizer.take_gradient_norm() == pytest.approx(expected, rel=1e-6)
        assert optimizer.take_gradient_norm() is None
    optimizer((99, "W"), numpy.zeros((4, 4), dtype="f")[:, ::2], numpy.ones((4, 4), dtype="f")[:, ::2])
    assert optimizer.take_gradient_norm() is None  # not all of it is known
    optimizer((98, "W"), numpy.zeros(4, dtype="f"), numpy.ones(4, dtype="f"))
    assert optimizer.take_gradient_norm() == pytest.approx(2.0)
    unclipped = make_adam(**settings(grad_clip=0.0))
    unclipped((0, "W"), numpy.zeros(4, dtype="f"), numpy.ones(4, dtype="f"))
    assert unclipped.take_gradient_norm() is None
