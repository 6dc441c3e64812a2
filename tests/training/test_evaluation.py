"""Evaluating while training: the same scores on any number of threads, from dev data that are read once."""

from __future__ import annotations

import random
import threading

import pytest
from thinc.api import fix_random_seed

import engine
from engine.language import Language
from engine.training import Corpus
from engine.training.evaluation import create_evaluation_callback
from engine.util import load_model_from_config

ALL = ("tok2vec", "tagger", "morphologizer", "parser", "ner", "senter")
WEIGHTS = {"tag_acc": 0.5, "dep_las": 0.5, "ents_f": None}


@pytest.fixture(autouse=True)
def one_thread():
    yield
    engine.set_num_threads(1)


def trained(config, n_steps=10):
    fix_random_seed(0)
    nlp = load_model_from_config(config, auto_fill=True)
    examples = list(Corpus(nlp.config.interpolate()["paths"]["train"])(nlp))
    optimizer = nlp.initialize(lambda: examples)
    rng = random.Random(0)
    for _ in range(n_steps):
        nlp.update(rng.sample(examples, 10), sgd=optimizer)
    return nlp


def dev_corpus(nlp, **settings):
    return Corpus(nlp.config.interpolate()["paths"]["dev"], **settings)


def without_speed(scores):
    return {name: value for name, value in scores.items() if name != "speed"}


def test_threads(make_config):
    nlp = trained(make_config(*ALL))
    expected = without_speed(nlp.evaluate(list(dev_corpus(nlp)(nlp))))
    assert 0 < expected["tag_acc"] < 1 and 0 < expected["dep_las"] < 1
    for n_threads in (1, 2, 5):
        engine.set_num_threads(n_threads)
        evaluate = create_evaluation_callback(nlp, dev_corpus(nlp), WEIGHTS)
        for _ in range(2):
            score, scores = evaluate()
            assert without_speed(scores) == expected
            assert score == 0.5 * expected["tag_acc"] + 0.5 * expected["dep_las"]
        assert engine.get_num_threads() == n_threads


def test_dev_data_are_read_once(make_config, monkeypatch):
    nlp = trained(make_config("tok2vec", "tagger"), n_steps=1)
    read = []
    read_docbin = Corpus.read_docbin

    def counting(self, *args):
        read.append(self)
        return read_docbin(self, *args)

    monkeypatch.setattr(Corpus, "read_docbin", counting)

    class Mine(Corpus):
        pass

    path = dev_corpus(nlp).path
    others = [
        dev_corpus(nlp, shuffle=True),
        dev_corpus(nlp, augmenter=lambda nlp, example: [example]),
        Mine(path),
        lambda nlp: dev_corpus(nlp)(nlp),
    ]
    for corpus, n_read in [(dev_corpus(nlp), 1), *((other, 3) for other in others)]:
        read.clear()
        evaluate = create_evaluation_callback(nlp, corpus, WEIGHTS)
        scores = [without_speed(evaluate()[1]) for _ in range(3)]
        assert len(read) == n_read
        assert scores[0] == scores[1] == scores[2]

    class Tokenizer:
        def __call__(self, text):
            return tokenizer(text)

    tokenizer, nlp.tokenizer = nlp.tokenizer, Tokenizer()
    read.clear()
    evaluate = create_evaluation_callback(nlp, dev_corpus(nlp), WEIGHTS)
    assert [without_speed(evaluate()[1]) for _ in range(2)] == scores[:2]
    assert len(read) == 2


def test_scores_follow_the_weights(make_config):
    """Examples that are kept are annotated anew each time."""
    nlp = trained(make_config("tok2vec", "tagger"), n_steps=1)
    examples = list(Corpus(nlp.config.interpolate()["paths"]["train"])(nlp))
    evaluate = create_evaluation_callback(nlp, dev_corpus(nlp), WEIGHTS)
    before = evaluate()[1]["tag_acc"]
    for _ in range(10):
        nlp.update(examples[:20], sgd=nlp._optimizer)
    after = evaluate()[1]["tag_acc"]
    assert after > before
    assert after == nlp.evaluate(list(dev_corpus(nlp)(nlp)))["tag_acc"]


@pytest.mark.parametrize("own", [False, True], ids=["engine's", "own"])
def test_components_of_others_run_on_one_thread(make_config, own):
    seen = set()

    @Language.component("evaluation_test_seen")
    def component(doc):
        seen.add(threading.current_thread())
        return doc

    nlp = trained(make_config("tok2vec", "tagger"), n_steps=1)
    calls = []
    evaluate_pipeline = nlp.evaluate
    nlp.evaluate = lambda *args, **settings: (calls.append(settings), evaluate_pipeline(*args, **settings))[1]
    if own:
        nlp.add_pipe("evaluation_test_seen")
    engine.set_num_threads(3)
    create_evaluation_callback(nlp, dev_corpus(nlp), WEIGHTS)()
    assert [settings.get("n_threads", 1) for settings in calls] == [1 if own else 3]
    assert seen == ({threading.main_thread()} if own else set())


def test_the_threads_are_back_after_an_error(make_config):
    nlp = trained(make_config("tok2vec", "tagger"), n_steps=1)
    engine.set_num_threads(3)

    def fail(*args, **settings):
        assert engine.get_num_threads() == 1
        raise RuntimeError("no")

    nlp.evaluate = fail
    with pytest.raises(RuntimeError, match="no"):
        create_evaluation_callback(nlp, dev_corpus(nlp), WEIGHTS)()
    assert engine.get_num_threads() == 3
