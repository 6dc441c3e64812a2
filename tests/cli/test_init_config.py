"""`init config` and `init fill-config`: the settings that spaCy chooses, complete, and never over another file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.app import run
from engine.cli.fill_config import fill_config
from engine.cli.init_config import init_config
from engine.config import Config, registry
from engine.errors import ConfigError, InputError

RECORDED = json.loads((Path(__file__).parents[1] / "golden" / "init_configs.json").read_text(encoding="utf8"))


def settings(node, path=()):
    """{path: value} of every setting; a section counts as {}. Our configs ask for a progress bar, which is drawn on
    terminals only; the peer's do not."""
    found = {}
    for key, value in node.items():
        if key == "progress_bar":
            continue
        found[(*path, key)] = {} if isinstance(value, dict) else value
        if isinstance(value, dict):
            found.update(settings(value, (*path, key)))
    return found


@pytest.mark.parametrize("case", RECORDED, ids=lambda case: f"{case['lang']}-{case['pipeline']}-{case['optimize']}")
def test_the_settings_are_those_of_the_peer(case):
    config = init_config(lang=case["lang"], pipeline=case["pipeline"].split(","), optimize=case["optimize"])
    assert settings(config) == settings(case["config"])
    assert Config().from_str(config.to_str(), interpolate=False) == config


@pytest.mark.peer
def test_the_peer_accepts_our_config(tmp_path):
    pytest.importorskip("spacy")
    path = tmp_path / "config.cfg"
    assert run(["init", "config", str(path), "-p", "tagger,parser"]) == 0
    command = [sys.executable, "-m", "spacy", "init", "fill-config", str(path), str(tmp_path / "peer.cfg")]
    subprocess.run(command, check=True, capture_output=True)
    again = Config().from_disk(tmp_path / "peer.cfg", interpolate=False)
    assert settings(again) == settings(Config().from_disk(path, interpolate=False))


def test_the_file_is_complete_and_says_what_comes_next(tmp_path, capsys):
    path = tmp_path / "config.cfg"
    assert run(["init", "config", str(path), "--lang", "de", "--pipeline", "tagger, senter"]) == 0
    out = capsys.readouterr().out
    assert "python -m engine train" in out and str(path) in out
    config = Config().from_disk(path, interpolate=False)
    assert config["nlp"]["lang"] == "de" and config["nlp"]["pipeline"] == ["tok2vec", "tagger", "senter"]
    assert config["components"]["tagger"]["model"]["tok2vec"]["width"] == "${components.tok2vec.model.encode.width}"
    before, after = fill_config(path)
    assert settings(before) == settings(after)


def test_standard_output_holds_the_config_alone(capsys):
    assert run(["init", "config", "-", "-p", "tagger"]) == 0
    config = Config().from_str(capsys.readouterr().out, interpolate=False)
    assert config["nlp"]["pipeline"] == ["tok2vec", "tagger"]


def test_an_existing_file_is_kept_without_force(tmp_path, capsys):
    path = tmp_path / "config.cfg"
    path.write_text("mine")
    assert run(["init", "config", str(path)]) == 1
    assert "--force" in capsys.readouterr().err and path.read_text() == "mine"
    assert run(["init", "config", str(path), "--force", "-p", "senter"]) == 0
    assert Config().from_disk(path)["nlp"]["pipeline"] == ["senter"]


def test_unknown_components_and_languages_are_named():
    with pytest.raises(InputError, match=r'"tager".*\n.*"tagger".*Available are: .*senter'):
        init_config(pipeline=["tager"])
    with pytest.raises(InputError):
        init_config(lang="klingon", pipeline=["tagger"])
    with pytest.raises(InputError, match="efficiency or accuracy"):
        init_config(pipeline=["tagger"], optimize="speed")


def test_gpu_is_refused_with_a_reason(tmp_path, capsys):
    assert run(["init", "config", str(tmp_path / "c.cfg"), "--gpu"]) == 1
    assert "transformer" in capsys.readouterr().err and not (tmp_path / "c.cfg").exists()


