"""The compiled runtime against thinc's chain on the same nodes, and against central differences."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import Adam, NumpyOps, set_dropout_rate

from engine.kernels import api
from engine.ml.extract_features import build_feature_extractor
from engine.ml.runtime import tok2vec_forward
from engine.ml.runtime.recognise import recognise
from engine.strings.symbols import IDS
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE, lower

WORDS = "the cat sat on a mat , The dog did not . \n It's 12 o'clock naïve 日本語".split(" ")


def make_docs(lengths, seed=0):
    rng = numpy.random.default_rng(seed)
    vocab = Vocab(lex_attr_getters={**NATIVE, IDS["NORM"]: lower})
    return [Doc(vocab, words=[WORDS[i] for i in rng.integers(0, len(WORDS), size=n)]) for n in lengths]


def make_config(width=8, depth=2, window=1, pieces=3, attrs=("NORM", "PREFIX", "SPACY"), version=2):
    suffix = f"v{version}"
    return {
        "@architectures": f"spacy.Tok2Vec.{suffix}",
        "embed": {
            "@architectures": f"spacy.MultiHashEmbed.{suffix}",
            "width": width,
            "attrs": list(attrs),
            "rows": [50 + i for i in range(len(attrs))],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": f"spacy.MaxoutWindowEncoder.{suffix}",
            "width": width,
            "window_size": window,
            "maxout_pieces": pieces,
            "depth": depth,
        },
    }


def make_model(build_model, docs, seed=0, **settings):
    model = build_model(make_config(**settings))
    numpy.random.seed(seed)
    model.initialize(X=docs)
    rng = numpy.random.default_rng(seed)
    for node in model.walk():
        for name in node.param_names:
            value = node.get_param(name)
            node.set_param(name, (value + rng.normal(size=value.shape) * 0.1).astype("f"))
    assert model._func is tok2vec_forward.forward and recognise(model) is not None
    return model


def zero_gradients(model):
    for node in model.walk():
        for name in node.grad_names:
            node.get_grad(name)[...] = 0


def run_both(model, docs, d_outputs, monkeypatch=None):
    """(outputs, gradients) of the compiled pass and of thinc's chain."""
    results = []
    for forward in (tok2vec_forward.forward, tok2vec_forward.reference_forward):
        zero_gradients(model)
        numpy.random.seed(3)
        if forward is tok2vec_forward.reference_forward and monkeypatch is not None:
            monkeypatch.setattr(NumpyOps, "get_dropout_mask", replay_masks(model))
        outputs, backprop = forward(model, docs, True)
        backprop([d.copy() for d in d_outputs])
        gradients = {
            (i, name): node.get_grad(name).copy() for i, node in enumerate(model.walk()) for name in node.param_names
        }
        results.append((outputs, gradients))
    return results


def replay_masks(model):
    """The masks that the compiled pass draws, in the order in which thinc asks for them."""
    original = NumpyOps.get_dropout_mask
    state = {"n": 0, "seed": None}

    def get_dropout_mask(ops, shape, rate):
        if len(shape) == 1:  # of a table: the same draws from numpy's generator
            return original(ops, shape, rate)
        if state["seed"] is None:
            state["seed"] = int.from_bytes(numpy.random.bytes(8), "little")
        seed = (state["seed"] + state["n"] * 0xD1342543DE82EF95) % 2**64
        state["n"] += 1
        return api._testing.py_dropout_mask(*shape, rate, seed)

    return get_dropout_mask


def assert_same(results):
    (outputs, gradients), (want_outputs, want_gradients) = results
    assert len(outputs) == len(want_outputs)
    for one, other in zip(outputs, want_outputs, strict=True):
        assert one.shape == other.shape and one.dtype == other.dtype
        numpy.testing.assert_allclose(one, other, atol=1e-5)
    assert gradients.keys() == want_gradients.keys()
    for key, gradient in gradients.items():
        scale = max(1.0, abs(want_gradients[key]).max())
        numpy.testing.assert_allclose(gradient, want_gradients[key], atol=1e-5 * scale, err_msg=str(key))


LENGTHS = [(1,), (5, 0, 1, 17), (0, 2, 0), (40, 3), (1, 1, 1, 1, 1, 1, 1, 1, 1)]


