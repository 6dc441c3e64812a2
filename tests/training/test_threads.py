"""Training on threads: the same bits for any number of them."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys

import numpy
import pytest
from thinc.api import fix_random_seed

import engine
from engine.config import registry
from engine.errors import InputError
from engine.kernels.api import MAX_THREADS
from engine.training import Corpus
from engine.training.checkpoint import Checkpoint, get_optimizer, get_weights
from engine.training.initialize import init_nlp
from engine.training.loggers import resuming_after
from engine.training.loop import train
from engine.util import load_model_from_config

ALL = ("tok2vec", "tagger", "morphologizer", "parser", "ner", "senter")
OWN_TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 2,
    "embed_size": 300,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


@pytest.fixture(autouse=True)
def threads():
    registry.loggers("threads_test.quiet.v1", func=lambda: lambda nlp, out, err: (lambda info: None, lambda: None))
    yield
    engine.set_num_threads(1)


def weights_after(config, n_threads, n_steps=3, **update):
    """Weights, moments and losses after some updates of several hundred words each."""
    engine.set_num_threads(n_threads)
    fix_random_seed(0)
    nlp = load_model_from_config(config, auto_fill=True)
    corpus = Corpus(nlp.config.interpolate()["paths"]["train"])
    examples = list(corpus(nlp))
    optimizer = nlp.initialize(lambda: examples)
    random.seed(1)
    losses: dict[str, float] = {}
    for _ in range(n_steps):
        nlp.update(random.sample(examples, min(20, len(examples))), sgd=optimizer, losses=losses, drop=0.2, **update)
    return get_weights(nlp), get_optimizer(nlp, optimizer), {name: float(value) for name, value in losses.items()}


CASES = {
    "listeners": (ALL, {}),
    "one component": (("tok2vec", "tagger"), {}),
    "not updated": (ALL, {"exclude": ["parser"]}),
    "frozen vectors": (("tok2vec", "tagger", "parser"), {"exclude": ["tok2vec"], "annotates": ["tok2vec"]}),
    "annotating": (ALL, {"annotates": ["tagger", "senter"]}),
}


@pytest.mark.parametrize("case", CASES)
def test_updates(make_config, case):
    pipeline, update = CASES[case]
    one, two, four = (weights_after(make_config(*pipeline), n, **update) for n in (1, 2, 4))
    assert one == two
    assert one == four


@pytest.mark.parametrize("name", ["tagger", "morphologizer", "parser", "ner"])
def test_vectors_of_their_own(make_config, name):
    """Wider layers, so that products are cut in several directions."""

    def config():
        made = make_config(name)
        made["components"][name]["model"]["tok2vec"] = dict(OWN_TOK2VEC)
        return made

    one, two, four = (weights_after(config(), n) for n in (1, 2, 4))
    assert one == two
    assert one == four


SETTINGS = {
    "plain": {},
    "averages": {"optimizer": {"@optimizers": "Adam.v1", "learn_rate": 0.01, "use_averages": True}},
    "accumulated": {"accumulate_gradient": 2},
    "annotating": {"annotating_components": ["tagger"]},
}


def run(config, output, n_threads, resume=None):
    engine.set_num_threads(n_threads)
    with resuming_after(None if resume is None else resume.progress.step):
        nlp = init_nlp(config)
    return get_weights(train(nlp, output, stdout=io.StringIO(), resume=resume)[0])


@pytest.mark.parametrize("name", SETTINGS)
def test_runs(make_config, tmp_path, name):
    def config():
        quiet = {"logger": {"@loggers": "threads_test.quiet.v1"}, "max_steps": 6, "eval_frequency": 3}
        return make_config("tok2vec", "tagger", "parser", training={**quiet, **SETTINGS[name]})

    runs = [run(config(), tmp_path / str(n), n) for n in (1, 2, 4)]
    assert runs[0] == runs[1] == runs[2]


def test_a_run_goes_on_with_other_threads(make_config, tmp_path):
    def config(max_steps):
        quiet = {"logger": {"@loggers": "threads_test.quiet.v1"}, "max_steps": max_steps, "eval_frequency": 2}
        return make_config("tok2vec", "tagger", "ner", training=quiet)

    whole = run(config(6), tmp_path / "whole", 1)
    run(config(4), tmp_path / "cut", 1)
    checkpoint = Checkpoint.from_disk(tmp_path / "cut" / "checkpoint")
    assert run(config(6), tmp_path / "cut", 2, resume=checkpoint) == whole


@pytest.mark.parametrize("number", [0, -1, MAX_THREADS + 1, 1.0, "2", None, True])
def test_numbers_that_are_none(number):
    with pytest.raises(InputError, match="threads"):
        engine.set_num_threads(number)
    assert engine.get_num_threads() == 1


def in_a_process(code, **environment):
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )
    return run.returncode, run.stdout.strip(), run.stderr


def test_environment():
    code = "import engine; print(engine.get_num_threads())"
    assert in_a_process(code, ENGINE_NUM_THREADS="3")[:2] == (0, "3")
    assert in_a_process(code, ENGINE_NUM_THREADS="")[:2] == (0, "1")
    for value in ("0", "many", "-2", "65"):
        code_of_exit, _, error = in_a_process(code, ENGINE_NUM_THREADS=value)
        assert code_of_exit == 1
        assert "threads.environment" in error


SQUARES = """
import numpy, os, sys, threading
import engine
from engine.kernels.api import adam_step
engine.set_num_threads(4)
rng = numpy.random.default_rng(0)

def steps(n):
    w, g, m, v = (rng.normal(size=200_000).astype("f") for _ in range(4))
    start = w.copy(), g.copy(), m.copy(), numpy.abs(v)
    out = []
    for _ in range(n):
        w, g, m, v = (x.copy() for x in start)
        norm = adam_step(w, g, m, v, 0.9, 0.999, 1e-8, 0.001, 0.0, 1.0)
        out.append((norm, w.tobytes()))
    assert len(set(out)) == 1
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_after_a_fork():
    """A child has none of the threads that its parent started, and starts its own."""
    code = f"""{SQUARES}
steps(3)
child = os.fork()
if child == 0:
    steps(3)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
steps(3)
print("done")
"""
    assert in_a_process(code)[:2] == (0, "done")


def test_callers_on_several_threads():
    """One of them uses the pool, the others do their work alone."""
    code = f"""{SQUARES}
callers = [threading.Thread(target=steps, args=(40,)) for _ in range(4)]
for caller in callers:
    caller.start()
for caller in callers:
    caller.join()
print("done")
"""
    assert in_a_process(code)[:2] == (0, "done")


def test_batches_of_any_size(make_config):
    """Predictions do not depend on the documents that share a batch."""
    fix_random_seed(0)
    nlp = load_model_from_config(make_config("tok2vec", "tagger", "parser", "ner"), auto_fill=True)
    examples = list(Corpus(nlp.config.interpolate()["paths"]["train"])(nlp))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(5):
        nlp.update(examples[:20], sgd=optimizer, drop=0.1)
    texts = [example.reference.text for example in examples[:40]]

    def predictions(batch_size):
        return [doc.to_json() for doc in nlp.pipe(texts, batch_size=batch_size)]

    expected = predictions(1)
    assert numpy.unique([token["tag"] for doc in expected for token in doc["tokens"]]).size > 1
    for batch_size in (2, 7, 40):
        assert predictions(batch_size) == expected
