"""What the facts of a pattern rule out never happens."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tokenizer.regex_facts import RegexFacts, facts_of, is_anchored

_spec = importlib.util.spec_from_file_location("rules_strategies", Path(__file__).with_name("test_reference.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

WORDS = st.one_of(
    st.text("abcABKksz", max_size=8),
    st.text("abAB12.-'(éſİK", max_size=8),
    st.text(max_size=8).filter(lambda text: not re.search(r"\s", text)),
)
TEMPLATES = st.sampled_from(["{}", "^{}", "{}$", "(?:{})$", "^(?:{})", "({})", "({})\\1", "[^a]{}", "(?s:{})"])


@given(strategies.regexes(), TEMPLATES, strategies.FLAGS, st.lists(WORDS, min_size=5, max_size=20))
@settings(max_examples=600, deadline=None)
def test_what_is_ruled_out_never_matches(regex, template, flags, words):
    pattern = re.compile(template.format(regex), flags)
    facts = facts_of(pattern.search)
    anchored = {start: is_anchored(pattern.search, at_start=start) for start in (True, False)}
    for word in words:
        match = pattern.search(word)
        if match is None:
            continue
        if word.isascii() and word.isalpha():
            assert not facts.needs_more_than_letters
        if match.group():
            first, last = match.group()[0], match.group()[-1]
            assert not first.isascii() or first in facts.first
            assert not last.isascii() or last in facts.last
        else:
            assert len(facts.first) == len(facts.last) == 128
        assert facts.needs <= set(match.group())
        if len(match.group()) > 1 and match.group()[-1].isascii():
            others = set(match.group()[:-1])
            assert {char for char in others if char.isascii()} <= facts.before[match.group()[-1]]
        if anchored[True]:
            assert match.start() == 0
        if anchored[False]:
            assert match.end() == len(word)


@pytest.mark.parametrize(
    ("pattern", "needs_more", "first"),
    [
        (r"^\.|^-", True, ".-"),
        (r"[,;]+", True, ",;"),
        (r"(?<=[a-z])\.(?=[A-Z])", True, "."),
        (r"^a", False, "a"),
        (r"\d\w", True, "0123456789"),
    ],
)
def test_facts_are_found(pattern, needs_more, first):
    facts = RegexFacts(pattern)
    assert facts.needs_more_than_letters == needs_more
    assert facts.first == frozenset(first)


def test_case_is_heeded():
    assert RegexFacts("k", re.IGNORECASE).first == frozenset("kK")
    assert "k" in RegexFacts("\u212a", re.IGNORECASE).first
    assert "s" in RegexFacts("[ſ-ƀ]", re.IGNORECASE).first
    assert not RegexFacts("(?i)ab").needs_more_than_letters


def test_other_functions_have_no_facts():
    assert facts_of(None) is None
    assert facts_of(lambda word: None) is None
    assert facts_of("text".find) is None
    assert not is_anchored(lambda word: None, at_start=True)
    assert is_anchored(re.compile("^a|^(?:b|c)").search, at_start=True)
    assert is_anchored(re.compile("a$|(?:b|c)$").search, at_start=False)
    assert not is_anchored(re.compile("^a|b").search, at_start=True)


def test_what_matches_hold():
    assert RegexFacts(r"a\.b|c[x.]?\.").needs == {"."}
    assert RegexFacts(r"(?:ab)+c?|[bx]ac").needs == {"a"}
    facts = RegexFacts(r"(?<=[a-z])\.$|\.\.+$|,$|(?:km|m)$")
    assert facts.before["."] == {"."} and facts.before[","] == frozenset() and facts.before["m"] == {"k", "m"}
    assert facts.anchored_at_end and not facts.anchored_at_start
