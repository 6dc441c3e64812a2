"""The parser and the entity recognizer as components: labels, updates, presets, files."""

from __future__ import annotations

import random

import numpy
import pytest
import srsly
from thinc.api import fix_random_seed

from engine.config import registry
from engine.errors import ConfigError, FormatError, InputError
from engine.gold.example import Example
from engine.parser.moves import MoveTable
from engine.pipeline.dep_parser import DependencyParser, make_parser
from engine.pipeline.ner import EntityRecognizer
from engine.tokens import Doc, Span

TREE = {"heads": [1, 1, 3, 1, 1], "deps": ["nsubj", "ROOT", "det", "dobj", "punct"]}
ENTS = {"entities": ["U-PER", "O", "B-FOOD", "L-FOOD", "O"]}
WORDS = "She ate the pizza ."


def make_model(kind, n_tok2vec=8):
    return registry.resolve(
        {
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": kind,
                "extra_state_tokens": False,
                "hidden_width": 8,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": {
                    "@architectures": "spacy.HashEmbedCNN.v2",
                    "pretrained_vectors": None,
                    "width": n_tok2vec,
                    "depth": 1,
                    "embed_size": 100,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "subword_features": False,
                },
            }
        }
    )["model"]


def make_pipe(vocab, kind, **settings):
    fix_random_seed(0)
    if kind == "parser":
        return DependencyParser(vocab, make_model(kind), kind, **{"min_action_freq": 1, **settings})
    return EntityRecognizer(vocab, make_model(kind), kind, **settings)


def gold_of(kind):
    return TREE if kind == "parser" else ENTS


def initialized(vocab, kind, make_example, **settings):
    pipe = make_pipe(vocab, kind, **settings)
    pipe.initialize(lambda: [make_example(WORDS, **gold_of(kind))])
    return pipe


@pytest.fixture(params=["parser", "ner"])
def kind(request):
    return request.param


def params_of(pipe):
    nodes = list(pipe.model.walk())
    return [node.get_param(name).tobytes() for node in nodes for name in node.param_names]


