"""Updates by the compiled passes and by the layers' own, from the same weights: the same losses and gradients."""

from __future__ import annotations

import os
import random

import numpy
import pytest
from thinc.api import fix_random_seed

import engine
from engine.ml.runtime import dense
from engine.ml.runtime.recognise import FORWARD
from engine.ml.transition import step_tape
from engine.training import Corpus
from engine.util import load_model_from_config

N_STEPS = int(os.environ.get("ENGINE_TEST_LEARNING", "6"))
TOLERANCE = 1e-5  # of the greatest value of a gradient


def nodes_of(nlp):
    seen = {}
    for name, pipe in nlp.pipeline:
        for i, node in enumerate(pipe.model.walk()):
            for param in node.param_names:
                if node.has_param(param):
                    seen.setdefault((node.id, param), (f"{name}/{i}/{node.name}/{param}", node, param))
    return list(seen.values())


def take_gradients(nlp):
    """The gradients by place, and none left behind."""
    found = {}
    for place, node, param in nodes_of(nlp):
        if node.has_grad(param):
            found[place] = node.get_grad(param).astype("float64")
            node.set_grad(param, numpy.zeros_like(node.get_grad(param)))
    return found


def make_reference(reference):
    """step_tape.begin_update, by the twins and thinc's layers, without dropout."""
    steps_of, update_of = reference("step_model").run, reference("step_update").gradients

    def begin_update(model, docs, states, max_moves=0, drop=0.0):
        X, backprop_tok2vec = model.get_ref("tok2vec").begin_update(docs)
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = {name: lower.get_param(name) for name in ("W", "pad", "b")}
        weights |= {"U": upper.get_param("W"), "c": upper.get_param("b")}
        loss, found, dX = update_of(weights, X, steps_of(weights, X, states, relu=True, max_moves=max_moves))

        def backprop():
            for node, names in ((lower, {"W": "W", "pad": "pad", "b": "b"}), (upper, {"U": "W", "c": "b"})):
                for name, param in names.items():
                    node.inc_grad(param, found[name].astype("float32"))
            return backprop_tok2vec(dX.astype("float32"))

        return loss, backprop

    return begin_update


def update(nlp, batch):
    random.seed(0)
    numpy.random.seed(0)
    losses: dict[str, float] = {}
    nlp.update(batch, sgd=False, drop=0.0, losses=losses)
    return losses, take_gradients(nlp)


@pytest.mark.parametrize("parser", ["parser", "ner"])
@pytest.mark.parametrize("n_threads", [1, 3])
def test_compiled_and_plain_updates_agree(reference, make_config, monkeypatch, parser, n_threads):
    fix_random_seed(0)
    nlp = load_model_from_config(make_config("tok2vec", "tagger", "morphologizer", parser), auto_fill=True)
    examples = list(Corpus(nlp.config.interpolate()["paths"]["train"])(nlp))
    optimizer = nlp.initialize(lambda: examples)
    begin_update = step_tape.begin_update
    plain_update = make_reference(reference)
    tok2vec = nlp.get_pipe("tok2vec").model
    compiled_forward = tok2vec._func

    def compiled_update(model, docs, states, max_moves=0):
        return begin_update(model, docs, states, max_moves=max_moves, drop=0.0)

    order = random.Random(0)
    engine.set_num_threads(n_threads)
    worst = 0.0
    try:
        for _ in range(N_STEPS):
            batch = order.sample(examples, 8)
            monkeypatch.setattr(step_tape, "begin_update", compiled_update)
            losses, found = update(nlp, batch)
            with monkeypatch.context() as patch:
                patch.setattr(step_tape, "begin_update", plain_update)
                patch.setattr(dense, "begin_classes", lambda model, docs: None)
                tok2vec._func = FORWARD["chain"]
                wanted_losses, wanted = update(nlp, batch)
                tok2vec._func = compiled_forward
            assert losses == pytest.approx(wanted_losses, rel=1e-5)
            assert sorted(found) == sorted(wanted)
            for place, gradient in found.items():
                scale = max(numpy.abs(wanted[place]).max(), 1.0)
                worst = max(worst, numpy.abs(gradient - wanted[place]).max() / scale)
                numpy.testing.assert_allclose(gradient / scale, wanted[place] / scale, atol=TOLERANCE, err_msg=place)
            # on to the next weights, by an update as training does it
            monkeypatch.setattr(step_tape, "begin_update", compiled_update)
            nlp.update(batch, sgd=optimizer, drop=0.1)
    finally:
        engine.set_num_threads(1)
    print(f"{N_STEPS} steps: greatest difference {worst:.2e}")
