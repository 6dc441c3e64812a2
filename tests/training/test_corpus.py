"""Corpora: what they read, cut, leave out and refuse."""

from __future__ import annotations

import random

import pytest

import engine
from engine.config import registry
from engine.errors import DataError, FormatError
from engine.gold.example import Example
from engine.tokens import Doc, DocBin
from engine.training.corpus import Corpus, JsonlCorpus, PlainTextCorpus, read_labels

SENTENCES = (("Ada", "came", "."), ("She", "did", "n't", "like", "it", "."), ("No", "!"))


@pytest.fixture(scope="module")
def nlp():
    return engine.blank("en")


def make_doc(vocab, sentences=SENTENCES, **options):
    words = [word for sentence in sentences for word in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    spaces = [following not in (".", "n't", "!") for following in [*words[1:], "."]]
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts, tags=["T"] * len(words), **options)


def save(path, *docs):
    DocBin(docs=docs, store_user_data=True).to_disk(path)
    return path


@pytest.fixture
def path(tmp_path, nlp):
    return save(tmp_path / "a.spacy", make_doc(nlp.vocab), make_doc(nlp.vocab, SENTENCES[:1]), Doc(nlp.vocab))


def texts(examples):
    return [example.text for example in examples]


def test_documents(path, nlp):
    first, second = Corpus(path)(nlp)  # the empty document is left out
    assert first.text == "Ada came. She didn't like it. No!"
    assert first.reference[0].tag_ == "T" and not first.predicted.has_annotation("TAG")
    assert [token.text for token in first.predicted] == [token.text for token in first.reference]
    assert second.text == "Ada came."
    assert len(list(Corpus(path, limit=1)(nlp))) == 1


def test_predicted_is_tokenized_by_the_pipeline(tmp_path, nlp):
    doc = Doc(nlp.vocab, words=["a-b", "(c)"], spaces=[True, False])
    unknown = Doc(nlp.vocab, words=["a-b", "(c)"])
    unknown.has_unknown_spaces = True
    path = save(tmp_path / "x.spacy", doc, unknown)
    ours, given = Corpus(path)(nlp)
    assert [token.text for token in ours.predicted] == [token.text for token in nlp.make_doc("a-b (c)")]
    assert len(ours.predicted) != 2
    assert [token.text for token in given.predicted] == ["a-b", "(c)"]
    (gold, _) = Corpus(path, gold_preproc=True)(nlp)
    assert [token.text for token in gold.predicted] == ["a-b", "(c)"]


def test_max_length_cuts_into_sentences(path, nlp):
    # a sentence of six tokens is too long for 6, not for 7
    assert texts(Corpus(path, max_length=6)(nlp)) == ["Ada came. ", "No!", "Ada came."]
    assert texts(Corpus(path, max_length=7)(nlp)) == ["Ada came. ", "She didn't like it. ", "No!", "Ada came."]
    assert texts(Corpus(path, max_length=12)(nlp)) == ["Ada came. She didn't like it. No!", "Ada came."]


def test_long_documents_without_sentences_are_left_out(tmp_path, nlp):
    path = save(tmp_path / "x.spacy", Doc(nlp.vocab, words=["a"] * 5), Doc(nlp.vocab, words=["b"]))
    assert texts(Corpus(path, max_length=3)(nlp)) == ["b "]


def test_gold_sentences(path, nlp):
    found = list(Corpus(path, gold_preproc=True)(nlp))
    assert texts(found) == ["Ada came. ", "She didn't like it. ", "No!", "Ada came."]
    assert [len(example.predicted) for example in found] == [3, 6, 2, 3]
    assert len(list(Corpus(path, gold_preproc=True, max_length=4)(nlp))) == 3
    # the limit is one of documents
    assert len(list(Corpus(path, gold_preproc=True, limit=1)(nlp))) == 3


