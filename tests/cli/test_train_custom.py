"""Architectures of one's own in the train command: thinc's layers, and PyTorch's behind thinc's wrapper."""

from __future__ import annotations

import importlib.util
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

MODELS = Path(__file__).resolve().parents[2] / "bench" / "custom_models.py"
CODE = """
import os
import signal
import sys

sys.path.insert(0, {folder!r})

import engine
from custom_models import register

register(engine)

@engine.registry.callbacks("custom.killed.v1")
def make():
    def killed(nlp, progress):
        if progress["step"] == int(os.environ.get("TEST_KILL_AT", "-1")):
            os.kill(os.getpid(), signal.SIGKILL)

    return killed
"""
KILLED = """checkpoint_frequency = 5

[training.before_update]
@callbacks = "custom.killed.v1"
"""
ENCODER = """
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.tagger.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 16
attrs = ["NORM","SUFFIX"]
rows = [300,100]
include_static_vectors = false

[components.tagger.model.tok2vec.encode]
@architectures = "custom.{name}_encoder.v1"
width = 16
depth = 2
"""
LOAD = "import engine, {code}; nlp = engine.load({path!r}); print([t.tag_ for t in nlp('The dog barks at a big cat.')])"


@pytest.fixture
def code(tmp_path):
    (tmp_path / "my_code.py").write_text(CODE.format(folder=str(MODELS.parent)))
    return tmp_path / "my_code.py"


@pytest.fixture(params=["thinc", "torch"])
def config(request, tagger_config, tmp_path):
    """A tagger over an encoder of one's own; with thinc's encoder the tagger's model is one's own too."""
    if request.param == "torch" and importlib.util.find_spec("torch") is None:
        pytest.skip("no PyTorch here")
    text = tagger_config.read_text(encoding="utf8")
    start = text.index("[components.tagger.model.tok2vec]")
    text = text[:start] + ENCODER.format(name=request.param) + text[text.index("[corpora]") :]
    if request.param == "thinc":
        text = text.replace("spacy.Tagger.v2", "custom.thinc_tagger.v1")
    (tmp_path / "config.cfg").write_text(text + KILLED, encoding="utf8")
    return tmp_path / "config.cfg"


@pytest.mark.slow
def test_it_trains_resumes_and_loads(command, config, code, example_corpus, tmp_path, monkeypatch):
    data = ["--paths.train", example_corpus / "train.spacy", "--paths.dev", example_corpus / "dev.spacy"]
    steps = ["--training.eval_frequency", 10, "--code", code]
    args = ["train", config, *data, *steps]
    done = command(*args, "--output", tmp_path / "whole", "--training.max_steps", 40)
    assert done.code == 0, done.err
    score = json.loads((tmp_path / "whole" / "model-best" / "meta.json").read_text())["performance"]["tag_acc"]
    assert score > 0.3  # of tags of 17 kinds
    # It loads where its code is imported, and nowhere else.
    load = LOAD.format(code="my_code", path=str(tmp_path / "whole" / "model-last"))
    known = subprocess.run([sys.executable, "-c", load], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert known.returncode == 0, known.stderr
    assert len(set(json.loads(known.stdout.replace("'", '"')))) > 1
    evaluated = command("evaluate", tmp_path / "whole" / "model-best", example_corpus / "dev.spacy", "--code", code)
    assert evaluated.code == 0 and "TAG" in evaluated.out
    unknown = command("evaluate", tmp_path / "whole" / "model-best", example_corpus / "dev.spacy")
    assert unknown.code == 1 and "custom." in unknown.err
    # Stopped half-way and resumed: the same weights. So are those of a run that was killed, twice.
    half = command(*args, "--output", tmp_path / "half", "--training.max_steps", 20)
    assert half.code == 0, half.err
    rest = command(*args, "--output", tmp_path / "half", "--training.max_steps", 40, "--resume")
    assert rest.code == 0, rest.err
    args = [*args, "--output", tmp_path / "cut", "--training.max_steps", 40]
    for kill_at, ends_with in ((18, -signal.SIGKILL), (33, -signal.SIGKILL), (-1, 0)):
        monkeypatch.setenv("TEST_KILL_AT", str(kill_at))
        assert command(*args, "--resume").code == ends_with
    models = [(tmp_path / name / "model-last" / "tagger" / "model").read_bytes() for name in ("whole", "half", "cut")]
    assert models[0] == models[1] == models[2]
