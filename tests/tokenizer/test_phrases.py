"""Special cases that are searched in finished documents, and rules whose functions interfere with the tokenizer."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine.errors import InputError
from engine.tokenizer import Tokenizer
from engine.vocab import Vocab

# Rules that the affixes below cut, some into parts of others, some that become more or fewer tokens, or as many.
RULES = {
    "a.": ["a."],
    "a.b.": ["a", ".b", "."],
    "b.": ["b", "."],
    "b.a.b.": ["b.a", ".b."],
    "a b": ["a b"],
    "b a b": ["b", " a", " b"],
    "..": [".", "."],
    "-a": ["-", "a"],
}
AFFIXES = {
    "prefix_search": re.compile(r"^[.\-]").search,
    "suffix_search": re.compile(r"[.,]$").search,
    "infix_finditer": re.compile(r"[.\-]").finditer,
}


def special(parts):
    return [{"ORTH": part, "NORM": f"{part}!"} for part in parts]


def make(**changes):
    chosen = {"rules": {text: special(parts) for text, parts in RULES.items()}, **AFFIXES, **changes}
    return Tokenizer(Vocab(), **chosen)


def words(doc):
    return [token.text for token in doc]


def rows(doc):
    norms = (token.norm_ if token.norm_.endswith("!") else None for token in doc)
    return [(token.text, bool(token.whitespace_), norm) for token, norm in zip(doc, norms, strict=True)]


@given(st.lists(st.sampled_from(["a", "b", ".", " ", "-", ",", "é", "ab"]), max_size=40).map("".join), st.booleans())
@settings(deadline=None, max_examples=300)
def test_phrases_that_overlap(reference, text, faster):
    rules = {key: [(part, f"{part}!") for part in parts] for key, parts in RULES.items()}
    slow = reference("tokenizer").SlowTokenizer(rules, **AFFIXES, faster_heuristics=faster)
    fast = make(faster_heuristics=faster)
    for _ in range(2):
        doc = fast(text)
        assert rows(doc) == slow(text)
        assert doc.text == text
        assert [token.idx for token in doc] == [len(doc[: token.i].text_with_ws) for token in doc]


def test_at_the_end_of_the_document():
    tokenizer = make(rules={"x y z": special(["x y z"]), "y-": special(["y-"])})
    assert words(tokenizer("x y z")) == ["x y z"]
    assert words(tokenizer("x y")) == ["x", "y"]
    assert words(tokenizer("x")) == ["x"]
    assert words(tokenizer("x x y z")) == ["x", "x y z"]
    assert words(tokenizer("x y-")) == ["x", "y-"]


def test_more_places_than_are_kept_on_the_stack():
    tokenizer = make(rules={"x y": special(["x y"])})
    for n in (63, 64, 65, 129, 1000):
        doc = tokenizer("x " * n + "x y")
        assert words(doc) == ["x"] * n + ["x y"]
    # In one run of many tokens, of which the 64th and later share a mark.
    tokenizer = make(rules={"y-x": special(["y-x"])})
    for n in (61, 62, 63, 64, 200):
        assert words(tokenizer("z-" * n + "y-x-z")) == ["z", "-"] * n + ["y-x", "-", "z"]
        assert words(tokenizer("z-" * n + "y-z-x")) == ["z", "-"] * n + ["y", "-", "z", "-", "x"]


@pytest.mark.parametrize("text", ["it's a.m. here", "It's late", "x it's", "we're at 5 a.m. it's"])
def test_annotation_of_tokens_that_were_put_in_place(text):
    doc = engine.blank("en")(text)
    assert doc.text == text
    assert [token.idx for token in doc] == [len(doc[: token.i].text_with_ws) for token in doc]
    assert [token.left_edge.i for token in doc] == [token.right_edge.i for token in doc] == list(range(len(doc)))


def test_rules_that_change_in_between():
    tokenizer = make()
    assert words(tokenizer("c.d a.b.")) == ["c", ".", "d", "a", ".b", "."]
    tokenizer.add_special_case("c.d", special(["c.d"]))
    assert words(tokenizer("(c.d a.b.")) == ["(c", ".", "d", "a", ".b", "."]
    tokenizer.rules = {"(c.": special(["(c."])}
    for _ in range(2):
        assert words(tokenizer("(c.d a.b.")) == ["(c.", "d", "a", ".", "b", "."]


def test_a_function_that_changes_the_rules():
    """The call goes on with either rules; those after it know the new ones."""
    tokenizer = make(rules={})
    pattern = re.compile(r"^[.\-]")

    def prefix(word):
        if word.startswith("change") and "change" not in tokenizer.rules:
            tokenizer.add_special_case("change", special(["change"]))
            tokenizer.add_special_case("x y", special(["x y"]))
        return pattern.search(word)

    tokenizer.prefix_search = prefix
    text = "x y change1 x y"
    first = tokenizer(text)
    assert first.text == text
    for _ in range(2):
        assert words(tokenizer(text)) == ["x y", "change1", "x y"]


def test_a_function_that_calls_the_tokenizer():
    tokenizer = make()
    inner, calls = [], []
    pattern = re.compile(r"[.,]$")

    def suffix(word):
        if word == "outer," and len(calls) < 3:
            calls.append(word)
            inner.append(words(tokenizer("a.b. outer, a b " * 30)))
        return pattern.search(word)

    tokenizer.suffix_search = suffix
    expected = words(make()("a.b. outer, a b " * 40))
    assert words(tokenizer("a.b. outer, a b " * 40)) == expected
    assert inner == [words(make()("a.b. outer, a b " * 30))] * 3


def test_a_function_that_opens_a_memory_zone():
    """A document whose words are of a zone ends with it; nothing of the zone is kept after it."""
    vocab = Vocab()
    zones = []
    pattern = re.compile(r"[.,]$")

    def suffix(word):
        if word == "open." and not zones:
            zones.append(vocab.memory_zone())
            zones[0].__enter__()
        return pattern.search(word)

    tokenizer = Tokenizer(vocab, suffix_search=suffix)
    text = "before open. after, new after,"
    doc = tokenizer(text)
    assert words(doc) == ["before", "open", ".", "after", ",", "new", "after", ","]
    assert words(tokenizer(text)) == words(doc)
    expected = words(doc)
    zones[0].__exit__(None, None, None)
    with pytest.raises(InputError, match="memory zone"):
        words(doc)
    for _ in range(2):
        assert words(tokenizer(text)) == expected
    assert "after" in vocab.strings


def test_zones_within_zones():
    vocab = Vocab()
    tokenizer = Tokenizer(vocab, rules={"a.": special(["a."]), "q r": special(["q r"])}, **AFFIXES)
    text = "q r a. word1, a. q r"
    expected = ["q r", "a.", "word1", ",", "a.", "q r"]
    with vocab.memory_zone():
        outer = tokenizer(text)
        with vocab.memory_zone():
            inner = tokenizer(text)
            assert words(inner) == words(outer) == expected
        with pytest.raises(InputError, match="memory zone"):
            words(inner)
        assert words(outer) == expected == words(tokenizer(text))
    with pytest.raises(InputError, match="memory zone"):
        words(outer)
    assert "word1" not in vocab.strings
    assert words(tokenizer(text)) == expected


def test_threads():
    texts = [" ".join(f"a.b. it{i % (k + 2)} a b -a b.a.b." for i in range(60)) for k in range(40)]
    expected = [rows(make()(text)) for text in texts]
    tokenizer = make()
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(lambda text: rows(tokenizer(text)), texts)) == expected
            tokenizer.rules = tokenizer.rules
