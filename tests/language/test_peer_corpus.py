"""Pipelines trained on the example corpus by each side's train command, run by both: the same predictions."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("peer_corpus.py")
ROOT = SCRIPT.parent.parent.parent
PIPELINES = ("tagger,morphologizer,parser,ner", "ner,senter")

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def call(python, package, *args):
    """Run a command of either side; its output."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))) if package == "engine" else ""
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([python, "-W", "ignore", *map(str, args)], env=env, capture_output=True, encoding="utf8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def predictions(python, package, model, data):
    return [json.loads(line) for line in call(python, package, SCRIPT, package, model, data).splitlines()]


def agreement(ours, theirs):
    pairs = [(a, b) for x, y in zip(ours, theirs, strict=True) for a, b in zip(x, y, strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs)


@pytest.fixture(scope="module", params=PIPELINES)
def config(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("config") / "config.cfg"
    call(sys.executable, "engine", "-m", "engine", "init", "config", path, "-p", request.param, "-o", "efficiency")
    return path


@pytest.mark.parametrize("trainer", ["engine", "spacy"])
def test_both_sides_run_it_alike(config, peer_python, example_corpus, tmp_path, trainer):
    python = {"engine": sys.executable, "spacy": peer_python}
    paths = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    steps = ["--training.max_steps", 60, "--training.eval_frequency", 30]
    call(python[trainer], trainer, "-m", trainer, "train", config, "--output", tmp_path, *paths, *steps)
    data = example_corpus / "dev.spacy"
    ours, theirs = (predictions(python[side], side, tmp_path / "model-last", data) for side in ("engine", "spacy"))
    assert agreement(ours, theirs) >= 0.9999
    # not because nothing was learned
    words = [row for doc in ours for row in doc]
    assert len(words) > 500 and sum(row[8] is True for row in words) > len(ours)
    assert any(row[7] for row in words)
