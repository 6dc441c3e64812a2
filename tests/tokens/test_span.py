"""Span: place, label, text, trees, documents made of spans."""

import pytest

import engine
from engine.errors import InputError, RangeError
from engine.tokens import Doc, Span
from engine.vocab.vocab import Vocab


@pytest.fixture
def doc():
    return Doc(
        Vocab(),
        words=["Ada", "Lovelace", "wrote", "code", ".", "It", "ran"],
        spaces=[True, True, True, False, True, True, False],
        heads=[1, 2, 2, 2, 2, 6, 6],
        deps=["compound", "nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT"],
        ents=["B-PERSON", "I-PERSON", "O", "B-X", "O", "O", "O"],
        lemmas=["Ada", "Lovelace", "write", "code", ".", "it", "run"],
    )


def test_fields(doc):
    span = Span(doc, 1, 4, label="L", kb_id="K", span_id="S")
    assert (span.label_, span.kb_id_, span.id_, span.ent_id_) == ("L", "K", "S", "")
    assert (span.start, span.end, span.start_char, span.end_char, len(span)) == (1, 4, 4, 23, 3)
    assert (span.text, span.text_with_ws, span.lemma_) == (
        "Lovelace wrote code",
        "Lovelace wrote code",
        "Lovelace write code",
    )
    assert span[0].text == "Lovelace"
    assert span[-1].text == "code"
    assert span[1:].text == "wrote code"
    assert [t.i for t in span] == [1, 2, 3]
    span.label_ = "M"
    assert span.label == doc.vocab.strings["M"]
    span.end = 2
    assert (span.text, span.end_char) == ("Lovelace", 12)


@pytest.mark.parametrize(("start", "end"), [(3, 1), (0, 8), (-1, 2), (8, 8)])
def test_out_of_range(doc, start, end):
    with pytest.raises(RangeError):
        Span(doc, start, end)


def test_moving_out_of_range_changes_nothing(doc):
    span = doc[1:3]
    with pytest.raises(RangeError):
        span.end = 99
    with pytest.raises(RangeError):
        span.start = 5
    assert (span.start, span.end) == (1, 3)
    with pytest.raises(RangeError):
        span[2]
    with pytest.raises(InputError):
        Span(doc, 0, 1, label=None)


def test_tree(doc):
    span = doc[0:3]
    assert span.root.text == "wrote"
    assert [t.text for t in span.rights] == ["code", "."]
    assert [t.text for t in doc[2:4].lefts] == ["Lovelace"]
    assert (doc[2:4].n_lefts, doc[2:4].n_rights) == (1, 1)
    assert [t.text for t in doc[2:3].subtree] == ["Ada", "Lovelace", "wrote", "code", "."]
    assert doc[3:5].root.text == "code"
    assert doc[2:2].root.text == "wrote"
    with pytest.raises(IndexError, match="empty"):
        doc[7:7].root  # noqa: B018


def test_root_passes_over_punctuation():
    vocab = engine.blank("en").vocab
    doc = Doc(vocab, words=["b", "f", "c", ".", "n"], heads=[0, 0, 1, 0, 3], deps=["d"] * 5)
    assert doc[2:4].root.text == "."  # something depends on it
    doc = Doc(vocab, words=["b", "f", "c", "."], heads=[0, 0, 1, 0], deps=["d"] * 4)
    assert doc[2:4].root.text == "c"
    doc = Doc(vocab, words=["b", "f", ".", "-"], heads=[0, 0, 1, 0], deps=["d"] * 4)
    assert doc[2:4].root.text == "."  # nothing else: the first


def test_sentences_and_entities(doc):
    assert doc[3:4].sent.text == "Ada Lovelace wrote code."
    assert [s.start for s in doc[3:6].sents] == [0, 5]
    assert [e.text for e in doc[0:3].ents] == ["Ada Lovelace"]
    assert doc[1:4].ents == [Span(doc, 3, 4, "X")]


def test_char_span(doc):
    assert doc[2:5].char_span(0, 5).text == "wrote"
    assert doc[2:5].char_span(1, 5) is None


def test_as_doc(doc):
    part = doc[3:7].as_doc()
    assert part.text == "code. It ran"
    assert [t.head.i for t in part] == [0, 0, 3, 3]
    assert [t.dep_ for t in part] == ["dep", "dep", "nsubj", "ROOT"]
    assert [s.text for s in part.sents] == ["code.", "It ran"]
    assert [e.label_ for e in part.ents] == ["X"]
    assert doc[1:3].as_doc().ents == ()
    part[0].tag_ = "T"
    assert doc[3].tag_ == ""


