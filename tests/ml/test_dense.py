"""Linear layers in training: the compiled passes against thinc's."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import Linear, Model, Softmax_v2, chain, list2array, with_array

from engine.ml.parser_model import build_transition_based_parser_v2
from engine.ml.runtime import linear_forward
from engine.ml.runtime.dense import Dense, begin_classes, begin_token_vectors
from engine.ml.tagger import build_tagger_model_v2
from engine.pipeline.tagger_ops import masked_gradient

LENGTHS = ([], [0], [1], [3, 0, 5], [95, 96, 97, 1])


def vectors_of(width):
    """A stand-in for tok2vec whose documents are their own vectors, and which keeps the gradient it is given."""

    def forward(model, docs, is_train):
        def backprop(d_docs):
            model.attrs["given"] = d_docs
            return docs

        return docs, backprop

    return Model("vectors", forward, dims={"nO": width})


def make_docs(lengths, width):
    rng = numpy.random.default_rng(sum(lengths))
    return [rng.normal(size=(n, width)).astype("f") for n in lengths]


def fill(node, rng):
    for name in ("W", "b"):
        node.set_param(name, rng.normal(size=node.get_param(name).shape).astype("f"))


def close(a, b):
    numpy.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize("nO", [1, 2, 17, 50])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_classes(lengths, nO, smoothing):
    width = 20
    rng = numpy.random.default_rng(0)
    model = build_tagger_model_v2(vectors_of(width), nO)
    softmax = model.get_ref("softmax")
    softmax.initialize()
    fill(softmax, rng)
    docs = make_docs(lengths, width)
    classes = rng.integers(-1 - nO, nO, size=sum(lengths)).astype("int32")
    plain = chain(model.layers[0], with_array(softmax))
    if sum(lengths):
        scores, backprop_thinc = plain.begin_update(docs)
        wanted, wanted_loss = masked_gradient(numpy.concatenate(scores), classes, smoothing)
        backprop_thinc([wanted[start : start + len(doc)] for start, doc in zip(starts(docs), docs, strict=True)])
        d_docs = model.layers[0].attrs.pop("given")
        wanted_gradients = [softmax.get_grad(name).copy() for name in ("W", "b")]
        for name in ("W", "b"):
            softmax.set_grad(name, softmax.get_grad(name) * 0)
    layer, backprop = begin_classes(model, docs)
    hit = 1.0 - smoothing if nO > 1 else 1.0
    loss = layer.take_classes(classes, hit, smoothing / (nO - 1) if nO > 1 else 0.0)
    backprop(layer.backward())
    found = model.layers[0].attrs["given"]
    assert [len(each) for each in found] == lengths
    if not sum(lengths):
        assert loss == 0.0
        return
    assert loss == pytest.approx(wanted_loss, rel=1e-4)
    close(numpy.concatenate(found), numpy.concatenate(d_docs))
    for name, wanted in zip(("W", "b"), wanted_gradients, strict=True):
        close(softmax.get_grad(name), wanted)


def starts(docs):
    return numpy.cumsum([0, *map(len, docs)])[: len(docs)]


@pytest.mark.parametrize("lengths", LENGTHS)
def test_token_vectors(lengths):
    width, nO = 12, 40
    parser = build_transition_based_parser_v2(vectors_of(width), "parser", False, nO, 2, True, 5)
    node = parser.get_ref("tok2vec")
    linear = node.layers[2]
    linear.initialize()
    fill(linear, numpy.random.default_rng(1))
    docs = make_docs(lengths, width)
    Y, backprop = begin_token_vectors(node, docs)
    assert Y.shape == (sum(lengths), nO)
    dY = numpy.random.default_rng(2).normal(size=Y.shape).astype("f")
    backprop(dY)
    found = node.layers[0].attrs.pop("given")
    assert [len(each) for each in found] == lengths
    if not sum(lengths):
        return
    gradients = [linear.get_grad(name).copy() for name in ("W", "b")]
    for name in ("W", "b"):
        linear.set_grad(name, linear.get_grad(name) * 0)
    wanted, backprop_thinc = chain(node.layers[0], list2array(), linear).begin_update(docs)
    close(Y, wanted)
    backprop_thinc(dY)
    close(numpy.concatenate(found), numpy.concatenate(node.layers[0].attrs["given"]))
    for name, gradient in zip(("W", "b"), gradients, strict=True):
        close(gradient, linear.get_grad(name))


def test_the_models_that_are_built_are_known(monkeypatch):
    """Nothing falls back to thinc unnoticed."""
    monkeypatch.setattr(linear_forward, "chain_forward", lambda *args: pytest.fail("thinc's way"))
    docs = make_docs([4], 8)
    tok2vec = vectors_of(8)
    tagger = build_tagger_model_v2(tok2vec, 3)
    tagger.get_ref("softmax").initialize()
    assert begin_classes(tagger, docs) is not None
    parser = build_transition_based_parser_v2(tok2vec, "ner", False, 16, 2, True, 5)
    parser.get_ref("tok2vec").layers[2].initialize()
    assert begin_token_vectors(parser.get_ref("tok2vec"), docs)[0].shape == (4, 16)


def test_other_models_are_left_to_thinc():
    docs = make_docs([4], 8)
    other = chain(vectors_of(8), with_array(Linear(3, 8)))
    other.initialize()
    assert begin_classes(other, docs) is None
    assert begin_classes(True, docs) is None
    longer = chain(vectors_of(8), list2array(), Linear(3, 8), Softmax_v2(3, 3))
    longer.initialize()
    assert begin_token_vectors(longer, docs)[0].shape == (4, 3)


def test_misfits():
    node = Softmax_v2(3, 2)
    node.initialize()
    layer = Dense(node, numpy.zeros((4, 2), dtype="f"), True)
    for classes in ([0, 0, 0], [0, 0, 0, 3], [0, -5, 0, 0]):
        with pytest.raises(ValueError, match="class"):
            layer.take_classes(numpy.asarray(classes, dtype="int32"), 1.0, 0.0)
    with pytest.raises(ValueError, match="shape"):
        layer.backward(numpy.zeros((4, 2), dtype="f"))
    with pytest.raises(ValueError, match="columns"):
        begin_token_vectors(chain(vectors_of(2), list2array(), initialized(Linear(3, 8))), make_docs([2], 7))


def initialized(node):
    node.initialize()
    return node
