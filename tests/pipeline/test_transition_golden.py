"""Tiny transition models recorded from spaCy: the same weights give the same trees and entities."""

import base64

import pytest

from engine.config import registry
from engine.parser.moves import ENTITY_NAMES, TREE_NAMES, MoveTable
from engine.pipeline.dep_parser import DependencyParser
from engine.pipeline.ner import EntityRecognizer
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE

N_CASES = 16


def moves_of(kind, names):
    """A table with exactly these classes in this order."""
    letters = TREE_NAMES if kind == "parser" else ENTITY_NAMES
    labels = {}
    for i, name in enumerate(names):
        letter, _, label = name.partition("-")
        labels.setdefault(letters.index(letter), {})[label] = len(names) - i
    table = MoveTable(kind, labels)
    assert table.class_names() == names
    return table


@pytest.mark.parametrize("number", range(N_CASES))
def test_recorded_predictions(golden, number):
    cases = golden("examples_small_models")["transition_models"]
    assert len(cases) == N_CASES
    case = cases[number]
    vocab = Vocab(dict(NATIVE))
    model = registry.resolve({"model": case["config"]})["model"]
    kind = case["component"]
    cls = DependencyParser if kind == "parser" else EntityRecognizer
    pipe = cls(vocab, model, kind, moves_of(kind, case["classes"]))
    pipe._load_model(base64.b64decode(case["model_b64"]), "the recorded model")
    docs = [Doc(vocab, words=doc["words"]) for doc in case["docs"]]
    for doc, expected in zip(pipe.pipe(docs), case["docs"], strict=True):
        if kind == "parser":
            assert [token.head.i for token in doc] == expected["heads"]
            assert [token.dep_ for token in doc] == expected["deps"]
            assert [token.is_sent_start for token in doc] == expected["sent_starts"]
        else:
            found = [[ent.start, ent.end, ent.label_] for ent in doc.ents]
            assert found == [list(ent) if isinstance(ent, list) else ent for ent in expected["ents"]]
            assert all(token.ent_iob for token in doc)
