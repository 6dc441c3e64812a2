"""Words of many characters: the tokens of the plain Python twin, in time that grows with the word."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import srsly
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import engine
from engine.tokenizer.core import Tokenizer
from engine.tokenizer.regex_reach import reach_of
from engine.vocab import Vocab

_spec = importlib.util.spec_from_file_location("rules_strategies", Path(__file__).with_name("test_reference.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

CHARS = st.sampled_from([*"abcAB12.,-'()", "é", "İ", "ſ", "…", "👍"])
# short enough for rules whose time grows with a power of the length
RUNS = st.tuples(st.lists(CHARS, min_size=1, max_size=2).map("".join), st.integers(1, 8)).map(
    lambda run: run[0] * run[1]
)
WORDS = st.lists(RUNS, min_size=1, max_size=3).map("".join)


@given(strategies.settings_of_rules(), st.lists(WORDS, min_size=1, max_size=4), st.sampled_from([0, 3]))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_equal_to_reference(reference, chosen, words, long):
    slow = reference("tokenizer").SlowTokenizer(**chosen)
    fast = Tokenizer(Vocab(), **(chosen | {"rules": strategies.as_special_cases(chosen["rules"])}))
    fast._long = long
    for word in [*words, *chosen["rules"], "".join(chosen["rules"])]:
        assert strategies.tokens_of(fast(word)) == slow(word)


ENDS = st.sampled_from(
    [
        "(?:{})", "(?<=[ab]){}", "(?<![.,])(?:{})", "(?<=a(?<=b.))(?:{})", r"\b(?:{})", r"(?:{})(?!\.)", "(?=a)(?:{})",
        r"(?:{})\b", "a[ab.]+(?:{})", r"[.,]*(?:{})", r"(?:{}){{2}}", r"(?:a\.+|(?:{}))", r"[^\W\d]+(?:{})?",
        r"(a)(?:{})\1",
        r"(?:^a|{})", r"(?:{}|b$)", "(?=.*b)(?:{})",
    ]
)  # fmt: skip


@given(strategies.regexes(), ENDS, strategies.FLAGS, st.lists(WORDS, min_size=3, max_size=10))
@settings(max_examples=600, deadline=None)
@example("a", r"(?:{}|b$)", 0, ["b", "ab", "aab"])
def test_affix_is_that_of_the_whole_word(regex, form, flags, words):
    rule = form.format(regex)
    prefix, suffix = re.compile(f"^(?:{rule})", flags), re.compile(f"(?:{rule})$", flags)
    tokenizer = Tokenizer(Vocab(), prefix_search=prefix.search, suffix_search=suffix.search)
    tokenizer._long = 0
    for word in words:
        for search, find in ((prefix.search, tokenizer.find_prefix), (suffix.search, tokenizer.find_suffix)):
            match = search(word)
            assert find(word) == (len(match.group()) if match else 0)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^§|^\.\.+|^\+(?![0-9])|^(?:abc|d)", (3, 2, ".")),
        (r"(?<=[0-9])km$|(?<=ab)\)$", (2, 2, "")),
        (r"[a-c]+x$", (1, 1, "abcx")),
        (r"(?:\d\.){2}$", (4, 1, "")),
    ],
)
def test_reach(pattern, expected):
    reach = reach_of(re.compile(pattern).search)
    width, beyond, loose = expected
    assert reach.width == width
    assert (reach.ahead if pattern[0] == "^" else reach.behind) == beyond
    assert {chr(i) for i in range(256) if reach.is_loose(chr(i))} == set(loose)


@pytest.mark.parametrize("pattern", [r"(a)\1$", "(?m:a)$", "(?=.*b)a$", "(?:ab){300}(?:cd){300}$", "(?(1)a|b)()$"])
def test_unknown_reach(pattern):
    assert reach_of(re.compile(pattern).search) is None
    assert reach_of(re.compile("a$", re.MULTILINE).search) is None
    assert reach_of(re.compile("a$").match) is None
    assert reach_of(lambda word: None) is None


SHAPES = {
    "(": ("", "(", ""),
    ")": ("", ")", ""),
    ")).": ("", ")", "."),
    "'": ("", "'", ""),
    '"': ("", '"', ""),
    "…": ("", "…", ""),
    "...": ("", ".", ""),
    "(.": ("", "(.", ""),
    ").": ("", ").", ""),
    "..)": ("", "..)", ""),
    ":)": ("", ":)", ""),
    "%": ("", "%", ""),
    "'s": ("", "'s", ""),
    "a.": ("", "a.", ""),
    "a-": ("", "a-", ""),
    "a''": ("aaaaa", "'", ""),
    "((a": ("", "(", "aaaaa"),
    "url": ("(http://example.com/", "a", ")."),
}


@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_word(name):
    """Looking at all of a word for each affix takes 64 times as long for the longer one, and half a minute."""
    before, unit, behind = SHAPES[name]
    tokenizer = engine.blank("en").tokenizer
    tokenizer("A (warm) start.")
    took = []
    for n in (2000, 16_000):
        runs = []
        for attempt in range(3):  # each another word: the tokens of a word are kept
            word = before + unit * (n + attempt) + behind
            start = time.process_time()
            doc = tokenizer(word)
            runs.append(time.process_time() - start)
            assert doc.text == word
        took.append(min(runs))
    assert took[1] < 24 * max(took[0], 0.001)


def nestings():
    for n in (1, 2, 3, 8, 40, 70, 120):
        for before, unit, behind in SHAPES.values():
            yield before + unit * n + behind
        yield "(" * n + "a" + ")" * n
        yield "'" * n + "Don't" + "'" * n + "."
        yield '"(' * n + "U.S." + ')"' * n
        yield "$" * n + "10" + "km" * n
        yield "http://www.example.com/" + "a/b.c?" * n + ")" * n
        yield "-" * n + "a" + "," * n + "b" + "!" * n + "..." * n


THEIRS = """
import json, spacy, sys
tokenizer = spacy.blank(sys.argv[1]).tokenizer
words = [[token.text for token in tokenizer(text)] for text in json.load(sys.stdin)]
print(json.dumps([tokenizer.to_bytes().hex(), words]))
"""


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "bn", "de", "fr", "hu", "pl", "tr"])
def test_same_tokens_by_the_same_rules(lang):
    peer = os.environ.get("ENGINE_PEER_PYTHON") or (sys.executable if importlib.util.find_spec("spacy") else None)
    if peer is None:
        pytest.skip("no spaCy here; ENGINE_PEER_PYTHON may name a Python that has it")
    texts = list(nestings())
    command = [peer, "-W", "ignore", "-c", THEIRS, lang]
    done = subprocess.run(command, input=srsly.json_dumps(texts), capture_output=True, text=True, check=True)
    rules, words = srsly.json_loads(done.stdout)
    ours = Tokenizer(Vocab()).from_bytes(bytes.fromhex(rules))
    assert reach_of(ours.prefix_search) is not None and reach_of(ours.suffix_search) is not None
    for text, theirs in zip(texts, words, strict=True):
        assert [token.text for token in ours(text)] == theirs, text
