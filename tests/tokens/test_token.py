"""Token: attributes, trees, sentence starts, growth of the document below a view."""

import numpy as np
import pytest

from engine.errors import InputError, RangeError
from engine.tokens import Doc, Token
from engine.vocab.vocab import Vocab

HEADS = [1, 1, 4, 4, 1, 1]


@pytest.fixture
def doc():
    deps = ["nsubj", "ROOT", "det", "amod", "dobj", "punct"]
    return Doc(
        Vocab(),
        words=["She", "saw", "a", "red", "house", "!"],
        spaces=[True, True, True, True, False, False],
        heads=HEADS,
        deps=deps,
    )


def test_tree(doc):
    saw, house = doc[1], doc[4]
    assert [t.head.i for t in doc] == HEADS
    assert [t.text for t in saw.children] == ["She", "house", "!"]
    assert [t.text for t in saw.lefts] == ["She"]
    assert [t.text for t in saw.rights] == ["house", "!"]
    assert (saw.n_lefts, saw.n_rights) == (1, 2)
    assert [t.text for t in house.subtree] == ["a", "red", "house"]
    assert (house.left_edge.text, house.right_edge.text) == ("a", "house")
    assert [t.text for t in doc[2].ancestors] == ["house", "saw"]
    assert saw.is_ancestor(doc[2])
    assert not doc[2].is_ancestor(saw)
    assert saw.head == saw


def test_setting_heads(doc):
    doc[4].head = doc[0]
    assert [t.text for t in doc[0].subtree] == ["She", "a", "red", "house"]
    assert doc[1].n_rights == 1
    other = Doc(doc.vocab, words=["x"])
    with pytest.raises(InputError, match="another document"):
        doc[0].head = other[0]


def test_ring_of_heads_ends(doc):
    doc[1].head = doc[4]  # 1 -> 4 -> 1
    assert [t.i for t in doc[0].ancestors][:3] == [1, 4, 1]
    assert len(list(doc[0].ancestors)) <= len(doc)
    assert doc[1].left_edge.i == doc[4].left_edge.i == 0
    assert doc[1].right_edge.i == doc[4].right_edge.i == 5
    doc[1].head = doc[1]
    assert [s.text for s in doc.sents] == ["She saw a red house!"]


def test_conjuncts():
    doc = Doc(Vocab(), words=list("abcde"), heads=[0, 0, 1, 2, 2], deps=["ROOT", "conj", "conj", "conj", "cc"])
    assert [[t.i for t in token.conjuncts] for token in doc] == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], []]


@pytest.mark.parametrize("name", ["lemma", "tag", "dep", "ent_type", "ent_kb_id", "ent_id", "norm"])
def test_string_attributes(doc, name):
    setattr(doc[0], f"{name}_", "some value")
    assert getattr(doc[0], name) == doc.vocab.strings["some value"]
    setattr(doc[1], name, getattr(doc[0], name))
    assert getattr(doc[1], f"{name}_") == "some value"


def test_norm_falls_back_to_the_word():
    vocab = Vocab(lex_attr_getters={67: str.lower})
    doc = Doc(vocab, words=["Abc"])
    assert doc[0].norm_ == "abc"
    doc[0].norm_ = "x"
    assert (doc[0].norm_, doc[0].lex.norm_) == ("x", "abc")


def test_pos(doc):
    doc[0].pos_ = "PRON"
    assert doc[0].pos == doc.vocab.strings["PRON"] == 95
    doc[0].pos = 92
    assert doc[0].pos_ == "NOUN"
    doc[0].pos_ = ""
    assert doc[0].pos == 0
    with pytest.raises(InputError, match="NOUN"):
        doc[0].pos_ = "Noun"
    with pytest.raises(InputError):
        doc[0].pos = 3


def test_morph(doc):
    assert not doc[0].has_morph()
    doc[0].set_morph("Number=Sing|Case=Nom")
    assert str(doc[0].morph) == "Case=Nom|Number=Sing"
    assert doc[0].morph.get("Number") == ["Sing"]
    doc[1].morph = doc[0].morph
    assert str(doc[1].morph) == "Case=Nom|Number=Sing"
    doc[0].set_morph("")
    assert doc[0].has_morph()
    assert str(doc[0].morph) == ""
    doc[0].set_morph(None)
    assert not doc[0].has_morph()