@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"depth": 1},
        {"depth": 4, "width": 96},
        {"window": 2, "width": 17},
        {"pieces": 1},
        {"pieces": 2, "attrs": ("NORM",)},
        {"version": 1},
        {"window": 0},
    ],
    ids=str,
)
def test_equals_the_chain(lengths, settings, build_model):
    docs = make_docs(lengths)
    model = make_model(build_model, make_docs([3]), **settings)
    rng = numpy.random.default_rng(1)
    width = settings.get("width", 8)
    d_outputs = [rng.normal(size=(len(doc), width)).astype("f") for doc in docs]
    assert_same(run_both(model, docs, d_outputs))
    for one, other in zip(model.predict(docs), tok2vec_forward.reference_forward(model, docs, False)[0], strict=True):
        numpy.testing.assert_allclose(one, other, atol=1e-5)


@pytest.mark.parametrize("rate", [0.1, 0.5])
def test_equals_the_chain_under_the_same_dropout(rate, build_model, monkeypatch):
    docs = make_docs([7, 0, 30, 2])
    model = make_model(build_model, make_docs([3]), width=16, depth=3)
    set_dropout_rate(model, rate)
    rng = numpy.random.default_rng(1)
    d_outputs = [rng.normal(size=(len(doc), 16)).astype("f") for doc in docs]
    results = run_both(model, docs, d_outputs, monkeypatch)
    assert_same(results)
    plain = tok2vec_forward.reference_forward(model, docs, False)[0]
    assert abs(plain[2] - results[0][0][2]).max() > 0.1


def test_dropout_follows_the_seed(build_model):
    docs = make_docs([20, 5])
    model = make_model(build_model, docs)
    set_dropout_rate(model, 0.3)
    outputs = []
    for seed in (1, 1, 2):
        numpy.random.seed(seed)
        outputs.append(numpy.concatenate(model.begin_update(docs)[0]))
    numpy.testing.assert_array_equal(outputs[0], outputs[1])
    assert (outputs[0] != outputs[2]).any()


def test_disabled_dropout_and_prediction_drop_nothing(build_model):
    docs = make_docs([20, 5])
    model = make_model(build_model, docs)
    want = numpy.concatenate(model.predict(docs))
    set_dropout_rate(model, 0.3)
    numpy.testing.assert_array_equal(numpy.concatenate(model.predict(docs)), want)
    for node in model.walk():
        if node.name == "dropout":
            node.attrs["is_enabled"] = False
        elif "dropout_rate" in node.attrs:
            node.attrs["dropout_rate"] = 0.0
    numpy.testing.assert_allclose(numpy.concatenate(model.begin_update(docs)[0]), want, atol=1e-6)


def test_gradients_against_central_differences(build_model):
    docs = make_docs([4, 3])
    model = make_model(build_model, docs, width=6, depth=1, pieces=2)
    rng = numpy.random.default_rng(2)
    weights = [rng.normal(size=(len(doc), 6)).astype("f") for doc in docs]
    _, backprop = model.begin_update(docs)
    backprop(weights)

    def loss():
        return sum(float((Y.astype("float64") * w).sum()) for Y, w in zip(model.predict(docs), weights, strict=True))

    n_checked = n_close = 0
    for node in model.walk():
        for name in node.param_names:
            value, gradient = node.get_param(name), node.get_grad(name)
            for index in rng.permutation(value.size)[:20]:
                at = numpy.unravel_index(index, value.shape)
                old, step = value[at], 2e-3
                value[at] = old + step
                up = loss()
                value[at] = old - step
                down = loss()
                value[at] = old
                n_checked += 1
                n_close += abs((up - down) / (2 * step) - gradient[at]) < 2e-2 * max(1.0, abs(gradient[at]))
    # A step across a kink of a maxout gives another difference; it is rare.
    assert n_checked > 100 and n_close >= 0.97 * n_checked


def test_gradients_add_up_over_calls(build_model):
    docs = make_docs([6, 9])
    model = make_model(build_model, docs)
    d_outputs = [numpy.ones((len(doc), 8), dtype="f") for doc in docs]
    zero_gradients(model)
    model.begin_update(docs)[1](d_outputs)
    once = [node.get_grad(name).copy() for node in model.walk() for name in node.param_names]
    _, backprop = model.begin_update(docs)
    backprop(d_outputs)
    twice = [node.get_grad(name) for node in model.walk() for name in node.param_names]
    for one, two in zip(once, twice, strict=True):
        numpy.testing.assert_allclose(2 * one, two, atol=1e-4)


