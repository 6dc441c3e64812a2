"""`info`: this installation, or one pipeline."""

import json

import pytest

import engine
from engine.cli.app import run
from engine.errors import EngineError


@pytest.fixture
def folder(tmp_path):
    meta = {
        "lang": "en",
        "name": "pipe",
        "version": "1.2.3",
        "pipeline": ["tok2vec", "tagger"],
        "labels": {"tagger": ["A"]},
        "performance": {"tag_acc": 0.123456},
    }
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    return tmp_path


def test_installation(capsys):
    data = engine.info()
    out = capsys.readouterr().out
    assert data["engine_version"] == engine.__version__ and engine.__version__ in out
    assert data["python_version"] in out and "thinc_version" in data
    assert "\x1b[" not in out


def test_pipeline(folder, capsys):
    assert run(["info", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "1.2.3" in out and "tok2vec, tagger" in out and "0.1235" in out and "Labels" not in out
    assert run(["info", str(folder), "--exclude", "performance"]) == 0
    out = capsys.readouterr().out
    assert "Labels" in out and "0.1235" not in out


def test_markdown_and_silence(folder, capsys):
    text = engine.info(str(folder), markdown=True)
    assert capsys.readouterr().out.strip() == text.strip()
    assert "- **Version:** 1.2.3" in text.splitlines()
    assert engine.info(str(folder), silent=True)["name"] == "pipe"
    assert capsys.readouterr().out == ""


def test_what_is_no_pipeline(tmp_path, capsys):
    assert run(["info", "no_such_pipeline"]) == 1
    assert "no_such_pipeline" in capsys.readouterr().err
    with pytest.raises(EngineError, match=r"meta\.json"):
        engine.info(str(tmp_path))
    (tmp_path / "meta.json").write_text("{")
    with pytest.raises(EngineError, match=r"meta\.json"):
        engine.info(str(tmp_path))
