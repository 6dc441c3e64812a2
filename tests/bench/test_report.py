"""The benchmark: its data, its report, and one real measurement."""

import json
import sys

import pytest

from bench import __main__ as command
from bench.data import conllu_texts, take
from bench.pipelines import CONFIGS, OPTIMIZER
from bench.report import agreement, markdown

RESULTS = {
    "startup": {"engine": [{"seconds": 0.1}, {"seconds": 0.3}, {"seconds": 0.2}], "spacy": [{"seconds": 0.6}]},
    "train syntax": {
        "engine": [{"words_per_s": 9000.0, "scores": {"dep_las": 0.5}}],
        "spacy": [{"words_per_s": 3000.0, "scores": {"dep_las": 0.25}}],
    },
    "read": {"engine": [{"words_per_s": 1000.0}]},
}


def test_medians_and_ratios():
    text = markdown(RESULTS, {"commit": "abc", "nothing": None})
    assert "| start-up: import, blank pipeline, one sentence, s | 0.20 (0.10 – 0.30) | 0.60 | 3.00 × |" in text
    assert "| training tok2vec, tagger, morphologizer, parser, words/s | 9,000 | 3,000 | 3.00 × |" in text
    assert "| reading a .spacy file, words/s | 1,000 | – | – |" in text
    assert "| train syntax | engine | – | – | – | 50.00 | – | – |" in text
    assert "- commit: abc" in text and "nothing" not in text


def test_agreement(tmp_path):
    a, b = str(tmp_path / "a.json"), str(tmp_path / "b.json")
    assert agreement(a, b) is None
    (tmp_path / "a.json").write_text(json.dumps([["x", "y"], ["z", "q"]]))
    (tmp_path / "b.json").write_text(json.dumps([["x", "n"], ["z", "q"]]))
    assert agreement(a, b) == 0.75


def test_texts(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text("".join(f"# text = a b {i}\n1\tx\n\n" for i in range(12)))
    texts = conllu_texts(path)
    assert len(texts) == 2 and texts[1] == "a b 10 a b 11"
    assert take(texts, 5) == texts[:1]


def test_configs_are_whole():
    from thinc.api import Config

    for name, make in CONFIGS.items():
        config = Config().from_str(make())
        assert sorted(config["nlp"]["pipeline"]) == sorted(config["components"]), name
        assert config["components"]["tok2vec"]["model"]["encode"]["depth"] == 4
    assert Config().from_str(OPTIMIZER)["optimizer"]["eps"] == 1e-8


def test_a_failing_worker_is_reported():
    result = command.measure(sys.executable, "engine", {"task": "read", "train": "nowhere", "dev": "nowhere"})
    assert "error" in result


def test_startup_is_measured():
    result = command.measure(sys.executable, "engine", {"task": "startup"})
    assert result.get("n_tokens") == 5, result
    assert result["seconds"] > 0 and result["peak_mb"] > 1


@pytest.mark.parametrize("arguments", [["--tasks", "nothing"], ["--rounds", "0"]])
def test_bad_arguments(arguments, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bench", *arguments])
    with pytest.raises(SystemExit):
        command.parse()
    assert "error" in capsys.readouterr().err
