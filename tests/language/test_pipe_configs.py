"""Settings of components that are made when they are asked for."""

from __future__ import annotations

import pytest

import engine
from engine.config import Config
from engine.language.pipe_configs import PipeConfigs


def test_settings_are_made_once_when_asked_for():
    calls = []

    def make():
        calls.append(1)
        return Config({"factory": "a"})

    configs = PipeConfigs()
    configs.set_later("a", make)
    assert "a" in configs and not calls
    assert configs["a"] == {"factory": "a"} and configs["a"] is configs["a"] and configs.get("a") is configs["a"]
    assert calls == [1]
    configs.set_later("b", make)
    assert configs.pop("b") == {"factory": "a"} and calls == [1, 1]
    assert configs.pop("b", None) is None and configs.get("b") is None
    with pytest.raises(KeyError):
        configs["b"]


def test_the_config_of_a_pipeline_has_all_defaults():
    nlp = engine.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["!"]})
    nlp.add_pipe("tagger")
    nlp.rename_pipe("tagger", "other")
    sections = nlp.config["components"]
    assert sections["sentencizer"]["punct_chars"] == ["!"] and sections["sentencizer"]["overwrite"] is False
    assert sections["other"]["model"]["tok2vec"]["@architectures"] and sections["other"]["neg_prefix"] == "!"