def test_as_doc_takes_extensions(doc):
    Span.set_extension("mark", default=None, force=True)
    doc[2:4]._.mark = 7
    doc.user_data["other"] = 1
    part = doc[2:5].as_doc(copy_user_data=True)
    assert part[0:2]._.mark == 7
    assert part.user_data["other"] == 1
    assert doc[2:5].as_doc().user_data == {}
    Span.remove_extension("mark")


def test_order_and_equality(doc):
    assert Span(doc, 1, 3, "A") == Span(doc, 1, 3, "A")
    assert Span(doc, 1, 3, "A") != Span(doc, 1, 3, "B")
    assert Span(doc, 1, 3) < Span(doc, 1, 4) < Span(doc, 2, 3)
    assert sorted([doc[2:3], doc[0:1]])[0].start == 0
    assert hash(Span(doc, 1, 3, "A")) == hash(Span(doc, 1, 3, "A"))
    assert len({doc[0:1], doc[0:1], doc[0:2]}) == 2
    assert doc[0:1] != 3


def test_to_array(doc):
    assert doc[1:3].to_array("HEAD").astype("int64").tolist() == [1, 0]
    assert doc[1:3].to_array(["HEAD", "DEP"]).shape == (2, 2)
    assert doc[0:3].get_lca_matrix().tolist() == [[0, 1, 2], [1, 1, 2], [2, 2, 2]]


def test_characters_may_be_set(doc):
    span = Span(doc, 1, 3, "L")
    span.start_char = 0
    assert (span.start, span.text, span.label_) == (0, "Ada Lovelace wrote", "L")
    span.end_char = 12
    assert (span.end, span.text) == (2, "Ada Lovelace")
    for name, value in (("start_char", 1), ("end_char", 5), ("end_char", 1000), ("start_char", -1)):
        with pytest.raises(IndexError):
            setattr(span, name, value)
    assert (span.start, span.end) == (0, 2)


def test_ids_of_entities_are_those_of_the_root(doc):
    doc.set_ents([Span(doc, 0, 2, "PERSON", span_id="ada")])
    assert Span(doc, 0, 3).ent_id_ == ""
    assert doc[0:2].ent_id_ == "ada"
    for name, value in (("ent_id", 3), ("ent_id_", "x")):
        with pytest.raises(NotImplementedError):
            setattr(doc[0:2], name, value)


def test_hash_and_order_go_by_ids(doc):
    spans = [Span(doc, 0, 2, label, kb_id=kb, span_id=i) for label in "AB" for kb in "AB" for i in "AB"]
    assert len({hash(span) for span in spans}) == len(set(spans)) == 8
    assert sorted(spans, reverse=True) == sorted(
        spans, key=lambda span: (span.label, span.kb_id, span.id), reverse=True
    )


def test_as_doc_answers_as_its_source_does(doc):
    doc.user_hooks["vector"] = lambda _: "hooked"
    doc.user_token_hooks["conjuncts"] = lambda token: (token,)
    part = doc[2:5].as_doc()
    assert (part.vector, part[0].conjuncts) == ("hooked", (part[0],))
    part.user_hooks.clear()
    assert "vector" in doc.user_hooks


def test_as_doc_of_some_columns(doc):
    part = doc[1:4].as_doc(array_head=["LEMMA"])
    assert [token.lemma_ for token in part] == ["Lovelace", "write", "code"]
    assert not part.has_annotation("DEP")
    assert part.ents == ()
    lemmas = doc.to_array(["LEMMA"])
    lemmas[2] = doc.vocab.strings.add("scribble")
    part = doc[1:4].as_doc(array_head=["LEMMA", "DEP", "HEAD"], array=doc.to_array(["LEMMA", "DEP", "HEAD"]))
    assert [token.head.i for token in part] == [1, 1, 1]
    part = doc[1:4].as_doc(array_head=["LEMMA"], array=lemmas)
    assert part[1].lemma_ == "scribble"
    with pytest.raises(InputError, match="2 rows"):
        doc[1:4].as_doc(array_head=["LEMMA"], array=lemmas[:2])
