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
def side_by_side():
    """Function (script, *arguments) -> (lines of engine, lines of the peer), decoded from JSON.

    The peer runs under this Python when it has spaCy, or under the one that ENGINE_PEER_PYTHON names.
    """
    peer = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if peer is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    env = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}

    def run(script: str, *arguments: object) -> tuple[list, list]:
        outputs = []
        for python, package in ((sys.executable, "engine"), (peer, "spacy")):
            command = [python, "-W", "ignore", str(HERE / script), package, *map(str, arguments)]
            lines = subprocess.check_output(command, env=env, text=True).splitlines()
            outputs.append([json.loads(line) for line in lines])
        return outputs[0], outputs[1]

    return run
