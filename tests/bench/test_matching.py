"""The measure of rules over documents runs, and compares what the sides find."""

import json
import sys

import pytest

from bench import matching


def test_small_run(tmp_path, monkeypatch):
    monkeypatch.setenv("ENGINE_DATA", str(tmp_path))  # the corpus of examples/
    monkeypatch.setattr(
        sys, "argv", ["matching", "--tasks", "matcher,matcher-greedy", "--words", "300", "--rounds", "1", "--no-peer",
                      "--output", str(tmp_path)]
    )  # fmt: skip
    assert matching.main() == 0
    results = json.loads((tmp_path / "matching.json").read_text())["results"]
    assert [result["patterns"] for result in results] == [500, 500]
    assert all(result["matches"] > 0 for result in results)
    assert "| Matcher, 500 token patterns |" in (tmp_path / "matching.md").read_text()


def test_different_matches_are_no_result():
    class Side:
        __name__ = "side"

    def make(library, vocab, docs, n, seed):
        return lambda doc: [(vocab, 0, 1)]

    sides = {"engine": (Side(), 1, ["a"]), "spacy": (Side(), 2, ["a"])}
    with pytest.raises(SystemExit, match="different matches"):
        matching.measure(matching.Task("T", 1, make), sides, 1, 0)