def test_sent_start_of_parsed_documents_is_fixed(doc):
    with pytest.raises(InputError, match="parsed"):
        doc[2].is_sent_start = True


def test_sent_start():
    doc = Doc(Vocab(), words=["a", "b", "c"])
    assert doc[1].is_sent_start is None
    doc[1].is_sent_start = True
    doc[2].is_sent_start = False
    assert [t.sent_start for t in doc] == [1, 1, -1]
    assert doc[2].sent.text == "b c"
    for bad in (1, 0, -1, "yes"):
        with pytest.raises(InputError):
            doc[1].is_sent_start = bad


def test_text(doc):
    assert (doc[0].text, doc[0].text_with_ws, doc[0].whitespace_) == ("She", "She ", " ")
    assert (doc[4].text_with_ws, doc[4].whitespace_) == ("house", "")
    assert (str(doc[0]), repr(doc[0]), len(doc[0]), doc[0].orth_) == ("She", "She", 3, "She")
    assert doc[1].idx == 4
    assert (doc[0].is_alpha, doc[5].is_punct, doc[0].is_title) == (
        doc.vocab["She"].is_alpha,
        doc.vocab["!"].is_punct,
        doc.vocab["She"].is_title,
    )


def test_neighbours(doc):
    assert doc[0].nbor().text == "saw"
    assert doc[1].nbor(-1).text == "She"
    for i, step in ((0, -1), (5, 1)):
        with pytest.raises(RangeError):
            doc[i].nbor(step)


def test_equality_and_order(doc):
    same = Doc(doc.vocab, words=["She"])
    assert doc[0] == doc[0]
    assert hash(doc[0]) == hash(doc[0])
    assert doc[0] != same[0]
    assert doc[0] < doc[1] <= doc[1]
    assert doc[0] != "She"
    assert len({doc[0], doc[0], doc[1]}) == 2
    with pytest.raises(RangeError):
        Token(doc.vocab, doc, 6)


def test_check_flag(doc):
    assert doc[0].check_flag(1) == doc[0].is_alpha
    with pytest.raises(InputError):
        doc[0].check_flag(64)


def test_strings_may_be_unset(doc):
    for name in ("lemma_", "dep_", "ent_type_", "ent_kb_id_", "ent_id_"):
        setattr(doc[0], name, "x")
        setattr(doc[0], name, None)
        assert getattr(doc[0], name) == ""


def test_sentence_ends_are_not_set():
    doc = Doc(Vocab(), words=["a", "b"])
    with pytest.raises(ValueError, match="follows"):
        doc[0].is_sent_end = True
    doc[1].sent_start = -1
    assert doc[0].is_sent_end is False
    with pytest.raises(InputError):
        doc[1].sent_start = 2


def test_order_goes_by_place(doc):
    other = Doc(doc.vocab, words=["a", "b"])
    assert other[0] < doc[1]
    assert other[1] != doc[1]


def test_hook_for_conjuncts(doc):
    doc.user_token_hooks["conjuncts"] = lambda token: (token.nbor(),)
    assert doc[0].conjuncts == (doc[1],)


def test_without_a_label_there_is_no_head():
    doc = Doc(Vocab(), words=["a", "b"])
    doc.from_array("HEAD", np.asarray([1, 0]))
    assert (doc[0].head.i, doc[0].has_head()) == (0, False)
    doc[0].dep_ = "det"
    assert (doc[0].head.i, doc[0].has_head()) == (1, True)


def test_conjuncts_of_rings_end():
    doc = Doc(Vocab(), words=["a", "b", "c"], heads=[1, 1, 1], deps=["conj"] * 3)
    doc[1].head = doc[0]
    assert {token.i for token in doc[2].conjuncts} <= {0, 1}
    assert doc[0:2].root.i in (0, 1)
