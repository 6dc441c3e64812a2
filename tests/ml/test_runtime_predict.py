"""Prediction by kept weights and word forms: the values of thinc's chain in any batch, with any cache, in threads."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import numpy
import pytest
from thinc.api import Model

from engine.ml.runtime import linear_forward, parts, tok2vec_forward, tok2vec_predict
from engine.ml.runtime.recognise import recognise
from engine.strings.symbols import IDS
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE, lower

WORDS = "the cat sat on a mat , The dog did not . \n It's 12 o'clock naïve 日本語".split(" ")
ATTRS = ("NORM", "PREFIX", "SPACY")

LENGTHS = [(1,), (2,), (3,), (4,), (5, 0, 1, 17), (0, 2, 0), (40, 3), (1,) * 9, (0,)]


def make_docs(lengths):
    rng = numpy.random.default_rng(0)
    vocab = Vocab(lex_attr_getters={**NATIVE, IDS["NORM"]: lower})
    return [Doc(vocab, words=[WORDS[i] for i in rng.integers(0, len(WORDS), size=n)]) for n in lengths]


def make_model(build_model, docs, width=16, depth=2, window=1, pieces=3):
    embed = {"width": width, "attrs": list(ATTRS), "rows": [50, 51, 52], "include_static_vectors": False}
    encode = {"width": width, "window_size": window, "maxout_pieces": pieces, "depth": depth}
    model = build_model(
        {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", **embed},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", **encode},
        }
    )
    numpy.random.seed(0)
    model.initialize(X=docs)
    rng = numpy.random.default_rng(0)
    for node in model.walk():
        for name in node.param_names:
            value = node.get_param(name)
            node.set_param(name, (value + rng.normal(size=value.shape) * 0.1).astype("f"))
    assert model._func is tok2vec_forward.forward
    return model


def weights_of(model):
    return tok2vec_predict.weights_of(model, recognise(model))


def assert_equals_the_chain(model, docs):
    expected = tok2vec_forward.reference_forward(model, docs, False)[0]
    got = model.predict(docs)
    for one, other in zip(got, expected, strict=True):
        assert one.shape == other.shape and one.dtype == other.dtype
        # 1e-5 of values about 1; the vectors of eight layers are larger
        numpy.testing.assert_allclose(one, other, atol=1e-5 * max(1.0, abs(other).max(initial=0.0) / 5))
    return got


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
@pytest.mark.parametrize(("width", "depth", "pieces"), [(16, 1, 3), (16, 2, 1), (32, 3, 2), (96, 4, 3), (16, 8, 3)])
def test_equals_the_chain(lengths, width, depth, pieces, build_model):
    docs = make_docs(lengths)
    model = make_model(build_model, make_docs([3]), width=width, depth=depth, pieces=pieces)
    assert tok2vec_predict.can_predict(recognise(model))
    if sum(lengths):
        assert_equals_the_chain(model, docs)
    assert [each.shape for each in model.predict(docs)] == [(n, width) for n in lengths]


@pytest.mark.parametrize("settings", [{"width": 8}, {"window": 2, "width": 16}, {"window": 0, "width": 16}], ids=str)
def test_other_sizes_are_left_to_the_plan(settings, build_model):
    model = make_model(build_model, make_docs([3]), **settings)
    assert not tok2vec_predict.can_predict(recognise(model))
    assert_equals_the_chain(model, make_docs([5, 7]))


def test_the_same_bits_in_every_batch(build_model):
    docs = make_docs([1, 2, 3, 4, 5, 6, 7, 30, 2, 1, 100, 9])
    model = make_model(build_model, make_docs([3]), width=32, depth=4)
    whole = model.predict(docs)
    for order in (range(len(docs)), reversed(range(len(docs)))):
        for i in order:
            numpy.testing.assert_array_equal(model.predict([docs[i]])[0], whole[i])
    backwards = model.predict(docs[::-1])[::-1]
    for one, other in zip(whole, backwards, strict=True):
        numpy.testing.assert_array_equal(one, other)


def test_the_same_bits_when_the_cache_is_full(build_model):
    model = make_model(build_model, make_docs([3]), width=16)
    docs = make_docs([12, 3, 9, 40, 14, 200])
    plenty = [model.predict([doc])[0] for doc in docs]
    weights = weights_of(model)
    weights.free[:] = [tok2vec_predict.FormCache(weights, 9)]  # fewer than there are forms in a document
    for _ in range(2):
        for doc, expected in zip(docs, plenty, strict=True):
            numpy.testing.assert_array_equal(model.predict([doc])[0], expected)
    assert len(weights.free) == 1


def test_a_changed_parameter_is_seen(build_model):
    docs = make_docs([12, 5])
    model = make_model(build_model, make_docs([3]), width=16, depth=2)
    assert_equals_the_chain(model, docs)
    before = weights_of(model)
    assert weights_of(model) is before
    plan = recognise(model)
    for values in tok2vec_predict.parameters(plan):
        values.reshape(-1)[1] += 0.25  # in place
        assert_equals_the_chain(model, docs)
    assert weights_of(model) is not before
    maxout = plan.blocks[0].maxout
    maxout.set_param("W", maxout.get_param("W") * 1.5)
    assert_equals_the_chain(model, docs)


def test_nothing_is_kept_of_a_model_that_is_gone(build_model):
    model = make_model(build_model, make_docs([3]), width=16)
    model.predict(make_docs([3]))
    key = model.id
    assert key in tok2vec_predict.kept.by_id
    del model
    gc.collect()
    assert key not in tok2vec_predict.kept.by_id


def test_many_parts(build_model, monkeypatch):
    monkeypatch.setattr(parts, "MAX_PART", 10)
    model = make_model(build_model, make_docs([3]), width=16)
    assert_equals_the_chain(model, make_docs([4, 4, 4, 0, 25, 1, 9, 9]))


def test_threads_share_a_model(build_model):
    model = make_model(build_model, make_docs([3]), width=32)
    docs = make_docs([17, 3, 40, 9, 80, 1])
    expected = model.predict(docs)
    assert isinstance(model, Model)

    def run(_):
        return model.predict(docs)

    with ThreadPoolExecutor(4) as pool:
        for got in pool.map(run, range(40)):
            for one, other in zip(got, expected, strict=True):
                numpy.testing.assert_array_equal(one, other)


def linear_trees(build_model):
    """(model, forward function of thinc that says what is right, width of its output)"""
    tok2vec = make_model(build_model, make_docs([3]), width=16)
    tagger = build_model({"@architectures": "spacy.Tagger.v2", "tok2vec": tok2vec, "nO": 5})
    parser = build_model(
        {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "tok2vec": make_model(build_model, make_docs([3]), width=16),
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 7,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": 3,
        }
    ).get_ref("tok2vec")
    for model in (tagger, parser):
        model.initialize(X=make_docs([3]))
        rng = numpy.random.default_rng(1)
        for node in model.walk():
            if node.name in ("softmax", "linear"):
                for name in node.param_names:
                    node.set_param(name, rng.normal(size=node.get_param(name).shape).astype("f"))
    return tagger, parser


@pytest.mark.parametrize("lengths", [(1,), (5, 0, 1, 17), (0, 2, 0), (40, 3), (0,)], ids=str)
def test_linear_layers_equal_the_chain(lengths, build_model):
    docs = make_docs(lengths)
    tagger, parser = linear_trees(build_model)
    if sum(lengths):
        expected = linear_forward.chain_forward(tagger, docs, False)[0]
        for one, other in zip(tagger.predict(docs), expected, strict=True):
            numpy.testing.assert_allclose(one, other, atol=2e-5)
        expected = linear_forward.chain_forward(parser, docs, False)[0]
        numpy.testing.assert_allclose(parser.predict(docs), expected, atol=2e-5)
    assert [each.shape for each in tagger.predict(docs)] == [(n, 5) for n in lengths]
    assert parser.predict(docs).shape == (sum(lengths), 7)


def test_probabilities_are_left_to_the_chain(build_model):
    tagger, _ = linear_trees(build_model)
    tagger.layers[1].layers[0].attrs["softmax_normalize"] = True
    (scores,) = tagger.predict(make_docs([4]))
    numpy.testing.assert_allclose(scores.sum(axis=1), 1.0, rtol=1e-5)


def test_a_changed_linear_layer_is_seen(build_model):
    docs = make_docs([4, 9])
    for model in linear_trees(build_model):
        model.predict(docs)
        (node,) = [node for node in model.walk() if node.name in ("softmax", "linear")]
        node.get_param("W")[0, 0] += 1.0
        expected = linear_forward.chain_forward(model, docs, False)[0]
        for one, other in zip(model.predict(docs), expected, strict=True):
            numpy.testing.assert_allclose(one, other, atol=2e-5)
