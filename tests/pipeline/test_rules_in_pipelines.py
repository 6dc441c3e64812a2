"""The rule components together: saved, copied, run in processes and in memory zones."""

from __future__ import annotations

import pickle

import pytest

import engine
from engine.lookups import Lookups
from engine.tokens import Doc

TEXTS = ["Foo bars X", "bars quux", "x foo Bars"]


@pytest.fixture
def nlp():
    nlp = engine.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "bars"}]], {"POS": "NOUN", "MORPH": "Number=Plur"})
    lookups = Lookups()
    lookups.add_table("lemma_rules", {"noun": [["s", ""]]})
    nlp.add_pipe("lemmatizer").initialize(lookups=lookups)
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "A", "pattern": [{"LEMMA": "bar"}], "id": "b"}, {"label": "B", "pattern": "X"}]
    )
    nlp.add_pipe("span_ruler").add_patterns([{"label": "C", "pattern": [{"LOWER": "foo"}, {"POS": "NOUN"}]}])
    return nlp


def annotations(docs):
    return [
        (
            [(token.lemma_, token.pos_, str(token.morph)) for token in doc],
            [(ent.text, ent.label_, ent.id_) for ent in doc.ents],
            [(span.text, span.label_) for span in doc.spans["ruler"]],
        )
        for doc in docs
    ]


@pytest.mark.filterwarnings("ignore:.*no part of speech")
def test_every_way_to_the_same_annotation(nlp, tmp_path):
    expected = annotations(nlp(text) for text in TEXTS)
    assert expected[0] == (
        [("foo", "", ""), ("bar", "NOUN", "Number=Plur"), ("x", "", "")],
        [("bars", "A", "b"), ("X", "B", "")],
        [("Foo bars", "C")],
    )
    assert annotations(nlp.pipe(TEXTS)) == expected
    nlp.to_disk(tmp_path / "nlp")
    again = engine.load(tmp_path / "nlp")
    assert again.config.to_str() == nlp.config.to_str()
    from_bytes = engine.load(tmp_path / "nlp").from_bytes(nlp.to_bytes())
    for other in (again, from_bytes, pickle.loads(pickle.dumps(nlp))):
        assert annotations(other.pipe(TEXTS)) == expected
        assert other.get_pipe("entity_ruler").nlp is other


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*no part of speech")
def test_processes(nlp):
    assert annotations(nlp.pipe(TEXTS * 3, n_process=2, batch_size=2)) == annotations(nlp.pipe(TEXTS * 3))


@pytest.mark.filterwarnings("ignore:.*no part of speech")
def test_memory_zones(nlp):
    """What is kept between documents outlives the strings of a zone."""
    lemmatizer = nlp.get_pipe("lemmatizer")

    def lemma(word):
        return lemmatizer(Doc(nlp.vocab, words=[word], pos=["NOUN"]))[0].lemma_

    with nlp.memory_zone():
        assert lemma("zorgles") == "zorgle" and "zorgle" in nlp.vocab.strings
    assert "zorgle" not in nlp.vocab.strings
    with nlp.memory_zone():
        assert lemma("zorgles") == "zorgle"
    assert lemma("zorgles") == "zorgle"
    with nlp.memory_zone():
        nlp.get_pipe("attribute_ruler").add([[{"LOWER": "glorp"}]], {"LEMMA": "glorb", "MORPH": "Xx=Yy", "POS": "X"})
        nlp.get_pipe("entity_ruler").add_patterns([{"label": "LATE", "pattern": "snark quux", "id": "late"}])
    doc = nlp("glorp snark quux bars")
    assert (doc[0].lemma_, str(doc[0].morph)) == ("glorb", "Xx=Yy")
    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [("snark quux", "LATE", "late"), ("bars", "A", "b")]
