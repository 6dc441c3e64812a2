"""Training and running with weights on a GPU. Skipped where there is none, or no CuPy."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy
import pytest
from thinc.api import NumpyOps, fix_random_seed, get_current_ops, set_current_ops

import engine
from engine.config import Config
from engine.tokens import Doc
from engine.training import Corpus, Example
from engine.training.initialize import init_nlp
from engine.training.loop import train

cupy = pytest.importorskip("cupy")
pytestmark = pytest.mark.skipif(not cupy.is_available(), reason="no GPU")

PIPELINE = ("tok2vec", "tagger", "morphologizer", "parser", "ner")
TEXTS = [
    "Lucia Moreau leads the research team of Northwind in Lisbon.",
    "They flew to Oslo on Monday, and nobody complained about it!",
    "",
    "Why not?",
]


@pytest.fixture
def gpu():
    before = get_current_ops()
    engine.require_gpu(0)
    yield
    set_current_ops(before)


@pytest.fixture
def saved(make_config, tmp_path):
    """A pipeline that the CPU has trained a little."""
    nlp = init_nlp(make_config(*PIPELINE))
    _, best = train(nlp, tmp_path / "cpu")
    return best


def annotations(doc):
    return [(t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in doc]


def test_predictions_are_those_of_the_cpu(saved, gpu):
    on_gpu = [engine.load(saved)(text) for text in TEXTS]
    assert isinstance(on_gpu[0].tensor, cupy.ndarray)
    set_current_ops(NumpyOps())
    on_cpu = [engine.load(saved)(text) for text in TEXTS]
    for ours, theirs in zip(on_gpu, on_cpu, strict=True):
        assert annotations(ours) == annotations(theirs)
        if len(ours):
            assert numpy.abs(ours.tensor.get() - theirs.tensor).max() < 1e-4


def updated(path, examples):
    """Weights after one update without dropout, by node and name, in numpy arrays."""
    nlp = engine.load(path)
    fix_random_seed(0)  # the parser cuts documents by it
    fixed = Config({"@optimizers": "Adam.v1", "learn_rate": 0.01, "grad_clip": 0.0})
    sgd = engine.registry.resolve({"optimizer": fixed})["optimizer"]
    pairs = [Example(nlp.make_doc(each.reference.text), each.reference) for each in examples]
    losses = nlp.update(pairs, sgd=sgd, drop=0.0)
    weights = {}
    for name, pipe in nlp.pipeline:
        for i, node in enumerate(pipe.model.walk()):
            for param in node.param_names:
                if node.has_param(param):
                    weights[name, i, param] = node.ops.to_numpy(node.get_param(param))
    return losses, weights


def test_an_update_is_that_of_the_cpu(saved, example_corpus, gpu, monkeypatch):
    # The seed of the parser's dropout: each side draws a number of others before it.
    monkeypatch.setattr(numpy.random, "bytes", lambda n: bytes(range(n)))
    nlp = engine.load(saved)
    examples = list(islice(Corpus(Path(example_corpus) / "train.spacy")(nlp), 8))
    for name in ("parser", "ner"):
        assert nlp.get_pipe(name).labels
    losses_gpu, on_gpu = updated(saved, examples)
    set_current_ops(NumpyOps())
    losses_cpu, on_cpu = updated(saved, examples)
    assert losses_gpu.keys() == losses_cpu.keys()
    for name, loss in losses_cpu.items():
        assert losses_gpu[name] == pytest.approx(loss, rel=1e-3, abs=1e-4), name
    assert on_gpu.keys() == on_cpu.keys()
    # The first step of Adam has the size of the learn rate whatever the gradient's: a tiny gradient's sign may differ.
    differ = sum(int((numpy.abs(on_gpu[key] - value) > 1e-3).sum()) for key, value in on_cpu.items())
    assert differ <= 1e-3 * sum(value.size for value in on_cpu.values())


def test_training_on_the_gpu(make_config, tmp_path, gpu):
    nlp = init_nlp(make_config(*PIPELINE, training={"max_steps": 6, "eval_frequency": 3}), use_gpu=0)
    nlp, best = train(nlp, tmp_path / "out", use_gpu=0)
    assert nlp.get_pipe("parser").model.get_ref("lower").ops.device_type == "gpu"
    set_current_ops(NumpyOps())
    doc = engine.load(best)(TEXTS[0])
    assert doc.has_annotation("DEP") and doc.has_annotation("TAG")


def test_labels_added_on_the_gpu(saved, gpu):
    nlp = engine.load(saved)
    parser = nlp.get_pipe("parser")
    before = parser.model.get_ref("upper").get_dim("nO")
    assert parser.add_label("brand_new") == 1
    assert parser.model.get_ref("upper").get_dim("nO") > before
    assert len(nlp(TEXTS[0])) > 0


def test_documents_with_vectors_on_the_gpu_are_saved(saved, gpu):
    doc = engine.load(saved)(TEXTS[0])
    read = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert numpy.array_equal(read.tensor, doc.tensor.get())
