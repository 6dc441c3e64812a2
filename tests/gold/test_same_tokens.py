"""Scores of documents with the same tokens, which are counted, against sets, which do for any documents."""

from __future__ import annotations

from functools import partial

import numpy
import pytest

import engine
from engine.gold import token_scores
from engine.gold.prf import PRFScore
from engine.gold.token_scores import _count_arcs, _count_features, _count_same_arcs, _count_same_features
from engine.tokens import Doc
from engine.training import Example
from engine.vocab import Vocab

FEATURES = {
    1: {},
    2: {"Case": "Nom"},
    3: {"Case": "Acc", "Number": "Sing"},
    4: {"Number": "Plur"},
    5: {"Gender": "Fem"},
}


def counts(scores):
    return {name: (score.tp, score.fp, score.fn) for name, score in scores.items()}


@pytest.mark.parametrize("seed", range(20))
def test_features(seed):
    rng = numpy.random.default_rng(seed)
    fast: dict[str, PRFScore] = {}
    slow: dict[str, PRFScore] = {}
    for n in (0, 1, 30):
        found, wanted = (rng.integers(0, 6, size=n).tolist() for _ in range(2))
        is_space = (rng.random(n) < 0.2).tolist()
        of = partial(lambda value: FEATURES.get(value, {}))
        is_missing = partial(token_scores._is_missing, {0, None})
        _count_same_features(found, wanted, is_space, of, of, is_missing, fast)
        _count_features(found, wanted, is_space, list(range(n)), of, of, is_missing, slow)
    assert counts(fast) == counts(slow)
    assert list(fast) == list(slow)


@pytest.mark.parametrize("seed", range(20))
def test_arcs(seed):
    rng = numpy.random.default_rng(seed)
    labels = ["a", "b", "c", "ignored", ""]
    sides = []
    for count in (_count_same_arcs, _count_arcs):
        rng = numpy.random.default_rng(seed)
        unlabelled, labelled, per_type, missing = PRFScore(), PRFScore(), {}, set()
        for n in (0, 1, 30, 20):
            found, wanted = (
                (rng.integers(0, n, size=n).tolist(), [labels[i] for i in rng.integers(0, 5, size=n)]) for _ in range(2)
            )
            is_space = (rng.random(n) < 0.2).tolist()
            gold = () if count is _count_same_arcs else (list(range(n)),)
            count(found, wanted, is_space, *gold, {"ignored"}, {""}, missing, unlabelled, labelled, per_type)
        sides.append((counts({"u": unlabelled, "l": labelled, **per_type}), missing))
    assert sides[0] == sides[1]


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        (["ab", "c", "d"], ["a", "b", "c", "d"], [-1, 2, 3]),
        (["a", "b", "cd"], ["ab", "cd"], [0, 0, 1]),
        (["a", "b"], ["a", "b"], [0, 1]),
        (["abcd"], ["a", "b", "c", "d"], [-1]),
    ],
)
def test_the_one_gold_token(predicted, gold, expected):
    vocab = Vocab()
    x, y = (Doc(vocab, words=words, spaces=[False] * len(words)) for words in (predicted, gold))
    assert token_scores._single_gold(Example(x, y)) == expected


def test_spaces_alone():
    vocab = engine.blank("en").vocab
    example = Example(Doc(vocab, words=["  "], spaces=[False]), Doc(vocab, words=["  "], spaces=[False]))
    assert token_scores.score_tokenization([example])["token_acc"] is None
