"""Patterns in random trees, side by side with the peer."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("peer_dependencies.py")
ROOT = SCRIPT.parent.parent.parent

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def run(python, package, n):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [python, "-W", "ignore", str(SCRIPT), package, str(n)]
    return subprocess.check_output(command, env=env, text=True).splitlines()


def test_same_matches_in_the_same_order(peer_python):
    n = 400
    ours = run(sys.executable, "engine", n)
    theirs = run(peer_python, "spacy", n)
    assert len(ours) == len(theirs) == n
    for i, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        if one != two:
            ours_i, theirs_i = json.loads(one), json.loads(two)
            differing = {key: (ours_i[key], theirs_i[key]) for key in theirs_i if ours_i[key] != theirs_i[key]}
            raise AssertionError(f"case {i}: {differing}")
