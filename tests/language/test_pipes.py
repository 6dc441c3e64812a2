"""Which components a pipeline has: adding, sourcing, renaming, replacing, disabling; errors that name the nearest."""

from __future__ import annotations

import pytest

import engine
from engine.errors import ConfigError, InputError
from engine.language import Language, UnknownComponentError, make_language_class


@pytest.fixture
def nlp():
    return engine.blank("en")


@Language.component("test_upper", assigns=["token.tag"])
def upper(doc):
    for token in doc:
        token.tag_ = token.text.upper()
    return doc


@Language.factory("test_counter", default_config={"start": 3, "deep": {"a": 1}}, default_score_weights={"count": 1.0})
def make_counter(nlp, name, start: int, deep: dict):
    def count(doc):
        doc.user_data[name] = start
        return doc

    return count


def test_places(nlp):
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("tagger", first=True)
    nlp.add_pipe("senter", name="a", before="sentencizer")
    nlp.add_pipe("senter", name="b", after=0)
    nlp.add_pipe("senter", name="c", before=0)
    nlp.add_pipe("senter", name="d", last=True)
    assert nlp.pipe_names == ["c", "tagger", "b", "a", "sentencizer", "d"]
    assert nlp.pipe_factories["a"] == "senter"
    assert nlp.config["nlp"]["pipeline"] == nlp.pipe_names


@pytest.mark.parametrize(
    "settings", [{"first": True, "last": True}, {"before": 9}, {"after": -1}, {"before": "nothing"}, {"before": True}]
)
def test_impossible_places(nlp, settings):
    nlp.add_pipe("sentencizer")
    with pytest.raises(InputError):
        nlp.add_pipe("senter", **settings)
    assert nlp.pipe_names == ["sentencizer"]


def test_names_are_unique_and_suggested(nlp):
    nlp.add_pipe("tagger")
    with pytest.raises(InputError, match="already"):
        nlp.add_pipe("tagger")
    with pytest.raises(UnknownComponentError, match='Did you mean "tagger"'):
        nlp.add_pipe("taggr")
    with pytest.raises(KeyError, match='Did you mean "tagger"'):
        nlp.get_pipe("tager")
    with pytest.raises(UnknownComponentError, match="does not ship"):
        nlp.add_pipe("curated_transformer")
    with pytest.raises(InputError, match=r"Language\.component"):
        nlp.add_pipe(upper)


def test_own_components(nlp):
    nlp.add_pipe("test_upper")
    nlp.add_pipe("test_counter", config={"start": 5})
    doc = nlp("one two")
    assert [token.tag_ for token in doc] == ["ONE", "TWO"]
    assert doc.user_data["test_counter"] == 5
    assert nlp.get_pipe_config("test_counter") == {"start": 5, "deep": {"a": 1}, "factory": "test_counter"}
    assert nlp.get_pipe_meta("test_counter").scores == ["count"]
    assert nlp.config["training"]["score_weights"] == {"count": 1.0}
    assert nlp.get_factory_meta("test_upper").assigns == ["token.tag"]
    assert [doc.user_data["test_counter"] for doc in nlp.pipe(["a", "b"])] == [5, 5]


def test_factory_of_one_language():
    german = type("German", (Language,), {"lang": "qd", "Defaults": make_language_class("en").Defaults})
    german.component("test_only_here", func=lambda doc: doc)
    assert german.has_factory("test_only_here")
    assert not Language.has_factory("test_only_here")
    assert not type(engine.blank("en")).has_factory("test_only_here")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Language.factory("a.b"), "dot"),
        (lambda: Language.component(upper), "expected a str"),
        (lambda: Language.factory("x", func=lambda nlp: None), "does not take name"),
        (lambda: Language.factory("x", default_config=3), "expected a dict"),
    ],
)
def test_bad_registrations(call, words):
    with pytest.raises((InputError, ConfigError), match=words):
        call()


