"""push_back, set_parse and get_token_attr: what other rooms call from C."""

import random

import numpy as np
import pytest
from engine.tokens._testing import py_attr, py_padding_is_blank, py_push_back, py_set_parse, py_stale_pointer_orth

from engine.errors import InputError
from engine.strings.symbols import IDS
from engine.tokens import Doc
from engine.vocab.vocab import Vocab


def test_push_back_grows_below_views():
    doc = Doc(Vocab(), words=["a", "b"])
    token, span = doc[1], doc[0:2]
    for i in range(5000):
        py_push_back(doc, f"w{i}", i % 2 == 0)
    assert len(doc) == 5002
    token.lemma_ = "x"
    assert doc[1].lemma_ == token.lemma_ == "x"
    assert py_stale_pointer_orth(token) == doc.vocab.strings["b"]
    assert span.text == "a b"
    assert doc[5001].idx + len(doc[5001]) + (doc[5001].whitespace_ == " ") == len(doc.text)
    assert py_padding_is_blank(doc)


def test_push_back_to_an_empty_document():
    doc = Doc(Vocab())
    py_push_back(doc, "a", False)
    py_push_back(doc, "b", True)
    assert doc.text == "ab "
    assert doc[0].is_sent_start is True
    assert doc[1].is_sent_start is None
    with pytest.raises(InputError, match="empty"):
        py_push_back(doc, "", True)


def brute_force(heads):
    """Per token: members of its subtree, found by walking up from every token."""
    members = [{i} for i in range(len(heads))]
    for i in range(len(heads)):
        j = i
        while heads[j] != j:
            j = heads[j]
            members[j].add(i)
    return members


@pytest.mark.parametrize("seed", range(30))
def test_set_parse(seed):
    rng = random.Random(seed)
    n = rng.choice([0, 1, 2, 3, 7, 40])
    order = list(range(n))
    rng.shuffle(order)
    heads = list(range(n))
    for k in range(1, n):
        heads[order[k]] = order[k] if rng.random() < 0.2 else order[rng.randrange(k)]
    vocab = Vocab()
    doc = Doc(vocab, words=["w"] * n)
    deps = np.asarray([vocab.strings.add(rng.choice("xyz")) for _ in range(n)], dtype="uint64")
    py_set_parse(doc, np.asarray(heads, dtype="int32"), deps)
    members = brute_force(heads)
    starts = {min(members[i]) for i in range(n) if heads[i] == i}
    for i, token in enumerate(doc):
        assert token.head.i == heads[i]
        assert token.dep == deps[i]
        assert (token.left_edge.i, token.right_edge.i) == (min(members[i]), max(members[i]))
        assert token.n_lefts == sum(heads[j] == i for j in range(i))
        assert token.n_rights == sum(heads[j] == i for j in range(i + 1, n))
        assert token.is_sent_start is (i in starts)
        assert {t.i for t in token.subtree} == members[i]


def test_set_parse_refuses_heads_outside():
    doc = Doc(Vocab(), words=["a", "b"], heads=[1, 1], deps=["x", "ROOT"])
    for bad in (2, -1):
        with pytest.raises(InputError, match="Token 1"):
            py_set_parse(doc, np.asarray([0, bad], dtype="int32"), np.zeros(2, dtype="uint64"))
    assert [t.head.i for t in doc] == [1, 1]


def test_attributes():
    doc = Doc(Vocab(), words=["a", "b"], tags=["T", "U"], heads=[1, 1], deps=["x", "ROOT"])
    strings = doc.vocab.strings
    assert py_attr(doc, 0, IDS["ORTH"]) == strings["a"]
    assert py_attr(doc, 1, IDS["TAG"]) == strings["U"]
    assert py_attr(doc, 0, IDS["HEAD"]) == 1
    assert py_attr(doc, 1, IDS["SENT_START"]) == 2**64 - 1
    assert py_attr(doc, 1, IDS["SENT_START"], True) == 0
    assert py_attr(doc, 0, IDS["SENT_START"], True) == 1
    assert py_attr(doc, 1, IDS["IDX"]) == 2
    assert py_attr(doc, 0, IDS["LENGTH"]) == 1
    assert py_attr(doc, 0, IDS["SPACY"]) == 1
