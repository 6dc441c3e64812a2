"""`debug config`: a sound config is summed up, an unsound one gets every problem with its place."""

import io
import sys
from pathlib import Path

import pytest

from engine.cli.app import run
from engine.cli.init_config import init_config


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "config.cfg"
    init_config(pipeline=["tagger"]).to_disk(path)
    return path


def test_a_sound_config(path, capsys):
    assert run(["debug", "config", str(path), "--paths.train", "my.spacy"]) == 0
    out = capsys.readouterr().out
    assert "sound config" in out and "tok2vec, tagger" in out and "my.spacy" in out and "--paths.dev" in out


def test_functions_and_variables(path, capsys):
    assert run(["debug", "config", str(path), "-F", "-V", "--system.seed", "5"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert any(line.split() == ["${system.seed}", "5"] for line in lines)
    assert any(line.startswith("training.optimizer ") and "Adam.v1" in line and "engine" in line for line in lines)
    assert any(line.startswith("components.tagger ") and "factories" in line for line in lines)


def test_every_problem_with_its_place(path, capsys):
    text = path.read_text()
    text = text.replace("max_steps = 20000", "max_stepz = 1").replace("dropout = 0.1", "dropout = 0.1\npatienc = 3")
    text = text.replace('"Adam.v1"', '"Adma.v1"').replace("depth = 4", 'depth = "four"')
    path.write_text(text)
    assert run(["debug", "config", str(path)]) == 1
    err = capsys.readouterr().err
    for i, line in enumerate(text.splitlines(), 1):
        if any(word in line for word in ("max_stepz", "patienc =", "Adma", '"four"')):
            assert f"{path}:{i} " in err, line
    assert '"max_steps"' in err and '"Adam.v1"' in err and "4 problems" in err and "Traceback" not in err


def test_unknown_overrides_are_refused(path, capsys):
    assert run(["debug", "config", str(path), "--training.max_stepz", "5", "--nlp.lnag", "de"]) == 1
    err = capsys.readouterr().err
    assert "--training.max_stepz" in err and '"training.max_steps"' in err and '"nlp.lang"' in err
    assert run(["debug", "config", str(path), "--nonsense"]) == 1
    assert "no option --nonsense" in capsys.readouterr().err


def test_standard_input(path, capsys, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(path.read_bytes())

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert run(["debug", "config", "-"]) == 0
    assert "sound config" in capsys.readouterr().out
