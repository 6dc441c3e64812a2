"""Tokenizer gives what the plain Python twin gives, for arbitrary rules and texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.tokenizer.core import Tokenizer
from engine.vocab import Vocab

CHARS = st.sampled_from([*"abcAB12.,-'() \n\t", "  ", "é", "İ", "ſ", "\u00a0", "\u2003", "…", "👍"])
TEXTS = st.one_of(st.lists(CHARS, max_size=30).map("".join), st.text(max_size=30))
WORDS = st.lists(CHARS, min_size=1, max_size=5).map("".join)
ATOMS = st.sampled_from(
    ["a", "b", "A", r"\.", "-", "'", r"\d", r"\w", r"[ab]", r"[^a]", r"[^a-z]", r"\(", "[A-Z]", r"(?<=a)", r"(?=b)",
     r"(?!1)", r"(?<![b.])", "é", "ſ", r"\W", ".", r"(?:ab|c)", "(?i:b)", r"[\w-]", r"[^\W\d]"]
)  # fmt: skip
REPEATS = st.sampled_from(["", "", "", "+", "?", "*", "{2}", "{1,2}?", "{0}"])


@st.composite
def regexes(draw) -> str:
    branches = []
    for _ in range(draw(st.integers(1, 3))):
        parts = []
        for _ in range(draw(st.integers(1, 3))):
            atom = draw(ATOMS)
            parts.append(atom if atom.startswith(("(?<", "(?=", "(?!")) else atom + draw(REPEATS))
        branches.append("".join(parts))
    return "|".join(f"(?:{branch})" if draw(st.booleans()) else branch for branch in branches)


FLAGS = st.sampled_from([0, 0, re.IGNORECASE])


@st.composite
def settings_of_rules(draw) -> dict:
    def maybe(make):
        return make() if draw(st.booleans()) else None

    def compiled(template: str, method: str):
        pattern = "|".join(template.format(rule) for rule in draw(st.lists(regexes(), min_size=1, max_size=3)))
        return getattr(re.compile(pattern, draw(FLAGS)), method)

    rules = {}
    for text in draw(st.lists(WORDS, max_size=5)):
        cuts = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=2)) & set(range(1, len(text))))
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        rules[text] = [(part, draw(st.sampled_from([None, "norm"]))) for part in parts]
    return {
        "rules": rules,
        "prefix_search": maybe(lambda: compiled(draw(st.sampled_from(["^(?:{})", "^{}", "{}"])), "search")),
        "suffix_search": maybe(lambda: compiled(draw(st.sampled_from(["(?:{})$", "{}$", "{}"])), "search")),
        "infix_finditer": maybe(lambda: compiled("{}", "finditer")),
        "token_match": maybe(lambda: compiled("{}", "match")),
        "url_match": maybe(lambda: compiled("(?:{})$", "match")),
        "faster_heuristics": draw(st.booleans()),
    }


def as_special_cases(rules: dict) -> dict:
    return {
        text: [{"ORTH": part} | ({"NORM": norm} if norm else {}) for part, norm in parts]
        for text, parts in rules.items()
    }


def tokens_of(doc) -> list:
    return [(token.text, bool(token.whitespace_), token.norm_ if token.norm_ == "norm" else None) for token in doc]


@given(settings_of_rules(), st.lists(TEXTS, min_size=1, max_size=4))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_equal_to_reference(reference_class, chosen, texts):
    slow = reference_class(**chosen)
    fast = Tokenizer(Vocab(), **(chosen | {"rules": as_special_cases(chosen["rules"])}))
    texts = [*texts, *chosen["rules"], " ".join(chosen["rules"]), "".join(chosen["rules"])]
    for text in [*texts, *texts]:  # the second time from the cache
        doc = fast(text)
        assert "".join(token.text_with_ws for token in doc) == text
        assert tokens_of(doc) == slow(text)


@given(settings_of_rules(), TEXTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_explain_gives_the_tokens(chosen, text):
    fast = Tokenizer(Vocab(), **(chosen | {"rules": as_special_cases(chosen["rules"])}))
    words = [token.text for token in fast(text) if token.text.strip()]
    assert [word for _, word in fast.explain(text)] == words


@pytest.fixture(scope="module")
def reference_class(reference):
    return reference("tokenizer").SlowTokenizer
