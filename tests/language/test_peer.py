"""The same config, data and seed, side by side with the peer: losses, labels, predictions, and each other's folders."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("peer_pipeline.py")
ROOT = SCRIPT.parent.parent.parent

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def run(python, package, task, folder):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [python, "-W", "ignore", str(SCRIPT), package, task, str(folder)]
    return [json.loads(line) for line in subprocess.check_output(command, env=env, text=True).splitlines()]


def test_training_and_folders(peer_python, tmp_path):
    ours = run(sys.executable, "engine", "train", tmp_path / "ours")
    theirs = run(peer_python, "spacy", "train", tmp_path / "theirs")
    for found, expected in zip(ours[:8], theirs[:8], strict=True):
        assert found == pytest.approx(expected, rel=2e-4, abs=1e-6)
    assert ours[8:] == theirs[8:]
    assert run(sys.executable, "engine", "load", tmp_path / "theirs") == theirs[8:]
    assert run(peer_python, "spacy", "load", tmp_path / "ours") == ours[8:]
