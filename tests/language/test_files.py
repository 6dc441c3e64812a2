"""Saving and loading pipelines, and what stays when saving fails."""

from __future__ import annotations

import json

import pytest
from thinc.api import fix_random_seed

import engine
from engine.config import Config
from engine.errors import ConfigError, FormatError, InputError
from engine.gold.example import Example
from engine.language import nlp_from_config
from engine.language.finding import PipelineNotFoundError


@pytest.fixture
def trained():
    fix_random_seed(0)
    nlp = engine.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["!"]})
    examples = [Example.from_dict(nlp.make_doc("a b !"), {"tags": ["X", "Y", "P"]})]
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)
    return nlp


def tags(nlp, text="a b ! b a"):
    return [(token.text, token.tag_, token.is_sent_start) for token in nlp(text)]


def test_folder_round_trip(trained, tmp_path):
    trained.to_disk(tmp_path / "a" / "model")
    folder = tmp_path / "a" / "model"
    assert sorted(path.name for path in folder.iterdir()) == [
        "config.cfg", "meta.json", "sentencizer.json", "tagger", "tokenizer", "vocab",
    ]  # fmt: skip
    loaded = engine.load(folder)
    assert tags(loaded) == tags(trained)
    assert loaded.path == folder
    assert loaded.config == trained.config
    assert loaded.meta == trained.meta
    assert type(loaded) is type(trained)
    meta = json.loads((folder / "meta.json").read_text())
    assert meta["labels"] == {"tagger": ["P", "X", "Y"], "sentencizer": []}
    assert meta["pipeline"] == ["tagger", "sentencizer"] and meta["spacy_version"].startswith(">=3.8")


def test_bytes_round_trip(trained):
    other = nlp_from_config(trained.config).from_bytes(trained.to_bytes())
    assert tags(other) == tags(trained)
    assert other.to_bytes() == trained.to_bytes()
    with pytest.raises(FormatError):
        nlp_from_config(trained.config).from_bytes(trained.to_bytes()[:100])
    with pytest.raises(FormatError):
        nlp_from_config(trained.config).from_bytes(b"\x93\x01\x02\x03")


def test_exclude_disable_enable(trained, tmp_path):
    trained.to_disk(tmp_path / "m")
    assert engine.load(tmp_path / "m", exclude=["tagger"]).component_names == ["sentencizer"]
    disabled = engine.load(tmp_path / "m", disable=["tagger"])
    assert disabled.pipe_names == ["sentencizer"] and disabled.component_names == ["tagger", "sentencizer"]
    disabled.enable_pipe("tagger")
    assert tags(disabled) == tags(trained)
    assert engine.load(tmp_path / "m", enable="sentencizer").pipe_names == ["sentencizer"]
    with pytest.raises(ConfigError):
        engine.load(tmp_path / "m", enable=["tagger"], disable=["tagger"])


def test_disabled_components_stay_disabled(trained, tmp_path):
    trained.disable_pipe("tagger")
    trained.to_disk(tmp_path / "m")
    assert engine.load(tmp_path / "m").disabled == ["tagger"]


@pytest.mark.parametrize("override", [{"nlp.batch_size": 7}, {"nlp": {"batch_size": 7}}])
def test_overrides(trained, tmp_path, override):
    trained.to_disk(tmp_path / "m")
    loaded = engine.load(tmp_path / "m", config=override)
    assert loaded.batch_size == 7 and loaded.config["nlp"]["batch_size"] == 7


def test_failing_save_leaves_the_old_model(trained, tmp_path, monkeypatch):
    trained.to_disk(tmp_path / "m")
    before = tags(trained)
    tagger = trained.get_pipe("tagger")

    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tagger, "to_disk", fail)
    with pytest.raises(OSError, match="No space"):
        trained.to_disk(tmp_path / "m")
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
    assert tags(engine.load(tmp_path / "m")) == before


def test_saving_replaces_a_pipeline_whole_and_spares_other_files(trained, tmp_path):
    trained.to_disk(tmp_path / "m")
    trained.remove_pipe("tagger")
    trained.to_disk(tmp_path / "m")
    assert not (tmp_path / "m" / "tagger").exists()
    (tmp_path / "m" / "notes.txt").write_text("mine")
    trained.to_disk(tmp_path / "m")
    assert (tmp_path / "m" / "notes.txt").read_text() == "mine"
    assert engine.load(tmp_path / "m").pipe_names == ["sentencizer"]
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        trained.to_disk(tmp_path / "file")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "m"]


def test_missing_pipelines_suggest_a_name(trained, tmp_path):
    trained.to_disk(tmp_path / "model-best")
    with pytest.raises(PipelineNotFoundError, match="model-best"):
        engine.load(tmp_path / "model-bset")
    with pytest.raises(OSError, match="neither a folder nor an installed"):
        engine.load("no_such_pipeline_package")
    with pytest.raises(OSError, match="meta"):
        engine.load(tmp_path)
    with pytest.raises(InputError):
        engine.load(3)


@pytest.mark.parametrize(
    "name", ["config.cfg", "meta.json", "tagger/model", "tagger/cfg", "tokenizer", "vocab/strings.json"]
)
def test_damaged_files(trained, tmp_path, name):
    trained.to_disk(tmp_path / "m")
    path = tmp_path / "m" / name
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"[components") + 5 if name == "config.cfg" else len(data) // 2])
    with pytest.raises((FormatError, ConfigError)) as error:
        engine.load(tmp_path / "m")
    assert name.rpartition("/")[2].split(".")[0] in str(error.value) or "tagger" in str(error.value)


def test_missing_component_section(trained, tmp_path):
    config = trained.config
    config["nlp"]["pipeline"].append("snetencizer")
    with pytest.raises(ConfigError, match='Did you mean "sentencizer"'):
        nlp_from_config(config)
    with pytest.raises(ConfigError, match="lang"):
        nlp_from_config(Config().from_str("[nlp]\npipeline = []"))


def test_package(trained, tmp_path, monkeypatch):
    package = tmp_path / "en_testpipe"
    trained.meta["name"], trained.meta["version"] = "testpipe", "1.2.3"
    trained.to_disk(package / "en_testpipe-1.2.3")
    (package / "__init__.py").write_text("raise RuntimeError('loading a pipeline runs no code of its package')")
    (package / "meta.json").write_text((package / "en_testpipe-1.2.3" / "meta.json").read_text())
    monkeypatch.syspath_prepend(str(tmp_path))
    assert tags(engine.load("en_testpipe")) == tags(trained)


def test_variables_survive(tmp_path):
    config = engine.blank("en").config
    config["training"]["seed"] = "${system.seed}"
    nlp = nlp_from_config(config)
    nlp.to_disk(tmp_path / "m")
    assert "seed = ${system.seed}" in (tmp_path / "m" / "config.cfg").read_text()
    assert engine.load(tmp_path / "m").config["training"]["seed"] == "${system.seed}"
