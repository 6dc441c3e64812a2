"""Views, columns and bytes of random documents, side by side with the peer."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.tokens import DocBin
from engine.vocab.vocab import Vocab

SCRIPT = Path(__file__).with_name("peer_views.py")
ROOT = SCRIPT.parent.parent.parent

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def run(python, package, n, path):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [python, "-W", "ignore", str(SCRIPT), package, str(n), str(path)]
    return [json.loads(line) for line in subprocess.check_output(command, env=env, text=True).splitlines()]


def test_same_answers_and_bytes(peer_python, tmp_path):
    n = 200
    ours = run(sys.executable, "engine", n, tmp_path / "ours.spacy")
    theirs = run(peer_python, "spacy", n, tmp_path / "theirs.spacy")
    assert len(ours) == len(theirs) == n
    for i, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        for key in two:
            assert one[key] == two[key], f"document {i}, {key}"
    assert (tmp_path / "ours.spacy").read_bytes() == (tmp_path / "theirs.spacy").read_bytes()
    docs = list(DocBin().from_disk(tmp_path / "theirs.spacy").get_docs(Vocab()))
    assert [doc.text for doc in docs] == [line["text"] for line in theirs]
