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


def check(twin, vocab, rules, greedy, texts, limits=None, questions=QUESTIONS):
    matcher = Matcher(vocab)
    if limits is not None:
        matcher._limits = limits
    for key, pattern in rules:
        matcher.add(key, [[as_dict(*token) for token in pattern]], greedy=greedy[key])
    keys = [key for key, _ in rules]
    patterns = [[(questions[question][1], op) for question, op in pattern] for _, pattern in rules]
    for words in texts:
        doc = Doc(vocab, words=words)
        expected = twin.match(keys, patterns, words, greedy)
        found = matcher(doc, with_alignments=True)
        assert [(vocab.strings[key], start, end, tuple(path)) for key, start, end, path in found] == expected
        assert matcher(doc) == [match[:3] for match in found]


RULES = st.lists(st.tuples(st.sampled_from("KLM"), PATTERNS), min_size=1, max_size=4)


@given(
    RULES,
    st.fixed_dictionaries(dict.fromkeys("KLM", GREEDY)),
    st.lists(st.lists(st.sampled_from(WORDS), max_size=7), min_size=1, max_size=3),
)
@settings(max_examples=600)
def test_equal_to_twin(twin, vocab, rules, greedy, texts):
    check(twin, vocab, rules, greedy, texts)


@given(RULES, GREEDY, st.lists(st.sampled_from(WORDS), max_size=9), st.integers(0, 5), st.integers(0, 3))
@settings(max_examples=600)
def test_equal_when_patterns_are_looked_after(twin, vocab, rules, greedy, words, look_at, many):
    # one key: the order of keys that are put off is not promised
    check(twin, vocab, [("K", pattern) for _, pattern in rules], {"K": greedy}, [words], (look_at, many))


@given(RULES, st.lists(st.sampled_from(WORDS), max_size=9), st.integers(0, 5), st.integers(0, 3))
@settings(max_examples=600)
def test_order_of_many_keys_when_patterns_are_looked_after(twin, vocab, rules, words, look_at, many):
    check(twin, vocab, rules, dict.fromkeys("KLM"), [words], (look_at, many))


@given(RULES, st.fixed_dictionaries(dict.fromkeys("KLM", GREEDY)), st.lists(st.sampled_from(WORDS), max_size=9))
@settings(max_examples=300)
def test_same_set_of_many_keys_when_patterns_are_looked_after(twin, vocab, rules, greedy, words):
    matcher = Matcher(vocab)
    slow = Matcher(vocab)
    matcher._limits = (0, 0)
    slow._limits = (10**9, 10**9)
    for key, pattern in rules:
        for each in (matcher, slow):
            each.add(key, [[as_dict(*token) for token in pattern]], greedy=greedy[key])
    doc = Doc(vocab, words=words)
    found, expected = matcher(doc, with_alignments=True), slow(doc, with_alignments=True)
    assert sorted(found) == sorted(expected)
    for key in {match[0] for match in expected}:
        assert [match for match in found if match[0] == key] == [match for match in expected if match[0] == key]
    overlapping = [match for match in expected if greedy[vocab.strings[match[0]]] is None]
    assert found[: len(overlapping)] == overlapping


LOOPS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from(["1", "?", "*", "+", "!"])), min_size=1, max_size=5
)


@given(st.lists(LOOPS, min_size=1, max_size=2), GREEDY, st.lists(st.sampled_from("ab"), max_size=120), st.data())
@settings(max_examples=150)
def test_long_documents(vocab, patterns, greedy, words, data):
    """The limits change nothing: above them with the shipped ones, below with others."""
    found = []
    for limits in ((256, 64), (10**9, 10**9), (data.draw(st.integers(0, 100)), data.draw(st.integers(0, 50)))):
        matcher = Matcher(vocab)
        matcher._limits = limits
        matcher.add("K", [[as_dict(*token) for token in pattern] for pattern in patterns], greedy=greedy)
        found.append(matcher(Doc(vocab, words=words)))
    assert found[0] == found[1] == found[2]


@given(
    st.lists(st.tuples(st.sampled_from("KLM"), LOOPS), min_size=2, max_size=5),
    st.lists(st.sampled_from("ab"), min_size=1, max_size=8),
    st.lists(st.sampled_from("ab"), max_size=30),
    st.data(),
)
@settings(max_examples=300)
def test_long_documents_with_many_keys(vocab, rules, unit, rest, data):
    """States that are moved together leave no trace in the order of matches, whenever that begins."""
    doc = Doc(vocab, words=[*(unit * 60)[: data.draw(st.integers(0, 60))], *rest])
    found = []
    for limits in ((10**9, 10**9), (0, 0), (data.draw(st.integers(0, 60)), data.draw(st.integers(0, 30)))):
        matcher = Matcher(vocab)
        matcher._limits = limits
        for key, pattern in rules:
            matcher.add(key, [[as_dict(*token) for token in pattern]])
        found.append(matcher(doc))
    assert found[0] == found[1] == found[2]


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
