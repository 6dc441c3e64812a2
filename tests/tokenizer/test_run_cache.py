"""Runs that are kept: the same tokens from a cold and a warm cache, in texts of every width, in and out of zones."""

from __future__ import annotations

import pickle
import re

from hypothesis import given
from hypothesis import strategies as st

from engine.lang import get_defaults
from engine.tokenizer import Tokenizer
from engine.tokenizer.factory import settings_of
from engine.vocab import Vocab

WORDS = ["don't", "U.S.", "well-known", "café", "naïve.", "(x)", "日本", "😀", "a", "A", "…", "''", "10km", "\n", "  "]
english = get_defaults("en")


def make():
    return Tokenizer(Vocab(), **settings_of(english))


def rows(doc):
    return [(token.text, token.whitespace_, token.norm_) for token in doc]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_warm_equals_cold(first, second):
    warm, cold = make_shared(), make()
    for words in (first, second, first):
        text = " ".join(words)
        assert rows(warm(text)) == rows(cold(text)) == rows(warm(text))


_shared: list[Tokenizer] = []


def make_shared():
    """One tokenizer for all examples: what it keeps grows."""
    if not _shared:
        _shared.append(make())
    return _shared[0]


def test_a_run_in_texts_of_every_width():
    tokenizer = make()
    for rest in ("x", "é", "日", "😀"):
        for word in ("don't", "café", "(word)"):
            expected = rows(make()(f"{word} {rest}"))
            for _ in range(2):
                assert rows(tokenizer(f"{word} {rest}")) == expected


def test_runs_of_a_zone_are_forgotten():
    vocab = Vocab()
    tokenizer = Tokenizer(vocab, **settings_of(english))
    for number in range(3):
        with vocab.memory_zone():
            for _ in range(2):
                assert [token.text for token in tokenizer(f"zone{number} don't stay, zone.")] == [
                    f"zone{number}",
                    "do",
                    "n't",
                    "stay",
                    ",",
                    "zone",
                    ".",
                ]
        assert f"zone{number}" not in vocab.strings
    assert [token.text for token in tokenizer("zone1 stays.")] == ["zone1", "stays", "."]


def test_settings_that_change_are_seen():
    tokenizer = make()
    assert [token.text for token in tokenizer("a-b dont")] == ["a", "-", "b", "do", "nt"]
    tokenizer.infix_finditer = None
    assert [token.text for token in tokenizer("a-b dont")] == ["a-b", "do", "nt"]
    tokenizer.rules = {}
    assert [token.text for token in tokenizer("a-b dont")] == ["a-b", "dont"]
    tokenizer.add_special_case("dont", [{65: "d"}, {65: "ont"}])
    assert [token.text for token in tokenizer("a-b dont")] == ["a-b", "d", "ont"]


def test_deferred_settings_are_made_once_and_only_when_needed():
    calls = []

    def settings():
        calls.append(1)
        return {**settings_of(english), "rules": {"xy": [{65: "x"}, {65: "y"}]}}

    tokenizer = Tokenizer.deferred(Vocab(), settings)
    assert not calls
    assert [token.text for token in tokenizer("xy.")] == ["x", "y", "."]
    assert tokenizer.rules.keys() == {"xy"} and tokenizer.url_match is not None and len(calls) == 1
    for use in (
        lambda t: t.prefix_search,
        lambda t: t.find_suffix("a."),
        lambda t: t.explain("xy"),
        lambda t: t.to_bytes(),
        lambda t: t.add_special_case("ab", [{65: "ab"}]),
        lambda t: pickle.dumps(t),
    ):
        tokenizer = Tokenizer.deferred(Vocab(), settings_plain)
        use(tokenizer)
        assert "don't" in tokenizer.rules
    whole = make().to_bytes()
    tokenizer = Tokenizer.deferred(Vocab(), settings)
    tokenizer.from_bytes(whole)
    assert len(calls) == 1 and "don't" in tokenizer.rules and "xy" not in tokenizer.rules


def settings_plain():
    return settings_of(english)


def test_a_long_run_of_many_tokens():
    tokenizer = make()
    text = ",".join(f"w{i}" for i in range(200)) + "." * 40
    for _ in range(2):
        assert "".join(token.text for token in tokenizer(text)) == text


def test_suffixes_of_one_character_and_wider():
    tokenizer = Tokenizer(Vocab(), suffix_search=re.compile(r"\.\.+$|(?<=[a-z])\.$|,$|(?:km|m)$").search)
    for text, expected in {
        "a.": ["a", "."],
        "a...": ["a", "..."],
        "A.": ["A."],
        "a,": ["a", ","],
        "3km": ["3", "km"],
        "3m": ["3", "m"],
        "m": ["m"],
        ".": ["."],
        "é.": ["é."],
    }.items():
        assert [token.text for token in tokenizer(text)] == expected
