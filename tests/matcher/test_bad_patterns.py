"""Whatever is given as patterns: an error that says what is wrong, or a matcher that works."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.errors import InputError, MatchPatternError
from engine.matcher import Matcher
from engine.matcher.patterns import NAMES
from engine.matcher.predicates import NAMES as PREDICATES
from engine.tokens import Doc

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(
        [0, 1, 3, 2**63, 2**64, -1, 1.5, float("inf"), float("nan"), b"a", object, "Number=Sing", "=", "("]
    ),
    st.floats(),
    st.text(max_size=4),
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner),
        st.dictionaries(st.one_of(st.sampled_from(PREDICATES), st.text(max_size=3), st.integers()), inner, max_size=3),
    ),
    max_leaves=6,
)
KEYS = st.one_of(
    st.sampled_from(NAMES), st.sampled_from(["HEAD", "FLAG30", "lower", "PROB"]), st.integers(), st.text(max_size=4)
)
OPS = st.one_of(st.sampled_from(["!", "?", "*", "+", "1"]), st.from_regex(r"\{\d{0,3},?\d{0,3}\}", fullmatch=True))
TOKENS = st.one_of(
    JUNK,
    st.dictionaries(KEYS, JUNK, max_size=3),
    st.fixed_dictionaries(
        {}, optional={"OP": OPS, "TEXT": st.text(max_size=2), "_": st.dictionaries(st.text(max_size=2), JUNK)}
    ),
)


@pytest.fixture(scope="module")
def vocab():
    return engine.blank("en").vocab


@given(st.one_of(JUNK, st.lists(st.one_of(JUNK, st.lists(TOKENS, max_size=3)), max_size=3)), st.booleans())
@settings(max_examples=1500)
def test_anything(vocab, patterns, validate):
    matcher = Matcher(vocab, validate=validate)
    try:
        matcher.add("K", patterns)
    except MatchPatternError as error:
        problems = [line for line in str(error).splitlines() if line.startswith("- ")]
        assert problems
        assert all(re.match(r"- pattern \d+(, token \d+)?: ", line) for line in problems)
        assert len(matcher) == 0
        return
    except InputError:
        assert len(matcher) == 0
        return
    doc = Doc(vocab, words=["a", "b", "Ab", "1"])
    try:
        found = matcher(doc, allow_missing=True, with_alignments=True)
    except AttributeError as error:
        assert "extension attribute" in str(error)
        return
    assert all(0 <= start < end <= 4 and len(path) == end - start for _, start, end, path in found)


@given(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["LOWR", "REGX", "POSS"]))
def test_each_mistake_has_its_place(vocab, i, j, name):
    patterns = [[{"LOWER": "a"} for _ in range(4)] for _ in range(4)]
    patterns[i][j] = {name: "a"}
    patterns[3][3] = {"TEXT": {"IN": 3}} | patterns[3][3]
    with pytest.raises(MatchPatternError) as caught:
        Matcher(vocab).add("K", patterns)
    text = str(caught.value)
    assert f"pattern {i}, token {j}: {name!r}" in text
    assert "pattern 3, token 3: TEXT: IN: 3 is no list" in text
