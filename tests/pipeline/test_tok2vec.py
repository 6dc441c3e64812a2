"""Tok2Vec and its listeners."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import fix_random_seed

from engine.config import registry
from engine.errors import InputError
from engine.ml.tok2vec_listener import Tok2VecListener
from engine.pipeline.tagger import Tagger
from engine.pipeline.tok2vec import Tok2Vec
from engine.tokens import Doc

WIDTH = 8


@pytest.fixture
def tok2vec(vocab):
    model = registry.resolve(
        {
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "pretrained_vectors": None,
                "width": WIDTH,
                "depth": 1,
                "embed_size": 50,
                "window_size": 1,
                "maxout_pieces": 2,
                "subword_features": True,
            }
        }
    )["model"]
    return Tok2Vec(vocab, model)


@pytest.fixture
def listening_tagger(vocab):
    def make(name="tagger", upstream="*"):
        listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": upstream}
        model = registry.resolve({"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})["model"]
        return Tagger(vocab, model, name)

    return make


def parameters(model):
    return {
        (node.id, name): node.get_param(name).copy()
        for node in model.walk()
        for name in node.param_names
        if node.has_param(name)
    }


def test_find_add_and_remove_listeners(tok2vec, listening_tagger):
    first, second, other = listening_tagger("a"), listening_tagger("b", "tok2vec"), listening_tagger("c", "other")
    for component in (first, second, other, first):
        tok2vec.find_listeners(component)
    assert tok2vec.listening_components == ["a", "b"]
    assert all(isinstance(each, Tok2VecListener) for each in tok2vec.listeners) and len(tok2vec.listeners) == 2
    listener = tok2vec.listener_map["a"][0]
    assert tok2vec.remove_listener(listener, "a") and not tok2vec.remove_listener(listener, "a")
    assert tok2vec.listening_components == ["b"]


def test_predictions_become_the_tensor(tok2vec, make_example, vocab):
    tok2vec.initialize(lambda: [make_example("a b c")])
    docs = list(tok2vec.pipe([Doc(vocab, words=["a", "b"]), Doc(vocab), Doc(vocab, words=["c"])]))
    assert [doc.tensor.shape for doc in docs] == [(2, WIDTH), (0, WIDTH), (1, WIDTH)]
    with pytest.raises(InputError):
        tok2vec.set_annotations([docs[0]], [docs[2].tensor])


def test_shared_training_equals_training_apart(tok2vec, listening_tagger, make_example, vocab, small_tagger_model):
    """One listener: the same losses as a tagger that has the layers to itself."""
    examples = [make_example("a b c d", tags=["X", "Y", "X", "Y"]), make_example("b a", tags=["Y", "X"])]
    fix_random_seed(3)
    alone = Tagger(vocab, small_tagger_model())
    alone.initialize(lambda: examples)
    fix_random_seed(3)
    tagger = listening_tagger()
    tok2vec.initialize(lambda: examples)
    tagger.initialize(lambda: examples)
    tok2vec.find_listeners(tagger)
    optimizers = alone.create_optimizer(), tagger.create_optimizer()
    for _ in range(5):
        expected = alone.update(examples, sgd=optimizers[0])["tagger"]
        losses: dict[str, float] = {}
        tok2vec.update(examples, losses=losses)
        tagger.update(examples, losses=losses)
        for component in (tok2vec, tagger):
            component.finish_update(optimizers[1])
        assert losses["tagger"] == pytest.approx(expected, rel=1e-5)


def test_gradient_goes_back_when_a_listener_is_left_out(tok2vec, listening_tagger, make_example):
    """The last listener is not updated: what the others sent is applied all the same."""
    examples = [make_example("a b", tags=["X", "Y"])]
    first, second = listening_tagger("a"), listening_tagger("b")
    tok2vec.initialize(lambda: examples)
    for component in (first, second):
        component.initialize(lambda: examples)
        tok2vec.find_listeners(component)
    optimizer = tok2vec.create_optimizer()
    before = parameters(tok2vec.model)
    for _ in range(2):  # the first step only moves the taggers' output layers away from zero
        tok2vec.update(examples)
        first.update(examples, sgd=optimizer)
        tok2vec.finish_update(optimizer)
    after = parameters(tok2vec.model)
    moved = max(float(numpy.abs(after[key] - before[key]).max()) for key in before)
    assert moved > 5e-4


def test_listener_refuses_another_batch(tok2vec, listening_tagger, make_example):
    tagger = listening_tagger()
    first, second = [make_example("a b", tags=["X", "Y"])], [make_example("c", tags=["X"])]
    tok2vec.initialize(lambda: first)
    tagger.initialize(lambda: first)
    tok2vec.find_listeners(tagger)
    tok2vec.update(first)
    with pytest.raises(InputError, match="another batch"):
        tagger.update(second)
    # A frozen tok2vec that annotates: the listener reads the documents.
    for doc in tok2vec.pipe([second[0].x]):
        assert doc.tensor.shape == (1, WIDTH)
    assert tagger.update(second)["tagger"] > 0
