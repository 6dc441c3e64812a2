"""Shared by the tests of commands: running one as a person does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = str(Path(__file__).resolve().parents[2])


class Done(NamedTuple):
    code: int
    out: str
    err: str


def run_command(*args: object, cwd: object = None) -> Done:
    """`python -m engine ...` in a process of its own. A traceback is a failure whatever the test looks for."""
    command = [sys.executable, "-m", "engine", *map(str, args)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([ROOT, os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(command, capture_output=True, encoding="utf8", timeout=120, check=False, cwd=cwd, env=env)
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def command():
    return run_command


@pytest.fixture(scope="session")
def tagger_config(tmp_path_factory):
    """A config with a small tok2vec and a tagger; the paths of the data are not set."""
    path = tmp_path_factory.mktemp("config") / "tagger.cfg"
    path.write_text(TAGGER_CONFIG, encoding="utf8")
    return path


TAGGER_CONFIG = """
[paths]
train = null
dev = null

[system]
seed = 0

[nlp]
lang = "en"
pipeline = ["tagger"]

[components]

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 16
depth = 2
embed_size = 200
window_size = 1
maxout_pieces = 2
subword_features = true

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}

[training]
seed = ${system.seed}
max_steps = 6
eval_frequency = 3
"""
