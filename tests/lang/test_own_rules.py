"""Building rules of one's own from the lists and classes that the package offers."""

from __future__ import annotations

import re

import pytest

import engine
from engine.lang import char_classes
from engine.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    HYPHENS,
    LIST_ELLIPSES,
    LIST_ICONS,
    UNITS,
)
from engine.lang.lex_attrs import LEX_ATTRS
from engine.lang.norm_exceptions import BASE_NORMS
from engine.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from engine.lang.tokenizer_exceptions import URL_MATCH, URL_PATTERN
from engine.symbols import IDS
from engine.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

TEXT = "My mother-in-law, aged 50-60, said:yes... to 5km of A.B.C😀 hills.And more"
INFIXES = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"(?<=[0-9])[+\-\*^](?=[0-9-])",
    rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
]


def words(nlp, text=TEXT):
    return [token.text for token in nlp(text)]


def test_infixes_put_together():
    nlp = engine.blank("en")
    usual = words(nlp)
    hyphen = rf"(?<=[{ALPHA}])(?:{HYPHENS})(?=[{ALPHA}])"
    nlp.tokenizer.infix_finditer = compile_infix_regex([*INFIXES, hyphen]).finditer
    assert words(nlp) == usual
    nlp.tokenizer.infix_finditer = compile_infix_regex(INFIXES).finditer
    assert words(nlp)[:2] == ["My", "mother-in-law"] and usual[1:4] == ["mother", "-", "in"]


def test_shared_lists_make_the_tokenizer_of_any_language():
    nlp = engine.blank("xx")
    usual = words(nlp)
    nlp.tokenizer.prefix_search = compile_prefix_regex(TOKENIZER_PREFIXES).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*TOKENIZER_SUFFIXES, "ills"]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex(TOKENIZER_INFIXES).finditer
    assert words(nlp) == usual and words(nlp, "hills") == ["h", "ills"]


@pytest.mark.parametrize("name", ["LIST_PUNCT", "LIST_QUOTES", "LIST_CURRENCY", "LIST_HYPHENS", "LIST_UNITS"])
def test_lists_and_alternatives(name):
    entries = getattr(char_classes, name)
    assert entries and all(isinstance(entry, str) and re.compile(entry) for entry in entries)
    joined = getattr(char_classes, {"LIST_QUOTES": "CONCAT_QUOTES"}.get(name, name.removeprefix("LIST_")))
    pattern = re.compile(f"[{joined}]" if name == "LIST_QUOTES" else joined)
    assert all(pattern.fullmatch(entry.replace("\\", "")) for entry in entries)


def test_units_and_others():
    assert re.fullmatch(rf"(?<=[0-9])(?:{UNITS})", "km") is None
    assert re.search(rf"(?<=[0-9])(?:{UNITS})$", "5km/h")[0] == "km/h"
    assert URL_MATCH("http://example.com/x") and re.match(URL_PATTERN, "example.com") and not URL_MATCH("a b")
    assert LEX_ATTRS[IDS["LIKE_NUM"]]("1/2") and BASE_NORMS["’s"] == "'s"