def annotation(doc):
    return [(t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def test_initialize_takes_the_labels_of_the_data(vocab, make_example):
    parser = initialized(vocab, "parser", make_example)
    assert parser.labels == ("ROOT", "dep", "det", "dobj", "nsubj", "punct")
    # Recorded from spaCy 3.8.
    assert parser.move_names == ["S", "D", "L-nsubj", "L-det", "L-dep", "R-punct", "R-dobj", "R-dep", "B-ROOT"]
    assert parser.model.get_ref("upper").get_dim("nO") == 9
    ner = initialized(vocab, "ner", make_example)
    assert ner.labels == ("FOOD", "PER")
    assert ner.label_data[1] == {"FOOD": 2, "PER": 1}
    assert ner.move_names[-1] == "O" and "U-" not in ner.move_names
    assert ner.model.get_ref("upper").get_dim("nO") == 10


def test_initialize_from_label_data(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example)
    data = srsly.json_loads(srsly.json_dumps(pipe.label_data))
    other = make_pipe(vocab, kind)
    other.initialize(lambda: [make_example(WORDS)], labels=data)
    assert other.move_names == pipe.move_names
    assert other.label_data == pipe.label_data


def test_rare_labels_become_dep(vocab, make_example):
    parser = initialized(vocab, "parser", make_example, min_action_freq=2)
    assert parser.labels == ("ROOT", "dep")
    losses = parser.update([make_example(WORDS, **TREE)])
    assert losses["parser"] > 0


def test_learning(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example)
    optimizer = pipe.create_optimizer()
    optimizer.learn_rate = 0.01
    examples = [make_example(WORDS, **gold_of(kind)) for _ in range(4)]
    first = pipe.update(examples, sgd=optimizer)[kind]
    for _ in range(80):
        losses = pipe.update(examples, sgd=optimizer)
    assert losses[kind] < first / 5
    doc = pipe(Doc(vocab, words=WORDS.split()))
    if kind == "parser":
        assert [t.head.i for t in doc] == TREE["heads"]
        assert [t.dep_ for t in doc] == TREE["deps"]
        assert len(list(doc.sents)) == 1
    else:
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(0, 1, "PER"), (2, 4, "FOOD")]


def test_update_is_reproducible_and_waits_for_finish_update(vocab, kind, make_example):
    weights = []
    for _ in range(2):
        pipe = initialized(vocab, kind, make_example)
        random.seed(3)
        numpy.random.seed(3)
        before = params_of(pipe)
        pipe.update([make_example(WORDS, **gold_of(kind))], drop=0.2)
        assert params_of(pipe) == before
        pipe.finish_update(pipe.create_optimizer())
        weights.append(params_of(pipe))
        assert weights[-1] != before
    assert weights[0] == weights[1]


def test_examples_without_gold_do_not_count(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example)

    def loss(examples):
        random.seed(1)
        numpy.random.seed(1)
        return pipe.update(examples)[kind]

    gold, none = make_example(WORDS, **gold_of(kind)), make_example("He saw a dog now")
    # Recorded from spaCy 3.8: the upper layer starts with zeros, so the loss depends on the oracle alone.
    if kind == "parser":
        assert loss([gold]) == pytest.approx(12.031746, abs=1e-5)
    assert loss([gold, none]) == loss([none, gold]) == loss([gold]) > 0
    assert loss([none]) == 0
    assert loss([]) == 0
    assert loss([Example(Doc(vocab), Doc(vocab))]) == 0


def test_long_documents_are_cut(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example, update_with_oracle_cut_size=3)
    heads = [head + 5 * i for i in range(6) for head in TREE["heads"]]
    gold = {"heads": heads, "deps": TREE["deps"] * 6} if kind == "parser" else {"entities": ENTS["entities"] * 6}
    example = make_example(" ".join([WORDS] * 6), **gold)
    losses = pipe.update([example])
    assert losses[kind] > 0
    pipe.cfg["update_with_oracle_cut_size"] = 0
    assert pipe.update([example])[kind] > 0


def test_incorrect_spans(vocab, make_example):
    ner = initialized(vocab, "ner", make_example, incorrect_spans_key="wrong")
    example = make_example("a b c", entities=["-", "-", "-"])
    plain = make_example("a b c", entities=["-", "-", "O"])
    marked = make_example("a b c", entities=["-", "-", "O"])
    marked.reference.spans["wrong"] = [Span(marked.reference, 0, 1, label="PER")]

    def loss(example):
        random.seed(0)
        numpy.random.seed(0)
        return ner.update([example])["ner"]

    assert loss(example) == 0  # nothing is annotated
    assert loss(marked) != loss(plain)


def test_presets_are_kept(vocab, make_example):
    ner = initialized(vocab, "ner", make_example)
    doc = Doc(vocab, words=WORDS.split(), ents=["O", "O", "O", "B-NEW", "I-NEW"])
    assert [(e.start, e.end, e.label_) for e in ner(doc).ents if e.label_ == "NEW"] == [(3, 5, "NEW")]
    assert "NEW" in ner.labels
    assert ner.model.get_ref("upper").get_dim("nO") == 14
    parser = initialized(vocab, "parser", make_example)
    doc = Doc(vocab, words=WORDS.split(), sent_starts=[1, 0, 1, -1, -1])
    parser(doc)
    starts = [bool(t.is_sent_start) for t in doc]
    assert starts[2]
    assert not any(starts[3:])


def test_batches_give_what_single_documents_give(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example)
    random.seed(0)
    numpy.random.seed(0)
    upper = pipe.model.get_ref("upper")
    upper.set_param("W", numpy.random.normal(size=upper.get_param("W").shape).astype("f"))
    words = ["a", "b", "pizza", "She", ".", "ate", "the"]
    texts = [random.choices(words, k=n) for n in (3, 0, 30, 1, 7, 7)]
    single = [annotation(pipe(Doc(vocab, words=text))) for text in texts]
    batched = [annotation(doc) for doc in pipe.pipe((Doc(vocab, words=text) for text in texts), batch_size=4)]
    assert batched == single
    assert [len(doc) for doc in single] == [3, 0, 30, 1, 7, 7]


def test_add_label(vocab, kind, make_example):
    pipe = initialized(vocab, kind, make_example)
    before = pipe.move_names
    assert pipe.add_label("late") == 1
    assert pipe.add_label("late") == 0
    assert "late" in pipe.labels
    assert pipe.move_names[: len(before)] == before
    assert pipe.model.attrs["unseen_classes"]
    assert pipe.model.get_ref("upper").get_dim("nO") == len(pipe.moves)
    pipe(Doc(vocab, words=WORDS.split()))
    with pytest.raises(InputError):
        pipe.add_label(3)


@pytest.mark.parametrize("late", [False, True])
def test_files(vocab, kind, make_example, tmp_path, late):
    pipe = initialized(vocab, kind, make_example)
    if late:
        pipe.add_label("late")
    pipe.to_disk(tmp_path / kind)
    assert {path.name for path in (tmp_path / kind).iterdir()} >= {"cfg", "moves", "model"}
    moves = srsly.msgpack_loads((tmp_path / kind / "moves").read_bytes())
    assert set(moves) == {"moves", "cfg"}
    doc = annotation(pipe(Doc(vocab, words=WORDS.split())))
    for other in (
        make_pipe(vocab, kind).from_disk(tmp_path / kind),
        make_pipe(vocab, kind).from_bytes(pipe.to_bytes()),
    ):
        assert other.move_names == pipe.move_names
        assert other.cfg == pipe.cfg
        assert other.model.attrs["unseen_classes"] == set()
        assert other.model.to_bytes() == pipe.model.to_bytes()
        if not late:
            assert annotation(other(Doc(vocab, words=WORDS.split()))) == doc
    (tmp_path / kind / "moves").write_bytes(b"\x00")
    with pytest.raises(FormatError):
        make_pipe(vocab, kind).from_disk(tmp_path / kind)


def test_bad_settings(vocab):
    class Nlp:
        pass

    nlp = Nlp()
    nlp.vocab = vocab
    with pytest.raises(ConfigError):
        make_parser(nlp, "parser", make_model("parser"), None, -1, False, 30, None)
    with pytest.raises(InputError):
        DependencyParser(vocab, make_model("parser"), "parser", {"moves": 1})
    assert DependencyParser(vocab, make_model("parser"), "p", MoveTable("parser", {0: {"": 1}})).move_names == ["S"]
