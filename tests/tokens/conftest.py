"""Running one script with engine and with the peer."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def run(python: str, script: str, *arguments: object) -> list:
    """The lines that a script of this folder prints, decoded from JSON."""
    env = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    command = [python, "-W", "ignore", str(HERE / script), *map(str, arguments)]
    return [json.loads(line) for line in subprocess.check_output(command, env=env, text=True).splitlines()]


@pytest.fixture(scope="session")
def side_by_side(peer_python):
    """Function (script, *arguments) -> (lines of engine, lines of the peer)."""
    return lambda script, *arguments: (
        run(sys.executable, script, "engine", *arguments),
        run(peer_python, script, "spacy", *arguments),
    )


@pytest.fixture(scope="session")
def parsed_file(peer_python, tmp_path_factory):
    """A DocBin of real text with the annotation of a trained pipeline of the peer."""
    path = tmp_path_factory.mktemp("parsed") / "parsed.spacy"
    text = (HERE.parent.parent / "examples" / "corpus" / "train.conllu").read_text(encoding="utf8")
    prefix = "# text = "
    sentences = [line[len(prefix) :] for line in text.splitlines() if line.startswith(prefix)]
    (path.parent / "texts.json").write_text(
        json.dumps([" ".join(sentences[i : i + 5]) for i in range(0, len(sentences), 5)])
    )
    if run(peer_python, "peer_parse.py", path.parent / "texts.json", path) != ["done"]:
        pytest.skip("no trained English pipeline of spaCy here, such as en_core_web_sm")
    return path
