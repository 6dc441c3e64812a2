"""Lemmatizers of Russian and Ukrainian, with pymorphy3."""

import sys
from types import SimpleNamespace

import pytest

import engine
from engine.errors import ConfigError
from engine.lang.package_tokenizer import MissingPackageError
from engine.pipeline.lemmatizers.pymorphy import agreement, make_analyzer
from engine.tokens import Doc


def need(lang):
    pytest.importorskip("pymorphy3", reason="pymorphy3 is not installed")
    pytest.importorskip(f"pymorphy3_dicts_{lang}", reason=f"the dictionary of {lang} is not installed")


def lemmas(lang, mode, *tokens):
    """tokens: (word, part of speech, features)."""
    need(lang)
    nlp = engine.blank(lang)
    nlp.add_pipe("lemmatizer", config={"mode": mode} if mode else {})
    words, pos, morphs = zip(*tokens, strict=True)
    doc = nlp.get_pipe("lemmatizer")(Doc(nlp.vocab, words=words, pos=pos, morphs=morphs))
    return [token.lemma_ for token in doc]


RUSSIAN = [
    ("стекла", "NOUN", "Case=Gen|Number=Sing", "стекло"),
    ("стекла", "VERB", "Number=Sing|Tense=Past", "стечь"),
    ("стали", "NOUN", "Case=Gen|Number=Sing", "сталь"),
    ("стали", "VERB", "", "стать"),
    ("белила", "NOUN", "", "белила"),
    ("белила", "VERB", "", "белить"),
    ("этого", "DET", "Case=Gen", "этот"),
    ("его", "PRON", "Case=Gen", "он"),
    ("хорошего", "ADJ", "", "хороший"),
    ("прочитав", "VERB", "", "прочитать"),
    ("Пушкина", "PROPN", "Case=Gen|Number=Sing", "пушкин"),
    ("двух", "NUM", "Case=Gen", "два"),
    ("был", "AUX", "", "быть"),
    ("НА", "ADP", "", "на"),
    ("«", "PUNCT", "", '"'),
    ("—", "PUNCT", "", "—"),
    ("GPT", "X", "", "gpt"),
]
UKRAINIAN = [
    ("мила", "VERB", "", "мити"),
    ("мила", "NOUN", "Case=Gen|Number=Sing", "мило"),
    ("їжаки", "NOUN", "", "їжак"),
    ("гарного", "ADJ", "", "гарний"),
    ("ходив", "VERB", "", "ходити"),
    ("і", "CCONJ", "", "і"),
]


@pytest.mark.parametrize(("lang", "cases"), [("ru", RUSSIAN), ("uk", UKRAINIAN)])
def test_by_part_of_speech_and_features(lang, cases):
    assert lemmas(lang, None, *(case[:3] for case in cases)) == [case[3] for case in cases]


def test_lookup_takes_what_is_certain():
    assert lemmas("ru", "pymorphy3_lookup", ("ёлки", "", ""), ("стали", "", "")) == ["ёлка", "стали"]


def test_saved_and_loaded(tmp_path):
    need("ru")
    nlp = engine.blank("ru")
    nlp.add_pipe("lemmatizer")
    nlp.initialize()
    nlp.to_disk(tmp_path / "saved")
    loaded = engine.load(tmp_path / "saved")
    assert loaded.get_pipe("lemmatizer").mode == "pymorphy3"
    assert [token.lemma_ for token in loaded("ёлки ходил")] == ["ёлка", "ходить"]


def test_errors(monkeypatch):
    with pytest.raises(ConfigError, match="pymorphy3_lookup"):
        engine.blank("ru").add_pipe("lemmatizer", config={"mode": "pymorphy4"})
    make_analyzer.cache_clear()
    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    with pytest.raises(MissingPackageError, match=r"engine\[uk\]"):
        engine.blank("uk").add_pipe("lemmatizer")


@pytest.mark.parametrize("failure", [ValueError("no dictionary"), ModuleNotFoundError("no module of a dictionary")])
def test_missing_dictionary_and_missing_old_package(monkeypatch, failure):
    def fail(lang):
        raise failure

    make_analyzer.cache_clear()
    monkeypatch.setitem(sys.modules, "pymorphy3", SimpleNamespace(MorphAnalyzer=fail))
    with pytest.raises(MissingPackageError, match=r"no dictionary for 'uk'.*\n.*engine\[uk\]"):
        engine.blank("uk").add_pipe("lemmatizer")
    monkeypatch.setitem(sys.modules, "pymorphy2", None)  # no extra brings it
    with pytest.raises(MissingPackageError, match=r"needs the package pymorphy2.*\n.*'pymorphy3'.*engine\[ru\]"):
        engine.blank("ru").add_pipe("lemmatizer", config={"mode": "pymorphy2"})


def test_agreement():
    grammemes = frozenset({"NOUN", "gent", "sing", "femn"})
    assert agreement(grammemes, "NOUN", "NOUN", {"Case": "Gen", "Number": "Sing"}) == 4
    assert agreement(grammemes, "NOUN", "NOUN", {"Case": "Nom", "Gender": "Fem,Masc"}) == 0
    assert agreement(frozenset(), "ADJF", "DET", {}) > agreement(frozenset(), "NPRO", "DET", {})


@pytest.mark.peer
@pytest.mark.parametrize(("lang", "cases", "least"), [("ru", RUSSIAN, 0.85), ("uk", UKRAINIAN, 0.8)])
def test_as_the_peer(lang, cases, least):
    need(lang)
    spacy = pytest.importorskip("spacy", reason="no spaCy here")
    nlp = spacy.blank(lang)
    component = nlp.add_pipe("lemmatizer")
    words, pos, morphs, _ = zip(*cases, strict=True)
    doc = component(spacy.tokens.Doc(nlp.vocab, words=words, pos=pos, morphs=morphs))
    ours = lemmas(lang, None, *(case[:3] for case in cases))
    assert sum(a == b.lemma_ for a, b in zip(ours, doc, strict=True)) / len(cases) >= least
