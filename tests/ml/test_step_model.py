"""The steps of the transition model against a slow twin, and its gradients against central differences."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import Linear, Model, noop

from engine.errors import InputError
from engine.ml.parser_model import build_transition_model, resize_output
from engine.ml.precomputable_affine import build_precomputable_affine
from engine.ml.transition import step_model, step_tape
from engine.parser.core import ArcEager, Biluo, DocBatch, GoldEntities, GoldTree, StateBatch

WIDTH = 3
ARC_EAGER = [(0, 0), (1, 0), (2, 500), (2, 501), (3, 502), (3, 503), (4, 504)]
BILUO = [(m, label) for m in (1, 2, 3, 4) for label in (500, 501)] + [(4, 0), (5, 0)]


def token_vectors(model, docs, is_train):
    """A stand-in for tok2vec whose documents are their own vectors, and which keeps the gradient it is given."""
    X = numpy.concatenate(docs) if docs else numpy.zeros((0, WIDTH), dtype="float32")

    def backprop(dX):
        model.attrs["dX"] = dX
        return docs

    return X, backprop


def make_model(kind, n_slots, n_pieces, has_upper, rng):
    n_classes = len(ARC_EAGER if kind == "parser" else BILUO)
    hidden = 5 if has_upper else n_classes
    lower = build_precomputable_affine(nO=hidden, nI=WIDTH, nF=n_slots, nP=n_pieces)
    upper = Linear(nO=n_classes, nI=hidden) if has_upper else noop()
    model = build_transition_model(Model("tok2vec", token_vectors), lower, upper, resize_output)
    weights = {
        "W": rng.normal(size=(n_slots, hidden, n_pieces, WIDTH)),
        "pad": rng.normal(size=(1, n_slots, hidden, n_pieces)),
        "b": rng.normal(size=(hidden, n_pieces)),
    }
    if has_upper:
        weights |= {"U": rng.normal(size=(n_classes, hidden)), "c": rng.normal(size=(n_classes,))}
    weights = {name: value.astype("float32") for name, value in weights.items()}
    for name, value in weights.items():
        if name in ("U", "c"):
            upper.set_param({"U": "W", "c": "b"}[name], value)
        else:
            lower.set_param(name, value)
    return model, weights


def make_states(kind, lengths, rng, with_gold=True):
    if kind == "parser":
        system = ArcEager(ARC_EAGER)
        golds = []
        for n in lengths:
            heads = [int(rng.integers(0, t)) if t else 0 for t in range(n)]
            labels = [int(rng.integers(500, 505)) for _ in range(n)]
            golds.append(GoldTree([0] * n if n < 3 else heads_chain(heads), labels, [1] + [-1] * (n - 1) if n else []))
    else:
        system = Biluo(BILUO)
        golds = [
            GoldEntities([[(5, 0), (4, 500), (0, 0), (4, 501)][int(rng.integers(4))] for _ in range(n)])
            for n in lengths
        ]
    return StateBatch(system, DocBatch(lengths), golds if with_gold else None)


def heads_chain(heads):
    """Each token below the one before it, or below the first: projective."""
    return [0 if h % 2 else max(t - 1, 0) for t, h in enumerate(heads)]


def vectors(lengths, rng):
    return [rng.normal(size=(n, WIDTH)).astype("float32") for n in lengths]


VARIANTS = [
    (kind, slots, pieces, upper)
    for kind, all_slots in (("parser", (8, 13)), ("ner", (3, 6)))
    for slots in all_slots
    for pieces in (1, 2, 3)
    for upper in (True, False)
]


@pytest.mark.parametrize("kind,n_slots,n_pieces,has_upper", VARIANTS)
def test_greedy_steps_equal_the_twin(reference, kind, n_slots, n_pieces, has_upper):
    rng = numpy.random.default_rng(0)
    twin = reference("step_model")
    for lengths in ([1], [7], [], [0, 4, 0, 9, 1], [30]):
        model, weights = make_model(kind, n_slots, n_pieces, has_upper, rng)
        docs = vectors(lengths, rng)
        X = numpy.concatenate(docs) if docs else numpy.zeros((0, WIDTH), dtype="float32")
        got = make_states(kind, lengths, rng, with_gold=False)
        want = StateBatch(got.system, got.docs)
        step_model.predict(model, docs, got)
        twin.run(weights, X, want)
        assert got.n_active == want.n_active == 0
        for b in range(len(lengths)):
            if kind == "parser":
                assert got.tree(b) == want.tree(b)
                assert got.marks(b) == want.marks(b)
            else:
                assert got.spans(b) == want.spans(b)


@pytest.mark.parametrize("kind,n_slots,n_pieces,has_upper", VARIANTS)
@pytest.mark.parametrize("max_moves", [0, 4])
def test_update_equals_the_twin_and_central_differences(reference, kind, n_slots, n_pieces, has_upper, max_moves):
    rng = numpy.random.default_rng(n_slots + n_pieces)
    twin = reference("step_model")
    lengths = [5, 0, 3, 1]
    model, weights = make_model(kind, n_slots, n_pieces, has_upper, rng)
    docs = vectors(lengths, rng)
    X = numpy.concatenate(docs)
    states = make_states(kind, lengths, rng)
    twin_states = states.cut(1000)
    loss, backprop = step_tape.begin_update(model, docs, states, max_moves=max_moves, drop=0.0)
    backprop()
    steps = twin.run(weights, X, twin_states, relu=True, max_moves=max_moves)
    assert steps
    assert loss == pytest.approx(twin.reported_loss(steps), rel=1e-4)
    grads = {name: model.get_ref("lower").get_grad(name) for name in ("W", "pad", "b")}
    if has_upper:
        grads |= {"U": model.get_ref("upper").get_grad("W"), "c": model.get_ref("upper").get_grad("b")}
    grads["X"] = model.get_ref("tok2vec").attrs["dX"]
    values = {name: value.astype("float64") for name, value in weights.items()} | {"X": X.astype("float64")}
    for name, grad in grads.items():
        assert grad.shape == values[name].shape
        picked = rng.permutation(values[name].size)[:12]
        for i in picked:
            losses = []
            for delta in (1e-5, -1e-5):
                changed = {key: value.copy() for key, value in values.items()}
                changed[name].reshape(-1)[i] += delta
                losses.append(twin.objective(changed, changed["X"], steps))
            numeric = (losses[0] - losses[1]) / 2e-5
            assert grad.reshape(-1)[i] == pytest.approx(numeric, abs=2e-4, rel=2e-3), (name, i)


def test_gradients_add_up_over_updates():
    rng = numpy.random.default_rng(3)
    model, _ = make_model("parser", 8, 2, True, rng)
    docs = vectors([6], rng)
    lower = model.get_ref("lower")
    states = make_states("parser", [6], rng)
    for _ in range(2):
        step_tape.begin_update(model, docs, states.cut(1000), drop=0.0)[1]()
    twice = lower.get_grad("W").copy()
    lower.set_grad("W", numpy.zeros_like(twice))
    step_tape.begin_update(model, docs, states.cut(1000), drop=0.0)[1]()
    assert numpy.allclose(twice, 2 * lower.get_grad("W"), atol=1e-5)
    assert numpy.abs(twice).max() > 0


def test_dropout_is_drawn_from_numpy_and_keeps_the_mean():
    rng = numpy.random.default_rng(4)
    model, _ = make_model("ner", 3, 2, True, rng)
    docs = vectors([40], rng)
    states = make_states("ner", [40], rng)

    def loss_with(seed, drop):
        numpy.random.seed(seed)
        return step_tape.begin_update(model, docs, states.cut(1000), drop=drop)[0]

    assert loss_with(0, 0.5) == loss_with(0, 0.5)
    assert loss_with(0, 0.5) != loss_with(1, 0.5)
    assert loss_with(0, 0.0) == loss_with(1, 0.0)
    with pytest.raises(InputError):
        loss_with(0, 1.0)


@pytest.mark.parametrize("has_upper", [True, False])
def test_unseen_classes_are_avoided_until_they_are_gold(reference, has_upper):
    rng = numpy.random.default_rng(5)
    twin = reference("step_model")
    model, weights = make_model("ner", 3, 2, has_upper, rng)
    docs = vectors([20, 5], rng)
    X = numpy.concatenate(docs)
    system = Biluo(BILUO)
    unseen = {BILUO.index((4, 501)), BILUO.index((1, 501))}
    model.attrs["unseen_classes"] = set(unseen)
    got, want = (StateBatch(system, DocBatch([20, 5])) for _ in range(2))
    step_model.predict(model, docs, got)
    twin.run(weights, X, want, unseen=sorted(unseen))
    for b in range(2):
        assert got.spans(b) == want.spans(b)
        assert all(label != 501 for _, _, label in got.spans(b))
    golds = [GoldEntities([(4, 501)] * 20), GoldEntities([(5, 0)] * 5)]
    step_tape.begin_update(model, docs, StateBatch(system, DocBatch([20, 5]), golds), drop=0.0)
    assert model.attrs["unseen_classes"] == {BILUO.index((1, 501))}


def test_wrong_sizes_are_refused():
    rng = numpy.random.default_rng(6)
    model, _ = make_model("ner", 3, 2, True, rng)
    docs = vectors([3], rng)
    with pytest.raises(InputError) as error:
        step_model.predict(model, docs, StateBatch(ArcEager(ARC_EAGER), DocBatch([3])))
    assert error.value.code == "parser.class_count"
    many, _ = make_model("ner", 16, 2, True, rng)
    with pytest.raises(InputError) as error:
        step_model.predict(many, docs, StateBatch(Biluo(BILUO), DocBatch([3])))
    assert error.value.code == "parser.slot_count"
    with pytest.raises(InputError) as error:
        step_tape.begin_update(model, docs, StateBatch(Biluo(BILUO), DocBatch([3])))
    assert error.value.code == "parser.no_gold"


def test_weights_are_packed_once_and_again_when_they_change():
    rng = numpy.random.default_rng(7)
    model, _ = make_model("ner", 3, 2, True, rng)
    docs = vectors([20, 5], rng)

    def spans(which):
        states = make_states("ner", [20, 5], rng, with_gold=False)
        which.predict(numpy.concatenate(docs), states)
        return [states.spans(b) for b in range(2)]

    kept = step_model.models_of(model)
    assert step_model.models_of(model) is kept
    steps = kept.take(model)
    assert spans(steps) == spans(step_model.StepModel(model))
    kept.free.append(steps)
    assert kept.take(model) is steps and kept.take(model) is not steps
    for node, name in (("lower", "W"), ("lower", "pad"), ("lower", "b"), ("upper", "W"), ("upper", "b")):
        model.get_ref(node).get_param(name).reshape(-1)[0] += 3.0
        changed = step_model.models_of(model)
        assert changed is not kept
        kept = changed
        assert spans(kept.take(model)) == spans(step_model.StepModel(model))
    model.attrs["unseen_classes"] = {1}
    assert step_model.models_of(model) is not kept