def test_settings_errors_name_the_setting(nlp):
    with pytest.raises(ConfigError, match=r"overwrit"):
        nlp.add_pipe("senter", config={"overwrit": True})
    with pytest.raises(ConfigError, match=r"true or false"):
        nlp.add_pipe("senter", config={"overwrite": "x"})
    with pytest.raises(ConfigError, match="hands over itself"):
        nlp.add_pipe("senter", config={"nlp": 1})
    with pytest.raises(ValueError, match=r"Did you mean \"spacy.Tagger.v2\""):
        nlp.add_pipe("senter", config={"model": {"@architectures": "spacy.Tager.v2"}})
    assert nlp.component_names == []


def test_remove_rename_replace(nlp):
    nlp.add_pipe("tagger")
    nlp.add_pipe("sentencizer")
    nlp.disable_pipe("tagger")
    nlp.rename_pipe("tagger", "t")
    assert nlp.component_names == ["t", "sentencizer"] and nlp.disabled == ["t"]
    assert set(nlp.config["components"]) == {"t", "sentencizer"}
    new = nlp.replace_pipe("t", "senter")
    assert nlp.get_pipe("t") is new and nlp.get_pipe_meta("t").factory == "senter" and nlp.disabled == ["t"]
    name, component = nlp.remove_pipe("t")
    assert (name, component) == ("t", new) and nlp.component_names == ["sentencizer"] and nlp.disabled == []
    for call in (
        lambda: nlp.remove_pipe("t"),
        lambda: nlp.rename_pipe("t", "u"),
        lambda: nlp.replace_pipe("t", "senter"),
        lambda: nlp.enable_pipe("t"),
        lambda: nlp.disable_pipe("t"),
    ):
        with pytest.raises(UnknownComponentError):
            call()


def test_replace_with_bad_settings_keeps_the_old(nlp):
    old = nlp.add_pipe("tagger")
    with pytest.raises(ConfigError):
        nlp.replace_pipe("tagger", "senter", config={"nonsense": 1})
    assert nlp.get_pipe("tagger") is old
    assert nlp.get_pipe_config("tagger")["factory"] == "tagger"


def test_select_pipes(nlp):
    for name in ("tagger", "sentencizer", "senter"):
        nlp.add_pipe(name)
    with nlp.select_pipes(disable="tagger"):
        assert nlp.pipe_names == ["sentencizer", "senter"]
        assert nlp.component_names == ["tagger", "sentencizer", "senter"]
    assert nlp.pipe_names == ["tagger", "sentencizer", "senter"]
    with nlp.select_pipes(enable=["senter"]) as disabled:
        assert disabled == ["tagger", "sentencizer"] and nlp.pipe_names == ["senter"]
    disabled = nlp.disable_pipes("tagger", "senter")
    assert nlp.pipe_names == ["sentencizer"]
    disabled.restore()
    assert nlp.pipe_names == ["tagger", "sentencizer", "senter"]
    with pytest.raises(InputError):
        nlp.select_pipes()
    with pytest.raises(InputError, match="contradict"):
        nlp.select_pipes(enable=["tagger"], disable=["tagger"])
    with pytest.raises(UnknownComponentError):
        nlp.select_pipes(disable=["nothing"])
    nlp.disable_pipe("senter")
    with nlp.select_pipes(disable=["senter", "tagger"]):
        pass
    assert nlp.disabled == ["senter"]


def test_analyze_pipes(nlp, capsys):
    Language.component("test_needs_ents", requires=["doc.ents", "token.tag"], func=lambda doc: doc)
    nlp.add_pipe("test_needs_ents")
    nlp.add_pipe("tagger")
    nlp.add_pipe("test_needs_ents", name="later")
    found = nlp.analyze_pipes(keys=["assigns"], pretty=True)
    assert found["summary"]["tagger"] == {"assigns": ["token.tag"]}
    assert found["problems"] == {"test_needs_ents": ["doc.ents", "token.tag"], "tagger": [], "later": ["doc.ents"]}
    assert found["attrs"]["token.tag"] == {"assigns": ["tagger"], "requires": ["test_needs_ents", "later"]}
    assert "'later' requires" in capsys.readouterr().out
    with pytest.raises(InputError):
        nlp.analyze_pipes(keys=["nonsense"])
    assert {"tagger", "test_needs_ents"} <= set(nlp.factory_names)
