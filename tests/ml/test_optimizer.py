"""Adam: recorded steps, equal to thinc's optimizer, the same on every instruction set."""

import numpy
import pytest
from thinc.api import Adam, compounding

from engine.config import registry
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
    numpy.testing.assert_allclose(a, b, rtol=1e-5, atol=1e-6)
    if ours.averages is not None:
        numpy.testing.assert_allclose(ours.averages[(3, "W")], thincs.averages[(3, "W")], rtol=1e-5, atol=1e-6)


def test_same_bits_on_every_instruction_set():
    results = []
    for isa in api.available():
        rng = numpy.random.default_rng(1)
        weights, gradient, mom1, mom2 = (rng.random(1013, dtype="f") for _ in range(4))
        norm = api.adam_step(weights, gradient, mom1, mom2, 0.9, 0.999, 1e-8, 0.01, 1e-4, 0.5, isa)
        results.append((norm, weights.tobytes(), mom1.tobytes(), mom2.tobytes()))
        assert not gradient.any()
    assert len(set(results)) == 1


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
