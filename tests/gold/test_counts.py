"""Scores counted in C, against the sets of token_scores and span_scores, which do for any examples."""

from __future__ import annotations

import random

import pytest

import engine
from engine.gold import component_scorers, counts, token_scores
from engine.gold.alignment import Alignment
from engine.strings.symbols import IDS
from engine.tokens import Doc
from engine.training import Example
from engine.vocab import Vocab

SCORERS = {
    "tokens": token_scores.score_tokenization,
    "tag": component_scorers.tagger_score,
    "lemma": component_scorers.lemmatizer_score,
    "morph": component_scorers.morphologizer_score,
    "parse": component_scorers.parser_score,
    "sents": component_scorers.senter_score,
    "missing": lambda examples: token_scores.score_token_attr_per_feat(examples, "morph", missing_values={0, "", 7}),
    "labels": lambda examples: token_scores.score_deps(examples, "dep", ignore_labels=["a"], missing_values={"b", ""}),
}
COUNTERS = ("count_arcs", "count_attr", "count_features", "count_tokens")


@pytest.fixture
def by_sets(monkeypatch):
    """by_sets(scorer, examples): the scores as the sets say them."""

    def score(scorer, examples):
        with monkeypatch.context() as patch:
            for name in COUNTERS:
                patch.setattr(counts, name, lambda *args: None)
            patch.setattr(component_scorers, "count_sents", lambda examples: None)
            return scorer(examples)

    return score


def cut(rng, text, p_cut):
    """Random words that spell a text, whitespace words among them, and whether a space follows each."""
    words, spaces, word = [], [], ""
    for i, char in enumerate(text):
        if char == " " and word and rng.random() < 0.8:
            words.append(word)
            spaces.append(True)
            word = ""
            continue
        if word and (char.isspace() != word.isspace() or rng.random() < p_cut):
            words.append(word)
            spaces.append(False)
            word = ""
        word += char
        if i == len(text) - 1:
            words.append(word)
            spaces.append(False)
    return words, spaces


def random_doc(rng, vocab, words, spaces, n_labels):
    n = len(words)
    with_tree, with_sents = rng.random() < 0.8, rng.random() < 0.8
    fields = [f"F{i}" for i in range(n_labels)]

    def some(values):
        return [rng.choice(values) for _ in range(n)]

    def feats():
        if rng.random() < 0.2:
            return rng.choice(["", "_"])
        return "|".join(f"{field}={rng.choice('xy')}" for field in sorted(rng.sample(fields, min(2, n_labels))))

    settings = {}
    if with_tree:
        heads = [rng.choice([i, max(0, i - 1), rng.randrange(max(0, i - 2), i + 1)]) for i in range(n)]
        labels = ["a", "B", "punct", "p", ""] if n_labels < 9 else [f"L{i}" for i in range(n_labels)]
        settings = {"heads": heads, "deps": some(labels)}
    elif with_sents:
        settings = {"sent_starts": [rng.random() < 0.3 for _ in range(n)]}
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=some(["X", "Y", ""]),
        lemmas=some(["x", "y", ""]),
        pos=some(["NOUN", "VERB", ""]),
        morphs=[feats() for _ in range(n)],
        **settings,
    )


def random_examples(seed):
    rng = random.Random(seed)
    vocab = engine.blank("en").vocab
    n_labels = rng.choice([2, 5, 150])
    examples = []
    for _ in range(rng.choice([1, 4, 30])):
        text = "".join(rng.choice("ab cD \n") for _ in range(rng.randrange(1, 60)))
        p_cut = rng.choice([0.0, 0.2, 0.9])
        x = cut(rng, text, p_cut)
        y = x if rng.random() < 0.3 else cut(rng, text, rng.choice([0.0, 0.2, 0.9]))
        if rng.random() < 0.2:
            y = ([word.lower() for word in y[0]], y[1])
        examples.append(Example(*(random_doc(rng, vocab, *side, n_labels) for side in (x, y))))
    return examples


def ordered(scores):
    """Scores with the order of the fields; the order of labels means nothing."""
    return {key: list(value.items()) if key.endswith("per_feat") and value else value for key, value in scores.items()}