def test_parameters_are_read_at_each_call(build_model):
    docs = make_docs([6, 9])
    model = make_model(build_model, docs)
    before = numpy.concatenate(model.predict(docs))
    zeros = {
        (node.id, name): numpy.zeros_like(node.get_param(name)) for node in model.walk() for name in node.param_names
    }
    with model.use_params(zeros):
        assert not numpy.concatenate(model.predict(docs)).any()
    numpy.testing.assert_array_equal(numpy.concatenate(model.predict(docs)), before)
    _, backprop = model.begin_update(docs)
    backprop([numpy.ones((len(doc), 8), dtype="f") for doc in docs])
    model.finish_update(Adam(0.1))
    after = numpy.concatenate(model.predict(docs))
    assert abs(after - before).max() > 1e-3
    want = numpy.concatenate(tok2vec_forward.reference_forward(model, docs, False)[0])
    numpy.testing.assert_allclose(after, want, atol=1e-5)


def test_two_batches_may_be_open_at_once(build_model):
    first, second = make_docs([6, 9]), make_docs([12], seed=5)
    model = make_model(build_model, first)
    d_first = [numpy.ones((len(doc), 8), dtype="f") for doc in first]
    zero_gradients(model)
    model.begin_update(first)[1](d_first)
    want = [node.get_grad(name).copy() for node in model.walk() for name in node.param_names]
    zero_gradients(model)
    _, backprop = model.begin_update(first)
    model.begin_update(second)
    backprop(d_first)
    got = [node.get_grad(name) for node in model.walk() for name in node.param_names]
    for one, other in zip(got, want, strict=True):
        numpy.testing.assert_array_equal(one, other)


def test_no_tokens(build_model):
    model = make_model(build_model, make_docs([3]))
    outputs, backprop = model.begin_update(make_docs([0, 0]))
    assert [Y.shape for Y in outputs] == [(0, 8), (0, 8)]
    backprop(outputs)
    assert model.predict([]) == []


def test_spans(build_model):
    (doc,) = make_docs([12])
    model = make_model(build_model, [doc])
    (got,) = model.predict([doc[3:9]])
    (want,), _ = tok2vec_forward.reference_forward(model, [doc[3:9]], False)
    numpy.testing.assert_allclose(got, want, atol=1e-5)


def test_copies_and_reloaded_models_run_compiled(build_model):
    docs = make_docs([6, 9])
    model = make_model(build_model, docs)
    copy, loaded = model.copy(), build_model(make_config()).from_bytes(model.to_bytes())
    for other in (copy, loaded):
        assert recognise(other) is not None and other._func is tok2vec_forward.forward
        numpy.testing.assert_array_equal(numpy.concatenate(other.predict(docs)), numpy.concatenate(model.predict(docs)))


def test_unknown_trees_run_in_thinc(build_model):
    docs = make_docs([6, 9])
    config = make_config()
    config["embed"] = {
        "@architectures": "spacy.CharacterEmbed.v2",
        "width": 8,
        "rows": 20,
        "nM": 2,
        "nC": 3,
        "include_static_vectors": False,
    }
    model = build_model(config)
    model.initialize(X=docs)
    assert recognise(model) is None
    outputs = model.predict(docs)
    want = tok2vec_forward.reference_forward(model, docs, False)[0]
    numpy.testing.assert_array_equal(numpy.concatenate(outputs), numpy.concatenate(want))


def test_other_parameters_run_in_thinc(build_model):
    docs = make_docs([6, 9])
    model = make_model(build_model, docs)
    want = numpy.concatenate(model.predict(docs))
    node = next(node for node in model.walk() if node.name == "maxout")
    node.set_param("W", numpy.asfortranarray(node.get_param("W")))
    assert not tok2vec_forward.has_usable_weights(recognise(model))
    numpy.testing.assert_allclose(numpy.concatenate(model.predict(docs)), want, atol=1e-5)


def test_a_changed_tree_is_noticed(build_model):
    docs = make_docs([6, 9])
    model = make_model(build_model, docs)
    model.predict(docs)
    embed = model.get_ref("embed")
    embed.layers[0] = build_feature_extractor(["NORM", "PREFIX", "SUFFIX"])
    want = tok2vec_forward.reference_forward(model, docs, False)[0]
    numpy.testing.assert_allclose(numpy.concatenate(model.predict(docs)), numpy.concatenate(want), atol=1e-5)
