"""Scores: recorded cases, and what the records do not cover."""

import pytest

from engine.errors import InputError
from engine.gold import component_scorers
from engine.gold.example import Example
from engine.gold.prf import PRFScore, ROCAUCScore
from engine.gold.registered import REGISTERED
from engine.gold.scorer import Scorer
from engine.strings.symbols import IDS
from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.vocab.vocab import Vocab


@pytest.fixture
def vocab():
    return Vocab(lex_attr_getters={IDS["IS_SPACE"]: str.isspace})


def make_doc(vocab, spec):
    spec = dict(spec)
    spans, cats = spec.pop("spans", {}), spec.pop("cats", {})
    doc = Doc(vocab, **spec)
    for key, group in spans.items():
        doc.spans[key] = [Span(doc, start, end, label=label) for start, end, label in group]
    doc.cats = dict(cats)
    return doc


def close(found, expected):
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(close(found[key], expected[key]) for key in expected)
    if isinstance(expected, float):
        return found == pytest.approx(expected, abs=1e-12)
    return found == expected


def test_recorded_cases(golden, vocab):
    for case in golden("examples_scorer")["cases"]:
        examples = [Example(make_doc(vocab, d["pred"]), make_doc(vocab, d["gold"])) for d in case["docs"]]
        name = case["scorer"]
        if name == "score_tokenization":
            score = Scorer.score_tokenization
        else:
            score = getattr(component_scorers, f"make_{name}_scorer")()
        result = score(examples, **case["kwargs"])
        assert close(result, case["result"]), (case["name"], result)


def test_without_a_pipeline(vocab):
    doc = Doc(vocab, words=["a", "b"], spaces=[True, False])
    example = Example.from_dict(doc, {"tags": ["x", "y"], "sent_starts": [True, False]})
    doc.from_array("TAG", example.reference.to_array("TAG"))
    scores = Scorer().score([example])
    assert scores["token_acc"] == 1.0 and scores["tag_acc"] == 1.0
    assert scores["dep_las"] is None and scores["ents_f"] is None and scores["cats_score"] == 0.0
    by_component = Scorer(default_pipeline=["tagger"]).score([example], per_component=True)
    assert by_component["tagger"] == {"tag_acc": 1.0}
    assert by_component.keys() == {"tokenizer", "tagger"}
    assert Scorer().score([])["tag_acc"] is None
    with pytest.raises(InputError, match="nothing"):
        Scorer(default_pipeline=["nothing"])


def test_with_a_pipeline(vocab):
    class Component:
        def score(self, examples, **cfg):
            return {"n": len(examples), **cfg}

    class Pipeline:
        tokenizer = None
        pipeline = [("a", Component()), ("silent", object())]

    doc = Doc(vocab, words=["a"], spaces=[False])
    assert Scorer(Pipeline(), key=1).score([Example(doc, doc.copy())]) == {
        "token_acc": 1.0,
        "token_p": 1.0,
        "token_r": 1.0,
        "token_f": 1.0,
        "n": 1,
        "key": 1,
    }


def test_custom_getter_equals_the_column(vocab):
    words = ["I", "saw", " ", "it"]
    x = Doc(vocab, words=words, tags=["A", "B", "C", "D"])
    y = Doc(vocab, words=words, tags=["A", "C", "C", ""])
    by_column = Scorer.score_token_attr([Example(x, y)], "tag")
    by_getter = Scorer.score_token_attr([Example(x, y)], "tag", getter=lambda token, attr: token.tag_)
    assert by_column == by_getter
    assert by_column["tag_acc"] == pytest.approx(0.4)  # right: 1 of 2 predicted, 1 of 3 gold


def test_prf():
    score = PRFScore(tp=1, fp=2, fn=3)
    assert (score.precision, score.recall, len(score)) == (1 / 3, 1 / 4, 6)
    score += PRFScore(tp=1)
    assert (score + PRFScore(fn=1)).fn == 4
    assert PRFScore().to_dict() == {"p": 0.0, "r": 0.0, "f": 0.0}


def test_roc():
    score = ROCAUCScore()
    score.score_set(0.5, 1)
    with pytest.raises(ValueError, match="one class"):
        float(score.score)
    score.score_set(0.5, 0)
    assert score.score == 0.5


def test_every_registered_scorer_can_be_made():
    for target in REGISTERED["scorers"].values():
        module, _, name = target.partition(":")
        assert module == component_scorers.__name__
        assert callable(getattr(component_scorers, name)())