@pytest.mark.parametrize("name", SCORERS)
def test_random_documents(by_sets, name):
    n_scores = 0
    for seed in range(60):
        examples = random_examples(seed)
        found = SCORERS[name](examples)
        assert ordered(found) == ordered(by_sets(SCORERS[name], examples)), seed
        n_scores += any(value not in (None, 0.0, 1.0) for value in found.values())
    assert n_scores > 30


def test_everything_was_counted():
    """The test above compares something: these examples need no sets."""
    for seed in range(60):
        examples = random_examples(seed)
        assert counts.count_attr(examples, IDS["TAG"]) is not None
        assert counts.count_arcs(examples, set(), {""}) is not None
        assert counts.count_tokens(examples) is not None
        assert counts.count_sents(examples) is not None
        assert counts.count_features(examples, lambda doc, value: {}, lambda value: False) == {}


def test_documents_of_no_tokens():
    vocab = Vocab()
    for examples in ([], [Example(Doc(vocab), Doc(vocab))]):
        assert counts.count_tokens(examples) == (0, 0, 0, 0, 0)
        assert counts.count_attr(examples, IDS["TAG"]) == (0, 0, 0)
        assert counts.count_arcs(examples, set(), {""}) == ((0, 0, 0), (0, 0, 0), 0, {})
        assert component_scorers.tagger_score(examples) == {"tag_acc": None}
    assert counts.count_sents([]) == (0, 0, 0)
    assert counts.count_sents(examples) is None  # a Doc of no tokens says that it has sentences, and gives none


@pytest.mark.parametrize("name", SCORERS)
def test_other_alignments(by_sets, name):
    """Gold tokens that do not ascend, that are not there, and lists of another length are left to the sets."""
    vocab = engine.blank("en").vocab
    x, y = (
        Doc(
            vocab,
            words=words,
            spaces=[False] * 3,
            tags=["X", "Y", "Z"],
            lemmas=["a", "b", "c"],
            pos=["NOUN"] * 3,
            morphs=["A=b", "", "C=d"],
            heads=[0, 0, 2],
            deps=["r", "s", "r"],
        )
        for words in (["a", "b", "c"], ["a", "bc", "d"])
    )
    example = Example(x, y, alignment=Alignment.from_indices([[1], [0], [2]], [[1], [0], [2]]))
    assert counts.count_attr([example], IDS["TAG"]) is None
    assert SCORERS[name]([example]) == by_sets(SCORERS[name], [example])
    for rows in ([[0], [1], [7]], [[0], [1]]):
        example = Example(x, y, alignment=Alignment.from_indices(rows, [[0], [1], [2]]))
        assert counts.count_attr([example], IDS["TAG"]) is None
        assert counts.count_arcs([example], set(), {""}) is None
        assert counts.count_features([example], lambda doc, value: {}, lambda value: False) is None
        assert counts.count_tokens([example]) is None
        assert counts.count_sents([example]) is None


def test_documents_with_their_own_sentences(by_sets):
    vocab = engine.blank("en").vocab
    x, y = (Doc(vocab, words=["a", "b"], sent_starts=[True, True]) for _ in range(2))
    x.user_hooks["sents"] = lambda doc: iter([doc[0:2]])
    assert component_scorers.senter_score([Example(x, y)])["sents_f"] == 0.0


def test_missing_labels_stay_missing(by_sets):
    """What a doc has no label for is left out of the docs after it too, at the same index."""
    vocab = engine.blank("en").vocab
    labels = (["r", ""], ["r", "s"], ["r", "s"], ["r", "s"])
    docs = [Doc(vocab, words=["a", "b"], heads=[0, 0], deps=deps) for deps in labels]
    examples = [Example(docs[1], docs[0]), Example(docs[2], docs[3])]
    scores = token_scores.score_deps(examples, "dep")
    assert scores == by_sets(lambda examples: token_scores.score_deps(examples, "dep"), examples)
    assert scores["dep_las_per_type"]["s"] == {"p": 0.0, "r": 0.0, "f": 0.0}


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
