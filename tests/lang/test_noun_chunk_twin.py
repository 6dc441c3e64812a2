"""The rules for base noun phrases beside the same rules in plain Python, on random trees of any form."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import WrongTypeError
from engine.lang import LANGUAGES, get_defaults
from engine.tokens import Doc
from engine.vocab import Vocab

CODES = sorted(code for code in LANGUAGES if "noun_chunks" in get_defaults(code).syntax_iterators)
POS = [*["NOUN"] * 4, *["PROPN"] * 2, *["PRON"] * 2, *"ADJ DET ADP VERB AUX NUM PUNCT CCONJ X".split(), ""]
LABELS = sorted(
    set(
        "nsubj nsubjpass nsubj:pass obj dobj iobj pobj attr dative oprd pcomp obl obl:agent obl:arg nmod nmod:poss "
        "appos amod det det:poss case cc conj flat flat:name fixed compound clf nummod advmod acl goeswith dislocated "
        "orphan punct nk sb oa da mo ag pd cj cd root dep vocative".split()
    )
)
VOCAB = Vocab()


@pytest.fixture(scope="module")
def rules(reference):
    return reference("noun_chunks").RULES


@st.composite
def trees(draw):
    """A document whose heads make trees, with crossing arcs or without, and more than one root now and then."""
    n = draw(st.integers(1, 14))
    order = list(range(n)) if draw(st.booleans()) else draw(st.permutations(range(n)))
    heads = [0] * n
    for i, place in enumerate(order):
        above = draw(st.integers(max(0, i - 4), i))  # itself is a root
        heads[place] = order[above] if i else place
    # The arcs that rules ask about most come up in each document.
    labels = st.sampled_from([*LABELS, *["conj"] * 8, *["nsubj", "nmod", "flat", "amod", "nk", "det"] * 2])
    deps = ["ROOT" if heads[i] == i else draw(labels) for i in range(n)]
    pos = [draw(st.sampled_from(POS)) for _ in range(n)]
    return Doc(VOCAB, words=["w"] * n, pos=pos, heads=heads, deps=deps)


def test_every_rule_has_its_twin(rules):
    assert sorted(rules) == CODES


@pytest.mark.parametrize("code", CODES)
def test_like_the_slow_version(rules, code):
    fast, slow = get_defaults(code).syntax_iterators["noun_chunks"], rules[code]
    found = 0

    @settings(max_examples=150)
    @given(trees(), st.data())
    def check(doc, data):
        nonlocal found
        expected = list(slow(doc))
        found += len(expected)
        assert list(fast(doc)) == expected
        assert list(pickle.loads(pickle.dumps(fast))(doc)) == expected
        start = data.draw(st.integers(0, len(doc)))
        span = doc[start : data.draw(st.integers(start, len(doc)))]
        assert list(fast(span)) == list(slow(span))

    check()
    assert found > 100


@pytest.mark.parametrize("code", CODES)
def test_edges(code):
    rule = get_defaults(code).syntax_iterators["noun_chunks"]
    assert list(rule(Doc(VOCAB))) == []
    one = Doc(VOCAB, words=["w"], pos=["NOUN"], heads=[0], deps=["ROOT"])
    assert [(start, end) for start, end, _ in rule(one)] == [(0, 1)]
    assert list(rule(one[0:0])) == [] and next(rule(one))[2] == VOCAB.strings["NP"]
    with pytest.raises(WrongTypeError, match="Doc or Span"):
        rule(one[0])
    long = Doc(VOCAB, words=["w"] * 3000, pos=["NOUN"] * 3000, heads=[0, *range(2999)], deps=["ROOT"] + ["conj"] * 2999)
    assert all(start < end <= 3000 for start, end, _ in rule(long))
