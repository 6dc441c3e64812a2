"""Scores of links to a knowledge base."""

from __future__ import annotations

import random

import pytest

import engine
from engine.scorer import Scorer
from engine.tokens import Span
from engine.training import Example

NEGATIVE = ["NIL", ""]


def make_example(vocab_of, tokens, predicted, gold):
    """predicted: (start, end, kb id); gold: (start, end, label, kb id)."""
    x, y = vocab_of.make_doc(tokens), vocab_of.make_doc(tokens)
    x.ents = [Span(x, start, end, label="X", kb_id=link) for start, end, link in predicted]
    y.ents = [Span(y, start, end, label=label, kb_id=link) for start, end, label, link in gold]
    return Example(x, y)


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


@pytest.mark.parametrize(
    ("predicted", "gold", "micro", "macro"),
    [
        ([(0, 1, "Q1"), (2, 3, "Q2")], [(0, 1, "X", "Q1"), (2, 3, "X", "Q3")], (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
        ([(0, 1, "Q1"), (2, 3, "NIL")], [(0, 1, "Y", "Q1"), (2, 3, "X", "Q3")], (1, 0.5, 2 / 3), (0.5, 0.5, 0.5)),
        ([(0, 1, "Q1"), (2, 3, "Q2")], [(0, 1, "X", "Q1"), (2, 3, "X", "NIL")], (0.5, 1, 2 / 3), (0.5, 1, 2 / 3)),
        ([(0, 1, "Q1"), (2, 3, "NIL")], [(0, 1, "X", "Q1"), (2, 3, "X", "NIL")], (1, 1, 1), (1, 1, 1)),
        ([(0, 1, "Q1"), (2, 4, "Q2")], [(0, 1, "X", "Q1"), (3, 5, "X", "Q3")], (1, 1, 1), (1, 1, 1)),
        ([(0, 1, "Q1")], [(0, 1, "X", "Q1"), (3, 5, "X", "Q2")], (1, 1, 1), (1, 1, 1)),
        ([], [], (0, 0, 0), (0, 0, 0)),
    ],
)
def test_cases(nlp, predicted, gold, micro, macro):
    scores = Scorer.score_links([make_example(nlp, "a b c d e f", predicted, gold)], negative_labels=NEGATIVE)
    assert tuple(scores[f"nel_micro_{each}"] for each in "prf") == pytest.approx(micro)
    assert tuple(scores[f"nel_macro_{each}"] for each in "prf") == pytest.approx(macro)
    assert scores["nel_score"] == scores["nel_micro_f"]


@pytest.mark.peer
def test_as_the_peer():
    peer = pytest.importorskip("spacy")
    from spacy.scorer import Scorer as PeerScorer
    from spacy.tokens import Span as PeerSpan
    from spacy.training import Example as PeerExample

    ours, theirs = engine.blank("en"), peer.blank("en")
    rng = random.Random(0)

    def entities(labels):
        out, i = [], 0
        while i < 8:
            length = rng.randint(1, 2)
            if rng.random() < 0.7 and i + length <= 8:
                out.append((i, i + length, rng.choice(labels), rng.choice(["Q1", "Q2", "NIL", ""])))
            i += length
        return out

    for _ in range(200):
        sides = {"ours": [], "theirs": []}
        for _ in range(rng.randint(1, 3)):
            predicted, gold = entities(["X"]), entities(["X", "Y"])
            for side, nlp, span, example in (
                ("ours", ours, Span, Example),
                ("theirs", theirs, PeerSpan, PeerExample),
            ):
                x, y = nlp.make_doc("a b c d e f g h"), nlp.make_doc("a b c d e f g h")
                x.ents = [span(x, s, e, label=label, kb_id=link) for s, e, label, link in predicted]
                y.ents = [span(y, s, e, label=label, kb_id=link) for s, e, label, link in gold]
                sides[side].append(example(x, y))
        negative = rng.choice([["NIL"], ["NIL", ""], []])
        found = Scorer.score_links(sides["ours"], negative_labels=negative)
        expected = PeerScorer.score_links(sides["theirs"], negative_labels=negative)
        assert found.keys() == expected.keys()
        for key, value in expected.items():
            assert found[key] == (pytest.approx(value) if isinstance(value, float) else value), key