def test_folder(tmp_path, nlp):
    (tmp_path / "deep").mkdir()
    for name in ("b", "deep/a", ".hidden"):
        save(tmp_path / f"{name}.spacy", Doc(nlp.vocab, words=[name]))
    (tmp_path / "notes.txt").write_text("not read")
    assert [text.strip() for text in texts(Corpus(tmp_path)(nlp))] == ["b", "deep/a"]


def test_shuffling(tmp_path, nlp):
    path = save(tmp_path / "x.spacy", *(Doc(nlp.vocab, words=[str(i)]) for i in range(20)))
    corpus = Corpus(path, shuffle=True)
    random.seed(3)
    first, second = texts(corpus(nlp)), texts(corpus(nlp))
    random.seed(3)
    assert texts(corpus(nlp)) == first != second
    assert sorted(first) == sorted(second)


def test_augmenter(path, nlp):
    def upper(nlp, example):
        yield example
        yield Example.from_dict(nlp.make_doc(example.text.upper()), {})

    assert texts(Corpus(path, augmenter=upper)(nlp))[2:] == ["Ada came.", "ADA CAME."]


def test_missing(tmp_path, nlp):
    with pytest.raises(DataError, match=r"none\.spacy"):
        list(Corpus(tmp_path / "none.spacy")(nlp))
    with pytest.raises(DataError, match=r"no \.spacy file"):
        list(Corpus(tmp_path)(nlp))
    for name in ("Corpus", "JsonlCorpus", "PlainTextCorpus"):
        with pytest.raises(DataError, match=f"{name}.v1 has no path"):
            registry.resolve({"corpus": {"@readers": f"spacy.{name}.v1", "path": None, **GIVEN[name]}})


GIVEN: dict[str, dict] = {"Corpus": {"gold_preproc": False}, "JsonlCorpus": {}, "PlainTextCorpus": {}}


def test_jsonl(tmp_path, nlp):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One two three."}\n\n{"tokens": ["a-b", "c"]}\n{"text": "x", "meta": 1}\n', encoding="utf8"
    )
    first, second, third = JsonlCorpus(path)(nlp)
    assert first.text == "One two three." and third.text == "x"
    assert [token.text for token in second.reference] == ["a-b", "c"]
    assert first.predicted is not first.reference
    assert len(list(JsonlCorpus(path, limit=2)(nlp))) == 2
    assert texts(JsonlCorpus(path, min_length=2, max_length=4)(nlp)) == ["a-b c "]


@pytest.mark.parametrize(
    ("line", "reason"),
    [('{"text": ', "not JSON"), ('{"words": []}', "neither"), ("[1]", "neither"), ('{"tokens": [1]}', "neither")],
)
def test_bad_jsonl(tmp_path, nlp, line, reason):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x"}\n' + line + "\n", encoding="utf8")
    with pytest.raises(FormatError, match=f"a.jsonl:2: .*{reason}"):
        list(JsonlCorpus(path)(nlp))


def test_plain_text(tmp_path, nlp):
    path = tmp_path / "a.txt"
    path.write_bytes("One two.\r\n\nThrée\nfour five six seven\n".encode())
    assert texts(PlainTextCorpus(path)(nlp)) == ["One two.", "Thrée", "four five six seven"]
    assert texts(PlainTextCorpus(tmp_path, min_length=2, max_length=4)(nlp)) == ["One two."]
    path.write_bytes(b"fine\n\xff\xfe\n")
    with pytest.raises(FormatError, match=r"a.txt:2: "):
        list(PlainTextCorpus(path)(nlp))


def test_labels(tmp_path):
    path = tmp_path / "labels.json"
    assert read_labels(path) is None
    with pytest.raises(DataError, match=r"labels\.json"):
        read_labels(path, require=True)
    path.write_text('["A", "B"]')
    assert read_labels(path) == ["A", "B"]
    path.write_text("[")
    with pytest.raises(FormatError, match=r"labels\.json"):
        read_labels(path)
