"""Calling a pipeline, streams, error handlers, blank pipelines."""

from __future__ import annotations

import pytest

import engine
from engine.errors import InputError, UnknownIdError
from engine.language import Language, make_language_class
from engine.tokens import Doc


@pytest.fixture
def nlp():
    return engine.blank("en")


def test_blank(nlp):
    assert nlp.lang == "en" and type(nlp).__name__ == "English" and type(nlp) is make_language_class("en")
    assert [token.text for token in nlp("Hello world!")] == ["Hello", "world", "!"]
    assert nlp.meta["lang"] == nlp.config["nlp"]["lang"] == nlp.vocab.lang == "en"
    assert nlp.vocab["the"].is_stop and not nlp.vocab["zebra"].is_stop
    with pytest.raises(UnknownIdError, match="en"):
        engine.blank("emn")


def test_inputs(nlp):
    doc = nlp("one two")
    assert nlp(doc) is doc
    assert nlp(doc.to_bytes()).text == "one two"
    with pytest.raises(InputError, match="int"):
        nlp(3)
    nlp.max_length = 5
    with pytest.raises(InputError, match="max_length"):
        nlp("longer than five")
    assert len(nlp("")) == 0


def test_pipe_keeps_order_and_context(nlp):
    nlp.add_pipe("sentencizer")
    texts = [f"text number {i}. More." for i in range(25)]
    assert [doc.text for doc in nlp.pipe(texts, batch_size=4)] == texts
    pairs = list(nlp.pipe([(text, i) for i, text in enumerate(texts)], as_tuples=True, batch_size=3))
    assert [(doc.text, i) for doc, i in pairs] == list(zip(texts, range(25), strict=True))
    assert all(len(list(doc.sents)) == 2 for doc, _ in pairs)
    assert list(nlp.pipe([])) == []
    assert [doc.has_annotation("SENT_START") for doc in nlp.pipe(["a. b"], disable=["sentencizer"])] == [False]
    with pytest.raises(InputError, match="text, context"):
        list(nlp.pipe(["text"], as_tuples=True))


def test_component_that_forgets_to_return(nlp):
    Language.component("test_forgets", func=lambda doc: None)
    nlp.add_pipe("test_forgets")
    with pytest.raises(InputError, match="return doc"):
        nlp("text")
    with pytest.raises(InputError, match="return doc"):
        list(nlp.pipe(["text"]))


def test_error_handler(nlp):
    @Language.component("test_fails")
    def fail(doc):
        if doc.text == "bad":
            raise ValueError("no")
        return doc

    nlp.add_pipe("test_fails")
    with pytest.raises(ValueError, match="no"):
        list(nlp.pipe(["good", "bad"]))
    seen = []
    nlp.set_error_handler(lambda name, component, docs, error: seen.append((name, docs[0].text, str(error))))
    assert [doc.text for doc in nlp.pipe(["good", "bad", "fine"])] == ["good", "fine"]
    assert seen == [("test_fails", "bad", "no")]


def test_component_cfg(nlp):
    class WithOption:
        def __call__(self, doc, option=0):
            doc.user_data["option"] = option
            return doc

    Language.factory("test_option", func=lambda nlp, name: WithOption())
    nlp.add_pipe("test_option")
    assert nlp("a", component_cfg={"test_option": {"option": 2}}).user_data["option"] == 2
    assert nlp("a").user_data["option"] == 0


def test_shared_vocab(nlp):
    other = engine.blank("en", vocab=nlp.vocab)
    assert other.vocab is nlp.vocab
    with pytest.raises(InputError, match="Vocab"):
        engine.blank("en", vocab="words")


def test_docs_without_pipeline(nlp):
    doc = Doc(nlp.vocab, words=["a"])
    assert [each is doc for each in nlp.pipe([doc])] == [True]


def test_language_classes():
    import engine.lang.en as english_module
    from engine.lang import LANGUAGES

    assert english_module.English is make_language_class("en")
    assert english_module.English.Defaults is english_module.EnglishDefaults
    assert {name for name in LANGUAGES if engine.registry.has("languages", name)} == set(LANGUAGES)
    with pytest.raises(AttributeError):
        _ = english_module.German

    @engine.registry.languages("qx")
    class Custom(english_module.English):
        lang = "qx"

    assert [token.text for token in engine.blank("qx")("isn't")] == ["is", "n't"]
    assert engine.blank("qx").config["nlp"]["lang"] == "qx"
    engine.registry.languages.register("qy", func=3)
    with pytest.raises(InputError, match="subclass of Language"):
        engine.blank("qy")
