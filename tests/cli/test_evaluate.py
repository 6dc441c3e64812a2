"""The evaluate command: its table, its JSON, its errors."""

import json

import pytest

from engine.cli import evaluate as module
from engine.errors import EngineError, InputError

SCORES = {
    "token_acc": 1.0,
    "tag_acc": 0.9304,
    "ents_f": None,
    "speed": 1234.56,
    "dep_las_per_type": {"nsubj": {"p": 0.5, "r": 0.25, "f": 1 / 3}},
    "cats_auc_per_type": {"A": 0.75, "B": None},
    "spans_sc_f": 0.5,
}


def test_the_tables(capsys):
    module.show(SCORES)
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "TAG 93.04" in lines and "SPEED 1235" in lines and "SPAN F 50.00" in lines
    assert "nsubj 50.00 25.00 33.33" in lines
    assert "A 0.75" in lines and "B -" in lines
    assert not any(line.startswith("NER") for line in lines)
    module.show(SCORES, per_type=False)
    assert "nsubj" not in capsys.readouterr().out
    module.show({"tagger": {"tag_acc": 0.5}, "speed": 1.0}, per_component=True)
    assert "TAG  50.00" in capsys.readouterr().out


def test_scores_are_written_whole(tmp_path, monkeypatch):
    path = tmp_path / "scores.json"
    module._write(path, SCORES)
    assert json.loads(path.read_text(encoding="utf8"))["dep_las_per_type"]["nsubj"]["p"] == 0.5

    def no_space(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "replace", no_space)
    with pytest.raises(EngineError, match="No space left"):
        module._write(path, {})
    assert json.loads(path.read_text(encoding="utf8"))["token_acc"] == 1.0
    assert [p.name for p in tmp_path.iterdir()] == ["scores.json"]


def test_code_is_run_before_the_pipeline_is_loaded(tmp_path):
    path = tmp_path / "code.py"
    path.write_text("raise ValueError('here')", encoding="utf8")
    with pytest.raises(InputError, match="here"):
        module.evaluate("model", tmp_path, code_path=path)
    path.write_text("value = 1", encoding="utf8")
    with pytest.raises(EngineError, match="no-such-model"):
        module.evaluate("no-such-model", tmp_path, code_path=path)


def test_output_is_checked_before_the_work(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        module.evaluate("model", tmp_path, output=tmp_path / "nowhere" / "scores.json")


def test_a_report_is_written_or_refused_before_the_work(tmp_path):
    for path, what in ((tmp_path / "nowhere" / "r.html", "nowhere"), (tmp_path, "is a folder")):
        with pytest.raises(InputError, match=what):
            module.evaluate("no-such-model", tmp_path, report=path)


def test_the_scores_of_all_components():
    scores = {"tagger": {"tag_acc": 0.5}, "ner": {"ents_f": 0.1}, "speed": 2.0}
    assert module._flat(scores) == {"tag_acc": 0.5, "ents_f": 0.1, "speed": 2.0}
    assert module._flat({"tag_acc": 0.5}) == {"tag_acc": 0.5}


def test_curves_are_those_of_the_run_of_the_pipeline(tmp_path, capsys):
    assert module.history_of(tmp_path / "model-best") is None
    (tmp_path / "checkpoint").write_bytes(b"damaged")
    assert module.history_of(tmp_path / "other") is None and capsys.readouterr().err == ""
    assert module.history_of(tmp_path / "model-best") is None
    assert "without curves" in capsys.readouterr().err
