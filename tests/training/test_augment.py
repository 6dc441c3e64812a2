"""Augmenters: what changes, what stays with its token, and how often."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.errors import ConfigError, EngineError, InputError
from engine.tokens import Doc, Span
from engine.training import Corpus, Example, dont_augment
from engine.training import augment as A

VARIANTS = {
    "single": [{"tags": ["NFP"], "variants": ["…", "..."]}, {"tags": [":"], "variants": ["-", "—"]}],
    "paired": [{"tags": ["``", "''"], "variants": [["'", "'"], ["‘", "’"], ["“", "”"]]}],
}
WORDS = ["“", "New", "York", "City", "”", "is", "...", "big", "-", "İzmir", "too", "."]
SPACES = [False, True, True, False, True, True, True, True, True, True, False, False]
TAGS = ["``", "NNP", "NNP", "NNP", "''", "VBZ", "NFP", "JJ", ":", "NNP", "RB", "."]
HEADS = [3, 3, 3, 5, 3, 5, 5, 5, 5, 5, 9, 5]
ENTS = ["O", "B-LOC", "I-LOC", "I-LOC", "O", "O", "O", "O", "O", "B-LOC", "O", "O"]


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


@pytest.fixture
def example(nlp):
    doc = Doc(
        nlp.vocab,
        words=WORDS,
        spaces=SPACES,
        tags=TAGS,
        heads=HEADS,
        deps=["ROOT" if i == head else "dep" for i, head in enumerate(HEADS)],
        lemmas=[word.lower() for word in WORDS],
        ents=ENTS,
    )
    doc.cats = {"TRAVEL": 1.0}
    doc.spans["places"] = [Span(doc, 1, 4, label="CITY"), Span(doc, 9, 11, label="CITY")]
    return Example(nlp.make_doc(doc.text), doc)


@pytest.fixture(autouse=True)
def seeded():
    random.seed(0)


def span_words(doc):
    return [[token.text for token in span] for span in doc.spans["places"]]


def test_one_that_does_nothing(nlp, example):
    assert list(dont_augment(nlp, example)) == [example]


def test_lowercase(nlp, example):
    (out,) = A.create_lower_casing_augmenter(1.0)(nlp, example)
    reference = out.reference
    assert reference.text == example.reference.text.lower() == out.predicted.text
    assert [token.tag_ for token in reference] == TAGS
    assert [token.head.i for token in reference] == HEADS
    assert [ent.text for ent in reference.ents] == ["new york city", "i̇zmir"]
    assert span_words(reference) == [["new", "york", "city"], ["i̇zmir", "too"]]
    assert reference.cats == {"TRAVEL": 1.0}
    assert example.reference.text.startswith("“New York"), "the example itself stays"


def test_forms(nlp, example):
    texts = set()
    for _ in range(200):
        (out,) = A.create_orth_variants_augmenter(1.0, 0.0, VARIANTS)(nlp, example)
        words = [token.text for token in out.reference]
        assert [words[0], words[4]] in [["'", "'"], ["‘", "’"], ["“", "”"]]
        assert words[6] in ("…", "...") and words[8] in ("-", "—")
        changed = {0, 4, 6, 8}
        assert [w for i, w in enumerate(words) if i not in changed] == [
            w for i, w in enumerate(WORDS) if i not in changed
        ]
        assert [token.tag_ for token in out.reference] == TAGS
        assert span_words(out.reference) == [["New", "York", "City"], ["İzmir", "too"]]
        texts.add(out.reference.text)
    assert len(texts) == 3 * 2 * 2


def test_forms_that_look_alike_on_both_sides(nlp):
    pairs = {"paired": [{"tags": ["Q", "Q"], "variants": [['"', '"'], ["«", "»"]]}]}
    doc = Doc(nlp.vocab, words=['"', "a", '"', '"', "b", '"'], tags=["Q", "X", "Q", "Q", "X", "Q"])
    example = Example(nlp.make_doc(doc.text), doc)
    texts = set()
    for _ in range(30):
        (out,) = A.create_orth_variants_augmenter(1.0, 0.0, pairs)(nlp, example)
        texts.add("".join(token.text for token in out.reference))
    assert texts == {'"a""b"', "«a»«b»"}


def test_words_with_another_tag_or_form_stay(nlp, example):
    table = {"single": [{"tags": ["NNP"], "variants": ["Rome", "Paris"]}, {"tags": ["RB"], "variants": ["-", "too"]}]}
    (out,) = A.create_orth_variants_augmenter(1.0, 0.0, table)(nlp, example)
    assert [t.text for t in out.reference][1:4] == ["New", "York", "City"]
    assert out.reference[8].text == "-"


def test_forms_in_lowercase(nlp, example):
    (out,) = A.create_orth_variants_augmenter(1.0, 1.0, VARIANTS)(nlp, example)
    assert out.reference.text == out.reference.text.lower()


@pytest.mark.parametrize("position", range(len(WORDS) + 1))
def test_whitespace(nlp, example, position):
    out = A.make_whitespace_variant(nlp, example, "\n", position).reference
    kept = [i for i in range(len(out)) if i != position]
    assert [out[i].text for i in kept] == WORDS
    assert [out[i].tag_ for i in kept] == TAGS
    assert [kept.index(out[i].head.i) for i in kept] == HEADS
    assert [ent.label_ for ent in out.ents] == ["LOC", "LOC"]
    assert [[t.text for t in ent if not t.is_space] for ent in out.ents] == [["New", "York", "City"], ["İzmir"]]
    assert span_words(out)[0][0] == "New" and span_words(out)[1][-1] == "too"
    new = out[position]
    assert (new.text, new.tag_, new.pos_, new.dep_) == ("\n", "_SP", "", "dep")
    assert new.head.i == (position - 1 if position else 1)
    assert len(list(out.sents)) == 1


def test_whitespace_of_a_document_without_annotation(nlp):
    doc = nlp.make_doc("no annotation here")
    out = A.make_whitespace_variant(nlp, Example(nlp.make_doc(doc.text), doc), " ", 2).reference
    assert not out.has_annotation("TAG") and not out.has_annotation("DEP") and not out.has_annotation("ENT_IOB")
    assert [token.text for token in out] == ["no", "annotation", " ", "here"]


def test_whitespace_out_of_place(nlp, example):
    with pytest.raises(InputError, match="position 13"):
        A.make_whitespace_variant(nlp, example, " ", len(WORDS) + 1)
    with pytest.raises(InputError, match="'x' is not whitespace"):
        A.make_whitespace_variant(nlp, example, "x", 0)


def test_all_together(nlp, example):
    augmenter = A.create_combined_augmenter(1.0, 1.0, VARIANTS, 1.0, 0.5, [" ", "\n"])
    (out,) = augmenter(nlp, example)
    assert sum(token.is_space for token in out.reference) == len(WORDS) // 2
    assert out.reference.text == out.reference.text.lower()


def test_shares(nlp, example):
    augmenter = A.create_lower_casing_augmenter(0.3)
    changed = sum(next(augmenter(nlp, example)) is not example for _ in range(1000))
    assert 230 < changed < 370
    assert all(next(A.create_lower_casing_augmenter(0.0)(nlp, example)) is example for _ in range(50))


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), "half"])
def test_shares_that_are_none(share):
    with pytest.raises(ConfigError, match="level"):
        A.create_lower_casing_augmenter(share)


def test_a_table_that_cannot_be_used_names_all_its_problems():
    table = {
        "singel": [],
        "single": [{"tags": ["X"]}],
        "paired": [{"tags": ["X"], "variants": [["a", "b", "c"], "ab"]}],
    }
    with pytest.raises(ConfigError) as caught:
        A.create_orth_variants_augmenter(0.5, 0.0, table)
    for part in ("'singel'", "single[0]", "['a', 'b', 'c']", "'ab'"):
        assert part in str(caught.value)


def test_in_a_corpus_of_a_config(example_corpus, nlp):
    config = {
        "corpus": {
            "@readers": "spacy.Corpus.v1",
            "path": str(example_corpus / "train.spacy"),
            "gold_preproc": False,
            "max_length": 0,
            "limit": 0,
            "augmenter": {"@augmenters": "spacy.lower_case.v1", "level": 1.0},
        }
    }
    corpus = engine.registry.resolve(config)["corpus"]
    plain = Corpus(example_corpus / "train.spacy")
    for ours, theirs in zip(corpus(nlp), plain(nlp), strict=True):
        assert ours.reference.text == theirs.reference.text.lower()
        assert [t.dep_ for t in ours.reference] == [t.dep_ for t in theirs.reference]


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=4), max_size=6),
    seed=st.integers(0, 1000),
)
def test_any_text(nlp, words, seed):
    random.seed(seed)
    doc = Doc(nlp.vocab, words=words, tags=["``"] * len(words))
    example = Example(nlp.make_doc(doc.text), doc)
    augmenter = A.create_combined_augmenter(0.5, 0.5, VARIANTS, 0.5, 1.0, [" ", "\n\n"])
    try:
        (out,) = augmenter(nlp, example)
    except EngineError as error:
        pytest.fail(f"{words!r}: {error}")
    assert len([t for t in out.reference if not t.text.isspace()]) == len(words)
