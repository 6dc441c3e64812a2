"""Base noun phrases: the rule for nouns that close their phrase, and the hook from the language to documents."""

import pickle

import pytest

import engine
from engine.errors import InputError
from engine.lang.en.syntax_iterators import noun_chunks
from engine.tokens import Doc
from engine.vocab.vocab import Vocab


def parsed(nlp, text):
    """A Doc from lines "word pos head dep"."""
    rows = [line.split() for line in text.strip().splitlines()]
    words, pos, heads, deps = zip(*rows, strict=True)
    return Doc(nlp.vocab, words=words, pos=pos, heads=[int(head) for head in heads], deps=deps)


COORDINATED = """
The DET 2 det
old ADJ 2 amod
men NOUN 7 nsubj
, PUNCT 2 punct
women NOUN 2 conj
and CCONJ 4 cc
children NOUN 4 conj
saw VERB 7 ROOT
the DET 9 det
house NOUN 7 dobj
of ADP 9 prep
Ada PROPN 13 poss
's PART 11 case
friend NOUN 10 pobj
quickly ADV 7 advmod
"""


def test_english():
    doc = parsed(engine.blank("en"), COORDINATED)
    assert [chunk.text for chunk in doc.noun_chunks] == [
        "The old men",
        "women",
        "children",
        "the house",
        "Ada 's friend",
    ]
    assert {chunk.label_ for chunk in doc.noun_chunks} == {"NP"}
    assert [chunk.text for chunk in doc[3:9].noun_chunks] == ["women", "children"]
    assert list(noun_chunks(doc[4:9])) == list(noun_chunks(doc))[1:3]


def test_conjuncts_of_other_arcs_and_other_words_are_none():
    doc = parsed(engine.blank("en"), "one NOUN 3 npadvmod\nand CCONJ 0 cc\ntwo NOUN 0 conj\nwent VERB 3 ROOT")
    assert list(doc.noun_chunks) == []
    doc = parsed(engine.blank("en"), "red ADJ 1 nsubj\nwent VERB 1 ROOT")
    assert list(doc.noun_chunks) == []


def test_nested_phrases_are_left_out():
    doc = parsed(engine.blank("en"), "a NOUN 1 nsubj\nb NOUN 2 nsubj\nwent VERB 2 ROOT")
    assert [chunk.text for chunk in doc.noun_chunks] == ["a"]


def test_unparsed_and_unknown():
    with pytest.raises(ValueError, match="not parsed"):
        list(engine.blank("en")("Two words").noun_chunks)
    with pytest.raises(NotImplementedError):
        list(Doc(Vocab(), words=["Two", "words"]).noun_chunks)
    assert list(engine.blank("en")("").noun_chunks) == []
    with pytest.raises(InputError):
        list(noun_chunks(Doc(Vocab(), words=["a"])))


def test_the_rule_survives_pickling():
    nlp = engine.blank("en")
    doc = pickle.loads(pickle.dumps(parsed(nlp, COORDINATED)))
    assert len(list(doc.noun_chunks)) == 5
    assert doc.vocab.lang == "en"
