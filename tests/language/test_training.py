"""Initializing, updating, evaluating; listeners, frozen and annotating components, sourced components."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import fix_random_seed

import engine
from engine.config import Config, registry
from engine.errors import ConfigError, InputError
from engine.gold.errors import InputTypeError
from engine.gold.example import Example
from engine.language import combine_score_weights, nlp_from_config
from engine.tokens import Doc

SHARED = """
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","senter"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 16
depth = 1
embed_size = 100
window_size = 1
maxout_pieces = 2
subword_features = true

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${components.tok2vec.model.width}

[components.senter]
factory = "senter"

[components.senter.model]
@architectures = "spacy.Tagger.v2"

[components.senter.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${components.tok2vec.model.width}
upstream = "tok2vec"
"""


def shared_pipeline():
    return nlp_from_config(Config().from_str(SHARED, interpolate=False))


def examples_of(nlp):
    def make(words, tags, starts):
        doc = Doc(nlp.vocab, words=words)
        return Example.from_dict(doc, {"words": words, "tags": tags, "sent_starts": starts})

    return [make(list("abcd"), ["X", "Y", "X", "Y"], [1, 0, 1, 0]), make(list("ba"), ["Y", "X"], [1, 0])]


def weights(component):
    return [
        node.get_param(name).copy()
        for node in component.model.walk()
        for name in node.param_names
        if node.has_param(name)
    ]


def same(first, second):
    return all(numpy.array_equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.fixture
def trained():
    fix_random_seed(0)
    nlp = shared_pipeline()
    examples = examples_of(nlp)
    nlp.initialize(lambda: examples)
    for _ in range(100):
        nlp.update(examples)
    return nlp


def test_listeners_are_linked_and_learn(trained):
    assert trained.get_pipe("tok2vec").listening_components == ["tagger", "senter"]
    examples = examples_of(trained)
    scores = trained.evaluate(examples)
    assert scores["tag_acc"] == scores["sents_f"] == 1.0 and scores["speed"] > 0
    assert [token.tag_ for token in examples[0].predicted] == [""] * 4  # evaluation leaves the examples alone


def test_same_seed_same_weights():
    def run():
        fix_random_seed(5)
        nlp = shared_pipeline()
        examples = examples_of(nlp)
        optimizer = nlp.initialize(lambda: examples)
        for _ in range(3):
            nlp.update(examples, sgd=optimizer, drop=0.2)
        return [weights(pipe) for _, pipe in nlp.pipeline]

    for first, second in zip(run(), run(), strict=True):
        assert same(first, second)


def test_excluded_components_keep_their_weights(trained):
    examples = examples_of(trained)
    before = {name: weights(pipe) for name, pipe in trained.pipeline}
    losses = trained.update(examples, exclude=["tagger"], losses={})
    assert set(losses) == {"tok2vec", "senter"}
    assert same(before["tagger"], weights(trained.get_pipe("tagger")))
    assert not same(before["senter"], weights(trained.get_pipe("senter")))
    assert not same(before["tok2vec"], weights(trained.get_pipe("tok2vec")))


def test_sgd_false_gathers_gradients(trained):
    before = weights(trained.get_pipe("tagger"))
    trained.update(examples_of(trained), sgd=False)
    assert same(before, weights(trained.get_pipe("tagger")))
    for _, pipe in trained.pipeline:
        pipe.finish_update(trained.create_optimizer())
    assert not same(before, weights(trained.get_pipe("tagger")))


def test_annotating_components_set_later_inputs(trained):
    seen = []

    class Spy:
        name = "spy"

        def __call__(self, doc):
            return doc

        def update(self, examples, *, drop=0.0, sgd=None, losses=None):
            seen.append([token.tag_ for token in examples[0].predicted])

    @engine.Language.factory("test_update_spy")
    def make(nlp, name):
        return Spy()

    trained.add_pipe("test_update_spy")
    examples = examples_of(trained)
    trained.update(examples)
    trained.update(examples, annotates=["tok2vec", "tagger"])
    assert seen == [["", "", "", ""], ["X", "Y", "X", "Y"]]
    assert [token.tag_ for token in examples[0].predicted] == [""] * 4


def test_frozen_tok2vec_that_annotates(trained):
    before = weights(trained.get_pipe("tok2vec"))
    examples = examples_of(trained)
    losses = trained.update(examples, exclude=["tok2vec"], annotates=["tok2vec"], losses={})
    assert "tok2vec" not in losses and losses["tagger"] > 0
    assert same(before, weights(trained.get_pipe("tok2vec")))


def test_update_refuses_what_are_no_examples(trained):
    for wrong in ("text", [("text", {})], ["text"], 3):
        with pytest.raises(InputTypeError):
            trained.update(wrong)
    with pytest.raises(InputError, match=r"Example.from_dict"):
        trained.update(["text"], [{"tags": ["X"]}])
    assert trained.update([]) == {}


def test_not_initialized():
    nlp = shared_pipeline()
    with pytest.raises(InputError, match="initialize"):
        nlp("a b")
    with pytest.raises(InputError, match="initialize"):
        list(nlp.pipe(["a b"]))


def test_initialize_takes_labels_from_the_config():
    nlp = shared_pipeline()
    config = nlp.config
    config["initialize"]["components"] = {"tagger": {"labels": ["Q", "X", "Y"]}}
    nlp = nlp_from_config(config)
    nlp.initialize(lambda: examples_of(nlp))
    assert nlp.get_pipe("tagger").labels == ("Q", "X", "Y")
    config["initialize"]["components"] = {"tagger": {"lables": ["Q"]}}
    nlp = nlp_from_config(config)
    with pytest.raises(ConfigError, match='Did you mean "labels"'):
        nlp.initialize(lambda: examples_of(nlp))


def test_begin_training_and_callbacks():
    calls = []

    @registry.callbacks("test_note.v1")
    def make_note(word: str):
        def note(nlp):
            calls.append(word)
            return nlp

        return note

    config = shared_pipeline().config
    config["nlp"]["after_creation"] = {"@callbacks": "test_note.v1", "word": "created"}
    config["nlp"]["after_pipeline_creation"] = {"@callbacks": "test_note.v1", "word": "filled"}
    config["initialize"]["before_init"] = {"@callbacks": "test_note.v1", "word": "before"}
    config["initialize"]["after_init"] = {"@callbacks": "test_note.v1", "word": "after"}
    nlp = nlp_from_config(config)
    optimizer = nlp.begin_training(lambda: examples_of(nlp))
    assert calls == ["created", "filled", "before", "after"]
    assert optimizer.L2 == 0.01 and nlp.resume_training(sgd=optimizer) is optimizer


def test_before_creation_changes_the_class():
    @registry.callbacks("test_subclass.v1")
    def make_subclass():
        return lambda cls: type("Special", (cls,), {"special": True})

    @registry.callbacks("test_forgets_return.v1")
    def make_wrong():
        return lambda cls: None

    config = engine.blank("en").config
    config["nlp"]["before_creation"] = {"@callbacks": "test_subclass.v1"}
    assert nlp_from_config(config).special
    config["nlp"]["before_creation"] = {"@callbacks": "test_forgets_return.v1"}
    with pytest.raises(ConfigError, match="return lang_cls"):
        nlp_from_config(config)


def test_replace_listeners(trained):
    doc = trained("a b c d")
    trained.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    assert trained.get_pipe("tok2vec").listening_components == ["senter"]
    assert trained.config["components"]["tagger"]["model"]["tok2vec"]["@architectures"] == "spacy.HashEmbedCNN.v2"
    trained.disable_pipe("tok2vec")
    assert [token.tag_ for token in trained("a b c d")] == [token.tag_ for token in doc]
    with pytest.raises(ConfigError, match="0 listeners"):
        trained.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    with pytest.raises(ConfigError, match=r"model\.nothing"):
        trained.replace_listeners("tok2vec", "senter", ["model.nothing"])
    with pytest.raises(ConfigError, match="has no 'x'"):
        trained.replace_listeners("x", "senter", ["model.tok2vec"])


def test_sourced_components_bring_their_weights(trained, tmp_path):
    trained.to_disk(tmp_path / "base")
    expected = [token.tag_ for token in trained("b c d")]
    trained.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    other = engine.blank("en")
    copy = other.add_pipe("tagger", source=trained)
    assert copy is not trained.get_pipe("tagger") and copy.vocab is other.vocab
    assert [token.tag_ for token in other("b c d")] == expected
    config = engine.blank("en").config
    config["nlp"]["pipeline"] = ["mine"]
    config["components"] = {
        "mine": {"source": str(tmp_path / "base"), "component": "tagger", "replace_listeners": ["model.tok2vec"]}
    }
    third = nlp_from_config(config)
    assert [token.tag_ for token in third("b c d")] == expected
    assert third.get_pipe("mine").name == "mine"
    config["components"]["mine"]["overwrite"] = True
    with pytest.raises(ConfigError, match="overwrite"):
        nlp_from_config(config)
    with pytest.raises(KeyError, match='Did you mean "tagger"'):
        other.add_pipe("tager", name="more", source=trained)
    with pytest.raises(InputError, match="loaded pipeline"):
        other.add_pipe("tagger", name="more", source="base")


def test_sourced_whole_pipeline_listens_again(trained):
    other = engine.blank("en")
    for name in trained.pipe_names:
        other.add_pipe(name, source=trained)
    assert other.get_pipe("tok2vec").listening_components == ["tagger", "senter"]
    assert other.get_pipe("tok2vec").listeners[0] is not trained.get_pipe("tok2vec").listeners[0]
    assert [token.tag_ for token in other("b c d")] == [token.tag_ for token in trained("b c d")]
    examples = examples_of(other)
    other.resume_training()
    assert other.update(examples)["tagger"] < 0.5


def test_rehearse_pulls_back(trained):
    examples = examples_of(trained)
    trained.resume_training()
    assert trained.rehearse(examples) == pytest.approx({"tagger": 0.0, "senter": 0.0}, abs=1e-9)
    swapped = [
        Example.from_dict(eg.predicted, {"tags": ["Y" if tag == "X" else "X" for tag in (t.tag_ for t in eg.y)]})
        for eg in examples
    ]
    for _ in range(5):
        trained.update(swapped)
    away = trained.rehearse(examples, sgd=False)["tagger"]
    for _ in range(10):
        trained.rehearse(examples)
    assert 0 < trained.rehearse(examples, sgd=False)["tagger"] < away


def test_use_params(trained):
    tagger = trained.get_pipe("tagger")
    node = tagger.model.get_ref("softmax")
    before = node.get_param("b").copy()
    with trained.use_params({(node.id, "b"): before + 1}):
        assert numpy.array_equal(node.get_param("b"), before + 1)
    assert numpy.array_equal(node.get_param("b"), before)


def test_score_weights(golden):
    for case in golden("examples_training")["combine_score_weights"]:
        assert combine_score_weights(case["inputs"], case["overrides"]) == case["result"]
    nlp = engine.blank("en", config={"training": {"score_weights": {"tag_acc": 0.9, "speed": 0.1}}})
    nlp.add_pipe("tagger")
    nlp.add_pipe("senter")
    found = nlp.config["training"]["score_weights"]
    assert (found["tag_acc"], found["sents_f"], found["speed"]) == (0.45, 0.5, 0.05)


def test_iterators_of_examples(trained):
    examples = [Example.from_dict(trained.make_doc("a b"), {"tags": ["X", "Y"]}) for _ in range(3)]
    assert trained.evaluate(iter(examples))["tag_acc"] == trained.evaluate(examples)["tag_acc"]
    assert trained.update(iter(examples), sgd=False)["tagger"] > 0
    trained.rehearse(iter(examples), sgd=False)
    with pytest.raises(InputTypeError, match="str"):
        trained.evaluate(iter(["a text"]))
