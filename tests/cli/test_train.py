"""The train command: what it prints, saves and takes."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import engine


@pytest.fixture
def paths(example_corpus):
    return ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]


def test_training(command, tagger_config, paths, tmp_path, example_corpus):
    out = tmp_path / "deep" / "out"
    done = command("train", tagger_config, "-o", out, *paths)
    assert done.code == 0 and done.err == ""
    lines = done.out.splitlines()
    (head,) = (i for i, line in enumerate(lines) if line.startswith("  E       #"))
    assert lines[head].split() == ["E", "#", "LOSS", "TAGGER", "TAG_ACC", "POS_ACC", "SCORE"]
    rows = [line.split() for line in lines[head + 2 : head + 5]]
    assert [row[1] for row in rows] == ["0", "3", "6"]
    assert "\x1b" not in done.out and "\r" not in done.out  # plain lines in a pipe
    assert sorted(path.name for path in out.iterdir()) == ["checkpoint", "model-best", "model-last"]
    assert f"engine.load('{out / 'model-best'}')" in done.out
    nlp = engine.load(out / "model-best")
    score = command("evaluate", out / "model-best", example_corpus / "dev.spacy")
    assert score.code == 0
    (shown,) = (line.split()[1] for line in score.out.splitlines() if line.startswith("TAG "))
    assert float(shown) == pytest.approx(nlp.meta["performance"]["tag_acc"] * 100, abs=0.006)
    assert shown in [row[3] for row in rows]


def test_reports(command, tagger_config, paths, tmp_path, example_corpus):
    out, report = tmp_path / "out", tmp_path / "report.html"
    args = ["train", tagger_config, "-o", out, *paths]
    done = command(*args, "--report", tmp_path / "nowhere" / "report.html")
    assert done.code == 1 and "nowhere" in done.err and not out.exists()  # before anything was done
    done = command(*args, "--report", report)
    assert done.code == 0 and f"Wrote the report to {report}" in done.out
    text = report.read_text(encoding="utf8")
    for part in ("Loss of each component", "best: step", "<h2>Tags</h2>", "dev.spacy", "Weighted score", "Most errors"):
        assert part in text
    tag_acc = engine.load(out / "model-best").meta["performance"]["tag_acc"]
    assert f"<span>Tags</span><b>{tag_acc * 100:.2f}</b>" in text
    assert command(*args, "--resume", "--training.max_steps", 9, "--report", report).code == 0
    text = report.read_text(encoding="utf8")
    assert '<dt>Steps</dt><dd dir="auto">9</dd>' in text  # the curves are those of the whole run
    curve = re.search(r'<polyline class="c0 curve" points="([^"]*)"', text)
    assert len(curve[1].split()) == 10
    other = tmp_path / "other.html"
    done = command("evaluate", out / "model-best", example_corpus / "dev.spacy", "--report", other)
    assert done.code == 0 and f"Wrote the report to {other}" in done.out
    text = other.read_text(encoding="utf8")
    assert "Loss of each component" in text and "<h2>Tags</h2>" in text and "<dt>Documents</dt>" in text
    moved = tmp_path / "moved"
    (out / "model-best").rename(moved)
    done = command("evaluate", moved, example_corpus / "dev.spacy", "--report", other, "--per-component")
    text = other.read_text(encoding="utf8")
    assert done.code == 0 and "Loss of each component" not in text and "<h2>Tags</h2>" in text
    done = command("train", tagger_config, *paths, "--training.max_steps", 1, "--report", other)
    assert done.code == 0 and "Loss of each component" in other.read_text(encoding="utf8")


def test_overrides_are_saved(command, tagger_config, paths, tmp_path):
    done = command("train", tagger_config, "-o", tmp_path / "out", *paths, "--training.max_steps=1", "--system.seed", 7)
    assert done.code == 0
    config = engine.load(tmp_path / "out" / "model-last").config
    assert config["training"]["max_steps"] == 1 and config["system"]["seed"] == 7
    assert str(paths[1]) == config["paths"]["train"]


def test_without_output(command, tagger_config, paths, tmp_path):
    done = command("train", tagger_config, *paths, "--training.max_steps", 1, cwd=tmp_path)
    assert done.code == 0
    assert "--output" in done.out
    assert list(tmp_path.iterdir()) == []


def test_config_from_standard_input(tagger_config, paths, tmp_path):
    args = ["train", "-", "-o", tmp_path / "out", *paths, "--training.max_steps", 1]
    text = tagger_config.read_text(encoding="utf8")
    done = subprocess.run(
        [sys.executable, "-m", "engine", *map(str, args)], input=text, capture_output=True, encoding="utf8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "model-last" / "config.cfg").is_file()


CODE = """
import engine
from engine.config import registry


@registry.callbacks("train_test.shout.v1")
def make(text: str):
    def shout(nlp):
        print("SHOUT", text, nlp.pipe_names)
        return nlp

    return shout
"""


def test_code(command, tagger_config, paths, tmp_path):
    (tmp_path / "code.py").write_text(CODE)
    block = '[training.before_to_disk]\n@callbacks = "train_test.shout.v1"\ntext = "hello"\n'
    config = tmp_path / "with_code.cfg"
    config.write_text(tagger_config.read_text(encoding="utf8") + "\n" + block, encoding="utf8")
    args = ["train", config, "-o", tmp_path / "out", *paths, "--training.max_steps", 1]
    done = command(*args, "--code", tmp_path / "code.py")
    assert done.code == 0
    assert "SHOUT hello ['tagger']" in done.out
    done = command(*args, "--overwrite")
    assert done.code == 1
    assert "train_test.shout.v1" in done.err and "--code" in done.err
    (tmp_path / "code.py").write_text("import engine\n1 / 0\n")
    done = command(*args, "--overwrite", "--code", tmp_path / "code.py")
    assert done.code == 1
    assert f"{tmp_path / 'code.py'}:2" in done.err and "ZeroDivisionError" in done.err


def test_frozen_and_annotating_components_are_told(command, tagger_config, paths, tmp_path):
    first = command("train", tagger_config, "-o", tmp_path / "first", *paths, "--training.max_steps", 1)
    assert first.code == 0
    args = ["train", tagger_config, "-o", tmp_path / "out", *paths, "--training.max_steps", 1]
    done = command(*args, "--training.annotating_components", '["tagger"]')
    assert done.code == 0
    assert "Annotating while training: tagger" in done.out
    done = command(*args, "--overwrite", "--training.annotating_components", '["taggr"]')
    assert done.code == 1
    assert '"taggr" is not in the pipeline' in done.err


def test_no_such_gpu(command, tagger_config, paths, tmp_path):
    done = command("train", tagger_config, "-o", tmp_path / "out", *paths, "--gpu-id", 99)
    assert done.code == 1
    assert "--gpu-id" in done.err
    assert not (tmp_path / "out").exists()


def test_wrong_use(command):
    done = command("train")
    assert done.code == 2
    assert "config_path" in done.err.lower()
