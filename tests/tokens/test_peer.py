"""Views, columns and bytes of random documents, side by side with the peer."""

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
