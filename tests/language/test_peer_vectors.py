"""Taggers with static vectors, trained by each side's train command and run by both: the same predictions."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

SCRIPT = Path(__file__).with_name("peer_corpus.py")
ROOT = SCRIPT.parent.parent.parent
FLORET = "200 12 2 4 2 5 < >\n"
CONFIG = """
[paths]
train = null
dev = null
vectors = null

[nlp]
lang = "en"
pipeline = ["tok2vec","tagger"]

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 16
attrs = ["NORM","SUFFIX"]
rows = [300,100]
include_static_vectors = true

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 16
depth = 2
window_size = 1
maxout_pieces = 3

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16

[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}

[training]
max_steps = 40
eval_frequency = 20

[initialize]
vectors = ${paths.vectors}
"""

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
    done = subprocess.run(
        [python, "-W", "ignore", *map(str, args)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=["default", "floret"])
def vectors(request, example_corpus, tmp_path_factory):
    """A folder of `init vectors`, with vectors for most words of the corpus."""
    import engine
    from engine.tokens import DocBin

    folder, rng = tmp_path_factory.mktemp("vectors"), numpy.random.default_rng(0)
    docs = DocBin().from_disk(example_corpus / "train.spacy").get_docs(engine.blank("en").vocab)
    words = sorted({token.text for doc in docs for token in doc if not token.is_space})[::2]
    rows = words if request.param == "default" else range(200)
    lines = [f"{row} " + " ".join(f"{x:.4f}" for x in rng.standard_normal(12)) for row in rows]
    header = FLORET if request.param == "floret" else ""
    (folder / "v.txt").write_text(header + "\n".join(lines) + "\n", encoding="utf8")
    options = ["--mode", request.param]
    call(sys.executable, "engine", "-m", "engine", "init", "vectors", "en", folder / "v.txt", folder / "out", *options)
    return folder / "out"


@pytest.mark.parametrize("trainer", ["engine", "spacy"])
def test_both_sides_run_it_alike(vectors, peer_python, example_corpus, tmp_path, trainer):
    python = {"engine": sys.executable, "spacy": peer_python}
    (tmp_path / "base.cfg").write_text(CONFIG, encoding="utf8")
    fill = ("-m", "engine", "init", "fill-config", tmp_path / "base.cfg", tmp_path / "c.cfg")
    call(sys.executable, "engine", *fill)
    paths = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    paths += ["--paths.vectors", vectors]
    call(python[trainer], trainer, "-m", trainer, "train", tmp_path / "c.cfg", "--output", tmp_path / "out", *paths)
    model, data = tmp_path / "out" / "model-last", example_corpus / "dev.spacy"
    ours, theirs = (
        [json.loads(line) for line in call(python[p], p, SCRIPT, p, model, data).splitlines()]
        for p in ("engine", "spacy")
    )
    assert ours == theirs
    assert len({token[1] for doc in ours for token in doc}) > 3  # it has learnt something
    score = json.loads((model / "meta.json").read_text())["performance"]["tag_acc"]
    assert score > 0.2
