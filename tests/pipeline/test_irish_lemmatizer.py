"""The lemmatizer of Irish, with small tables of its own and with those that are installed."""

import importlib.util

import pytest

import engine
from engine.pipeline.lemmatizers.ga import unmutated
from engine.tokens import Doc
from engine.vocab.lookups import Lookups

TABLES = {
    "noun": {
        "bean": "bean",
        "fir": "fear",
        "fear": "fear",
        "uisce": "uisce",
        "athair": "athair",
        "seachtain": "seachtain",
    },
    "verb": {"chuaigh": "téigh", "bhí": "bí", "ith": "ith"},
    "adj": {"mór": "mór"},
    "adp": {"leis": "le"},
}
WORDS = [
    ("bhean", "NOUN", "bean"),
    ("mBEAN", "NOUN", "bean"),
    ("bhfear", "NOUN", "fear"),
    ("fir", "NOUN", "fear"),
    ("t-uisce", "NOUN", "uisce"),
    ("hathair", "NOUN", "athair"),
    ("n-athair", "NOUN", "athair"),
    ("tseachtain", "NOUN", "seachtain"),
    ("chuaigh", "VERB", "téigh"),
    ("d'ith", "VERB", "ith"),
    ("bhí", "AUX", "bí"),
    ("mhór", "ADJ", "mór"),
    ("Leis", "ADP", "le"),
    ("Agus", "CCONJ", "agus"),
    ("Seán", "PROPN", "Seán"),
    ("gCorcaigh", "PROPN", "Corcaigh"),
    ("bhFionn", "PROPN", "Fionn"),
    ("mhxyzzy", "NOUN", "mhxyzzy"),
]


def lemmas(nlp, component):
    words, pos, _ = zip(*WORDS, strict=True)
    return [token.lemma_ for token in component(Doc(nlp.vocab, words=words, pos=pos))]


def test_initials():
    nlp = engine.blank("ga")
    component = nlp.add_pipe("lemmatizer")
    lookups = Lookups()
    for part, table in TABLES.items():
        lookups.add_table(f"lemma_lookup_{part}", table)
    component.initialize(lookups=lookups)
    assert component.mode == "pos_lookup"
    assert lemmas(nlp, component) == [lemma for *_, lemma in WORDS]


def test_unmutated():
    assert list(unmutated("bhfear")) == ["fear", "bfear"]
    assert list(unmutated("bean")) == list(unmutated("")) == []
    assert list(unmutated("d'fhás")) == ["fhás", "fás"]


@pytest.mark.peer
def test_as_the_peer():
    for package in ("spacy", "spacy_lookups_data"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    import spacy

    found = []
    for package, doc_class in ((engine, Doc), (spacy, spacy.tokens.Doc)):
        nlp = package.blank("ga")
        component = nlp.add_pipe("lemmatizer")
        nlp.initialize()
        words, pos, _ = zip(*WORDS, strict=True)
        found.append([token.lemma_ for token in component(doc_class(nlp.vocab, words=words, pos=pos))])
    ours, theirs = found
    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(WORDS) >= 0.6
