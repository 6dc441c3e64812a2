"""Matcher gives what the plain Python twin gives, for random patterns and documents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.matcher import Matcher
from engine.tokens import Doc, Token

OPS = ["1", "1", "!", "?", "*", "+", "{0}", "{2}", "{1,2}", "{,2}", "{2,}", "{0,1}", "{0,}"]
WORDS = ["a", "b", "ab", "B"]
# what a token of a pattern asks, and the same in Python
QUESTIONS = [
    ({}, lambda t: True),
    ({"ORTH": "a"}, lambda t: t == "a"),
    ({"ORTH": "b"}, lambda t: t == "b"),
    ({"LOWER": "b"}, lambda t: t.lower() == "b"),
    ({"LOWER": {"IN": ["a", "b"]}}, lambda t: t.lower() in ("a", "b")),
    ({"LOWER": {"NOT_IN": ["a", "ab"]}}, lambda t: t.lower() not in ("a", "ab")),
    ({"TEXT": {"REGEX": "b$"}}, lambda t: t[-1] == "b"),
    ({"LENGTH": {">=": 2}}, lambda t: len(t) >= 2),
    ({"IS_ASCII": True, "LENGTH": 1}, lambda t: len(t) == 1),
    ({"LOWER": "b", "TEXT": {"REGEX": "B"}}, lambda t: t == "B"),
    ({"_": {"first": "a"}}, lambda t: t[0] == "a"),
    ({"LENGTH": 1, "_": {"first": {"IN": ["a", "B"]}}}, lambda t: t in ("a", "B")),
]
TOKENS = st.tuples(st.sampled_from(range(len(QUESTIONS))), st.sampled_from(OPS))
PATTERNS = st.lists(TOKENS, min_size=1, max_size=4)
GREEDY = st.sampled_from([None, None, "FIRST", "LONGEST"])


@pytest.fixture(scope="module", autouse=True)
def extension():
    Token.set_extension("first", getter=lambda token: token.text[0])
    yield
    Token.remove_extension("first")


@pytest.fixture(scope="module")
def vocab():
    return engine.blank("en").vocab


@pytest.fixture(scope="module")
def twin(reference):
    return reference("matcher")


def as_dict(question, op):
    return QUESTIONS[question][0] | ({} if op == "1" else {"OP": op})


@given(
    st.lists(st.tuples(st.sampled_from("KLM"), PATTERNS), min_size=1, max_size=4),
    st.fixed_dictionaries(dict.fromkeys("KLM", GREEDY)),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=7), min_size=1, max_size=3),
)
@settings(max_examples=600)
def test_equal_to_twin(twin, vocab, rules, greedy, texts):
    matcher = Matcher(vocab)
    for key, pattern in rules:
        matcher.add(key, [[as_dict(*token) for token in pattern]], greedy=greedy[key])
    keys = [key for key, _ in rules]
    patterns = [[(QUESTIONS[question][1], op) for question, op in pattern] for _, pattern in rules]
    for words in texts:
        doc = Doc(vocab, words=words)
        expected = twin.match(keys, patterns, words, greedy)
        found = matcher(doc, with_alignments=True)
        assert [(vocab.strings[key], start, end, tuple(path)) for key, start, end, path in found] == expected
        assert matcher(doc) == [match[:3] for match in found]


@given(PATTERNS, st.lists(st.sampled_from(WORDS), max_size=8), st.data())
@settings(max_examples=200)
def test_span_is_matched_as_a_document(vocab, pattern, words, data):
    matcher = Matcher(vocab)
    matcher.add("K", [[as_dict(*token) for token in pattern]])
    doc = Doc(vocab, words=words)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    span = doc[start:end]
    assert matcher(span) == matcher(Doc(vocab, words=words[start:end]))
    spans = matcher(span, as_spans=True)
    assert [(each.start - start, each.end - start) for each in spans] == [match[1:] for match in matcher(span)]
    assert all(each.doc is doc and each.label_ == "K" for each in spans)