BASE = """[nlp]
lang = "en"
pipeline = ["tagger"]

[components]

[components.tagger]
factory = "tagger"
label_smoothing = 0.2

[training]
batch_size = 64
max_steps = 7
"""


def test_fill_config_adds_what_is_missing(tmp_path, capsys):
    base, full = tmp_path / "base.cfg", tmp_path / "full.cfg"
    base.write_text(BASE)
    assert run(["init", "fill-config", str(base), str(full), "--diff"]) == 0
    out = capsys.readouterr().out
    assert "+ patience = 1600" in out and "  max_steps = 7" in out and "- batch_size = 64" in out
    config = Config().from_disk(full, interpolate=False)
    assert config["training"]["max_steps"] == 7 and config["training"]["batcher"]["size"] == 64
    assert config["training"]["seed"] == "${system.seed}"
    tagger = config["components"]["tagger"]
    assert tagger["label_smoothing"] == 0.2 and tagger["model"]["tok2vec"]["@architectures"] == "spacy.HashEmbedCNN.v2"
    assert config["training"]["score_weights"]["tag_acc"] == 1.0
    assert "raw_text" not in config["paths"]
    assert run(["init", "fill-config", str(full), "--diff"]) == 0
    again = capsys.readouterr()
    assert again.out.strip() == full.read_text().strip() and "complete" in again.err


def test_fill_config_keeps_chosen_score_weights(tmp_path):
    path = tmp_path / "base.cfg"
    path.write_text(BASE + "[training.score_weights]\ntag_acc = 3.0\npos_acc = 1.0\n")
    weights = fill_config(path)[1]["training"]["score_weights"]
    assert weights["tag_acc"] == 0.75 and weights["pos_acc"] == 0.25


def test_fill_config_finds_functions_of_ones_own(tmp_path, capsys):
    code = tmp_path / "mine.py"
    code.write_text(
        "import engine\n@engine.registry.schedules('my_fill_schedule.v1')\n"
        "def make(start: int = 1, factor: float = 1.001):\n    yield start\n"
    )
    path = tmp_path / "base.cfg"
    text = (
        BASE.replace("batch_size = 64\n", "") + '[training.batch_size]\n@schedules = "my_fill_schedule.v1"\nstart = 2\n'
    )
    path.write_text(text)
    assert run(["init", "fill-config", str(path), "-"]) == 1
    assert "my_fill_schedule.v1" in capsys.readouterr().err
    assert run(["init", "fill-config", str(path), "-", "--code", str(code)]) == 0
    size = Config().from_str(capsys.readouterr().out, interpolate=False)["training"]["batcher"]["size"]
    assert size == {"@schedules": "my_fill_schedule.v1", "start": 2, "factor": 1.001}
    assert registry.has("schedules", "my_fill_schedule.v1")


def test_broken_code_is_named_with_its_line(tmp_path, capsys):
    code, path = tmp_path / "mine.py", tmp_path / "base.cfg"
    path.write_text(BASE)
    code.write_text("x = 1\nraise ValueError('no')\n")
    assert run(["init", "fill-config", str(path), "-", "--code", str(code)]) == 1
    assert f"{code}:2: ValueError: no" in capsys.readouterr().err
    code.write_text("x = (\n")
    assert run(["init", "fill-config", str(path), "-", "--code", str(code)]) == 1
    assert f"{code}:1:" in capsys.readouterr().err
    assert run(["init", "fill-config", str(path), "-", "--code", str(tmp_path / "none.py")]) == 1


def test_fill_config_lists_every_problem(tmp_path):
    path = tmp_path / "base.cfg"
    path.write_text(BASE.replace("max_steps", "max_stpes").replace("label_smoothing", "label_smothing"))
    with pytest.raises(ConfigError) as caught:
        fill_config(path)
    text = str(caught.value)
    assert f"{path}:9 [components.tagger] label_smothing" in text and f"{path}:13 [training] max_stpes" in text
    path.write_text("[training]\nmax_steps = 1\n")
    with pytest.raises(ConfigError, match="names no language"):
        fill_config(path)
