"""Token patterns side by side with the peer: what is found, in which order, and by which path."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("peer_rules.py")
ROOT = SCRIPT.parent.parent.parent

pytestmark = [pytest.mark.peer, pytest.mark.slow]


@pytest.fixture(scope="module")
def peer_python():
    """A Python that has spaCy: this one, or the one that ENGINE_PEER_PYTHON names."""
    found = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if found is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    return found


def run(python, package, *arguments):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [python, "-W", "ignore", str(SCRIPT), package, *map(str, arguments)]
    return [json.loads(line) for line in subprocess.check_output(command, env=env, text=True).splitlines()]


@pytest.mark.parametrize("kind, n", [("runs", 4000), ("loops", 4000), ("long", 30), ("values", 0)])
def test_same_matches(peer_python, kind, n):
    seed = int.from_bytes(os.urandom(4), "big") if os.environ.get("ENGINE_SWEEP", "0") not in ("", "0") else 0
    ours = run(sys.executable, "engine", kind, n, seed)
    theirs = run(peer_python, "spacy", kind, n, seed)
    assert len(ours) == len(theirs) == n or (n == 0 and len(ours) >= 1000)
    for one, two in zip(ours, theirs, strict=True):
        assert one == two, f"seed {seed}"
