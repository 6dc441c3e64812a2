"""From a config to a pipeline that is ready to be trained."""

from __future__ import annotations

import json

import numpy
import pytest

import engine
from engine.config import registry
from engine.errors import ConfigError
from engine.training.initialize import init_nlp, sourced_components


def test_labels_come_from_the_data(make_config):
    nlp = init_nlp(make_config("tok2vec", "tagger", "morphologizer", "parser", "ner", "senter"))
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "parser", "ner", "senter"]
    assert set(nlp.get_pipe("ner").labels) == {"LOC", "ORG", "PER"}
    assert {"NN", "VBD"} < set(nlp.get_pipe("tagger").labels)
    assert {"nsubj", "obj"} < set(nlp.get_pipe("parser").labels)
    assert nlp.get_pipe("tagger").model.get_dim("nO") == len(nlp.get_pipe("tagger").labels)
    assert nlp("We saw seals.").has_annotation("DEP")


def test_labels_from_a_file(make_config, tmp_path):
    (tmp_path / "tagger.json").write_text(json.dumps(["NN", "X1", "X2"]))
    reader = {"@readers": "spacy.read_labels.v1", "path": str(tmp_path / "tagger.json"), "require": True}
    nlp = init_nlp(make_config("tok2vec", "tagger", initialize={"components": {"tagger": {"labels": reader}}}))
    assert nlp.get_pipe("tagger").labels == ("NN", "X1", "X2")


def test_unknown_settings_of_initialize(make_config):
    with pytest.raises(ConfigError, match=r"(?s)initialize\.components\.tagger.*lables.*labels"):
        init_nlp(make_config("tok2vec", "tagger", initialize={"components": {"tagger": {"lables": ["A"]}}}))


def test_callbacks(make_config):
    calls = []

    @registry.callbacks("initialize_test.note.v1")
    def make(name: str):
        def note(nlp):
            has_labels = bool(nlp.get_pipe("tagger").labels)
            calls.append((name, has_labels))

        return note

    block = {"@callbacks": "initialize_test.note.v1"}
    settings = {key: {**block, "name": key} for key in ("before_init", "after_init")}
    init_nlp(make_config("tok2vec", "tagger", initialize=settings))
    assert calls == [("before_init", False), ("after_init", True)]


def test_sourced_and_frozen_components_are_left_alone(make_config, tmp_path):
    first = init_nlp(make_config("tok2vec", "tagger", "senter"))
    node = first.get_pipe("tagger").model.get_ref("softmax")
    node.set_param("b", node.get_param("b") + numpy.arange(node.get_dim("nO"), dtype="f"))
    first.to_disk(tmp_path / "first")
    source = {"source": str(tmp_path / "first")}
    config = make_config("tok2vec", "tagger", "senter", components={"tok2vec": source, "tagger": source})
    assert sourced_components(config) == ["tok2vec", "tagger"]
    for frozen in ([], ["tok2vec", "tagger"]):
        config["training"]["frozen_components"] = frozen
        second = init_nlp(config)
        for name in ("tok2vec", "tagger"):
            assert second.get_pipe(name).model.to_bytes() == first.get_pipe(name).model.to_bytes()
        assert second.get_pipe("tagger").labels == first.get_pipe("tagger").labels
        assert not second.disabled
        assert [t.tag_ for t in second("We saw seals.")] == [t.tag_ for t in first("We saw seals.")]


def test_seeds(make_config):
    a, b, c = (init_nlp(make_config("tok2vec", "parser", system={"seed": seed})) for seed in (0, 0, 1))
    assert a.to_bytes() == b.to_bytes()
    assert a.get_pipe("tok2vec").model.to_bytes() != c.get_pipe("tok2vec").model.to_bytes()


def test_an_untrained_pipeline_can_be_saved(make_config, tmp_path):
    nlp = init_nlp(make_config("tok2vec", "tagger", "sentencizer"))
    nlp.to_disk(tmp_path / "new")
    assert engine.load(tmp_path / "new").pipe_names == ["tok2vec", "tagger", "sentencizer"]


def test_a_corpus_that_is_not_there(make_config):
    config = make_config("tok2vec", "tagger", training={"train_corpus": "corpora.tran"})
    with pytest.raises(ConfigError, match=r"corpora\.tran"):
        init_nlp(config)
