"""Affix rules that are matched in C give what the regular expressions give."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.lang import LANGUAGES, get_defaults
from engine.tokenizer.affixes import _testing_patience
from engine.tokenizer.core import Tokenizer
from engine.tokenizer.factory import settings_of
from engine.tokenizer.word_rules import _testing_words
from engine.vocab import Vocab

_spec = importlib.util.spec_from_file_location("rules_strategies", Path(__file__).with_name("test_reference.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

TEXTS = st.one_of(
    st.text("abcABKksz", max_size=8),
    st.text("abAB12.-'(éſİK", max_size=8),
    st.text("ab.\n", max_size=6),
    st.text(max_size=8),
)
TEMPLATES = {
    "prefix": st.sampled_from(["^(?:{})", "^{}", "^(?:a|{})", "(?:^{})", "^(?:{})(?!b)", "{}"]),
    "suffix": st.sampled_from(["(?:{})$", "{}$", "(?<=a)(?:{})$", "(?:(?<=[a-z])|(?<=[^\\d]{{2}}))(?:{})$", "{}"]),
    "infix": st.sampled_from(["{}", "(?<=[ab])(?:{})(?=[a-z])", "(?:{})(?!$)", "(?:{})\\Z", "(?<!^)(?:{})"]),
}
METHODS = {"prefix": "search", "suffix": "search", "infix": "finditer"}


def asked(function, kind, text):
    """What the regular expression says."""
    if kind == "infix":
        return [match.span() for match in function(text)]
    match = function(text)
    return match.end() - match.start() if match is not None else 0


@pytest.mark.parametrize("kind", TEMPLATES)
@given(data=st.data())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_patterns(kind, data):
    template = data.draw(TEMPLATES[kind])
    regex = template.format(data.draw(strategies.regexes()))
    try:
        pattern = re.compile(regex, data.draw(st.sampled_from([0, 0, 0, re.IGNORECASE, re.DOTALL, re.ASCII])))
    except re.error:
        return
    function = getattr(pattern, METHODS[kind])
    texts = data.draw(st.lists(TEXTS, min_size=5, max_size=15))
    for text, known in zip(texts, _testing_words(function, kind, texts), strict=True):
        assert known is None or known == asked(function, kind, text), (regex, text)


EDGES = [
    *"abzAZ019.,:;-+*/'\"$%()é°²CFkKmsSgßєяя한漢…—’”€👍٣\u0300\u200b",
    *("US$", "km/h", "..", "°F", "--", "……", "м²", "a.b", "'s", "’S", "mm", "AB"),
]


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_rules_of_all_languages(lang):
    """Short texts of characters that occur in rules."""
    chosen = settings_of(get_defaults(lang))
    texts = [a + b + c for a in EDGES for b in EDGES for c in ("", "a", "A.", "1", ".")]
    texts = texts if lang in ("en", "de", "ru") else texts[::17]
    for kind, name in (("prefix", "prefix_search"), ("suffix", "suffix_search"), ("infix", "infix_finditer")):
        function = chosen.get(name)
        if function is None:
            continue
        found = _testing_words(function, kind, texts)
        for text, known in zip(texts, found, strict=True):
            assert known is None or known == asked(function, kind, text), (kind, text)
        if lang == "en":
            assert found.count(None) < len(texts) / 20


def test_what_is_left_to_the_regular_expression():
    def known(pattern, kind, text):
        return _testing_words(getattr(re.compile(pattern), METHODS[kind]), kind, [text])[0]

    assert known(r"^a|^b+c", "prefix", "ab") == 1
    assert known(r"^a|^b+c", "prefix", "bc") is None
    assert known(r"^ab?|^a", "prefix", "abc") == 2
    assert known(r"^ab??|^a", "prefix", "abc") == 1
    assert known(r"\.{2,}$|,$|a,$", "suffix", "a,") == 2
    assert known(r"\.{2,}$|,$|a,$", "suffix", "a..") is None
    assert known(r"(?<=b)-|--", "infix", "a--b-c-") == [(1, 3), (4, 5)]
    assert known(r"-", "infix", "-" * 64) == [(i, i + 1) for i in range(64)]
    assert known(r"-", "infix", "-" * 65) is None
    assert known(r"a$", "suffix", "a\n") is None
    for pattern, kind in (("a", "prefix"), ("a", "suffix"), ("a*", "infix"), (r"(a)\1", "infix"), (r"\ba", "infix")):
        assert known(pattern, kind, "a") is None
    assert _testing_words(lambda text: None, "infix", ["a"]) == [None]
    assert _testing_words(None, "prefix", ["a"]) == [None]
    # too many classes, and too many words
    assert known("|".join(chr(200 + i) + chr(600 + i) for i in range(60)), "infix", "a") == []
    assert known("|".join(chr(200 + i) + chr(600 + i) for i in range(70)), "infix", "a") is None
    assert known("(?:ab|cd){9}", "infix", "ab" * 9) == [(0, 18)]
    assert known("(?:ab|cd){10}", "infix", "ab" * 10) is None


def test_many_other_characters():
    pattern = re.compile(r"[^\W\d]$")
    texts = [chr(i) for i in range(0x4E00, 0x4E00 + 20_500)]
    found = _testing_words(pattern.search, "suffix", texts)
    assert found[:20_000] == [asked(pattern.search, "suffix", text) for text in texts[:20_000]]
    assert set(found[20_000:]) == {None}


def test_words_are_read_after_many_questions():
    """Before and after, and where one becomes the other within a text: the same tokens."""
    text = "(Well-known), isn't it? 3.5km/h... \"A-b c.d\" (U.S.) e.g.: 'x'"
    found = []
    for patience in (0, 7, 20, 10**6):
        _testing_patience(patience)
        tokenizer = Tokenizer(Vocab(), **{**settings_of(get_defaults("en")), "rules": {}})
        found.append([token.text for token in tokenizer(text)] + [token.text for token in tokenizer(text.lower())])
    assert found[0] == found[1] == found[2] == found[3]
