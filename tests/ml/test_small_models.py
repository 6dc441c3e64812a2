"""Models of the peer, loaded from their bytes, give the peer's outputs."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy
import pytest

from engine.errors import InputError
from engine.ml.registered import REGISTERED
from engine.ml.tok2vec_listener import Tok2VecListener, build_tok2vec_listener
from engine.strings.symbols import IDS
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE, lower
from engine.vocab.vectors import Vectors

PATH = Path(__file__).resolve().parent.parent / "golden" / "compat" / "examples_small_models.json"
EXAMPLES = json.loads(PATH.read_text(encoding="utf8"))
TABLE = REGISTERED["architectures"]
MODELS = {
    example["name"]: example
    for example in EXAMPLES["models"]
    if {example["config"]["@architectures"], example["config"]["@architectures"].replace("spacy.", "spacy-legacy.")}
    & set(TABLE)
}


def make_docs(with_vectors: bool = False):
    vocab = Vocab(lex_attr_getters={**NATIVE, IDS["NORM"]: lower})
    if with_vectors:
        vocab.vectors = Vectors(shape=(4, 6), strings=vocab.strings)
        for i, word in enumerate("abcd"):
            vocab.set_vector(word, numpy.arange(i, i + 6, dtype="f"))
    return [Doc(vocab, words=words) for words in EXAMPLES["input_docs"]]


def make_input(example):
    data = example["input"]
    if data["kind"] == "docs":
        return make_docs("vectors" in data)
    if "array" in data:
        return numpy.asarray(data["array"], dtype="f")
    return [numpy.asarray(a, dtype="f").reshape((-1, example["config"]["width"])) for a in data["arrays"]]


def load(example, build_model):
    model = build_model(example["config"])
    model.from_bytes(base64.b64decode(example["model_b64"]))
    return model


def assert_outputs(got, expected):
    if not isinstance(got, list):
        got, expected = [got], [expected]
    assert len(got) == len(expected)
    for one, other in zip(got, expected, strict=True):
        other = numpy.asarray(other, dtype="f").reshape(one.shape)
        numpy.testing.assert_allclose(one, other, atol=2e-5)


def test_the_models_of_this_room_are_covered():
    assert len(MODELS) == 18


@pytest.mark.parametrize("name", list(MODELS))
def test_outputs(name, build_model):
    example = MODELS[name]
    model = load(example, build_model)
    assert_outputs(model.predict(make_input(example)), example["output"])


@pytest.mark.parametrize("name", list(MODELS))
def test_training_mode_has_the_same_outputs_without_dropout(name, build_model):
    example = MODELS[name]
    model = load(example, build_model)
    outputs, backprop = model.begin_update(make_input(example))
    assert_outputs(outputs, example["output"])
    backprop([numpy.ones_like(Y) for Y in outputs] if isinstance(outputs, list) else numpy.ones_like(outputs))
    for node in model.walk():
        for param in node.param_names:
            assert node.has_grad(param), (node.name, param)


@pytest.mark.parametrize("name", [n for n in MODELS if MODELS[n]["input"]["kind"] == "docs"])
def test_empty_documents(name, build_model):
    example = MODELS[name]
    model = load(example, build_model)
    vocab = make_docs("vectors" in example["input"])[0].vocab
    docs = [Doc(vocab), *make_docs("vectors" in example["input"]), Doc(vocab)]
    outputs = model.predict(docs)
    assert len(outputs[0]) == len(outputs[-1]) == 0
    assert_outputs(outputs[1:-1], example["output"])


def test_listener_passes_on_what_it_received():
    docs = make_docs()
    listener = build_tok2vec_listener(width=4, upstream="t")
    assert isinstance(listener, Tok2VecListener) and listener.upstream_name == "t"
    outputs = [numpy.full((len(doc), 4), i, dtype="f") for i, doc in enumerate(docs)]
    gradients = []
    listener.receive(listener.get_batch_id(docs), outputs, lambda d_outputs: gradients.append(d_outputs) or [])
    got, backprop = listener.begin_update(docs)
    assert got is outputs
    backprop("gradient")
    assert gradients == ["gradient"]
    with pytest.raises(InputError, match="other_batch"):
        listener.begin_update(docs[:2])
    with pytest.raises(InputError, match="other_batch"):
        listener.begin_update(docs[::-1])


def test_listener_reads_tensors_in_prediction():
    docs = make_docs()
    listener = build_tok2vec_listener(width=4)
    docs[0].tensor = numpy.ones((len(docs[0]), 4), dtype="f")
    outputs, backprop = listener(docs, False)
    assert outputs[0] is docs[0].tensor
    assert outputs[1].shape == (len(docs[1]), 4) and not outputs[1].any()
    assert backprop(outputs) == []
    docs[0].tensor = numpy.ones((len(docs[0]), 5), dtype="f")
    with pytest.raises(InputError, match="tensor_shape"):
        listener.predict(docs)
    with pytest.raises(InputError, match="no_batch"):
        listener.verify_inputs(docs)


def test_static_vectors_v1_gives_missing_words_the_last_row():
    from engine.ml.static_vectors import build_static_vectors_v1, build_static_vectors_v2

    docs = make_docs(with_vectors=True)
    for build, missing in ((build_static_vectors_v1, 3), (build_static_vectors_v2, None)):
        model = build(nO=2)
        model.initialize(X=docs)
        vectors = docs[0].vocab.vectors.data
        expected = numpy.zeros(6) if missing is None else vectors[missing]
        words = [word for words in EXAMPLES["input_docs"] for word in words]
        rows = numpy.asarray([vectors["abcd".index(w)] if w in set("abcd") else expected for w in words])
        numpy.testing.assert_allclose(model.predict(docs).data, rows @ model.get_param("W").T, atol=1e-5)


def test_charembed_reads_bytes_from_both_ends():
    from engine.ml.charembed import word_bytes

    assert word_bytes("é日本語", 6) == [0xC3, 0x9E, 0xA9, 0xAA, 0xE6, 0xE8]
    assert word_bytes("mat", 6) == [109, 116, 97, 255, 255, 255]
    assert word_bytes("", 2) == [255, 255]


def test_features_of_spans_and_of_wrong_objects(build_model):
    from engine.ml.extract_features import build_feature_extractor

    docs = make_docs()
    model = build_feature_extractor(["ORTH", "IS_ALPHA"])
    for got, want in zip(model.predict(docs), docs, strict=True):
        numpy.testing.assert_array_equal(got, want.to_array(["ORTH", "IS_ALPHA"]))
    numpy.testing.assert_array_equal(model.predict([docs[0][1:3]])[0], docs[0].to_array(["ORTH", "IS_ALPHA"])[1:3])
    assert model.predict([]) == []
    with pytest.raises(InputError, match="not_a_doc"):
        model.predict(["text"])


def test_affine_gradients(build_model):
    """Backprop against central differences of the sum over slots."""
    from engine.ml.precomputable_affine import build_precomputable_affine

    rng = numpy.random.default_rng(0)
    numpy.random.seed(0)
    model = build_precomputable_affine(nO=2, nI=3, nF=2, nP=2)
    model.initialize()
    X = rng.normal(size=(4, 3)).astype("f")
    ids = numpy.asarray([[0, 1], [-1, 3], [2, -1], [1, 1]])
    weight = rng.normal(size=(4, 2, 2)).astype("f")

    def loss():
        table = model.predict(X)
        return float(((table[ids[:, 0], 0] + table[ids[:, 1], 1] + model.get_param("b")) * weight).sum())

    _, backprop = model.begin_update(X)
    dX = backprop((weight, ids))
    for array, gradient in [(X, dX)] + [(model.get_param(n), model.get_grad(n)) for n in ("W", "b", "pad")]:
        for index in numpy.ndindex(array.shape):
            old = array[index]
            array[index] = old + 0.5
            up = loss()
            array[index] = old - 0.5
            down = loss()
            array[index] = old
            assert abs((up - down) - gradient[index]) < 1e-4
