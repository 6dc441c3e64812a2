"""The registered function that makes the tokenizer of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from engine.tokenizer.core import Tokenizer


def create_tokenizer() -> Callable[[Any], Tokenizer]:
    """`spacy.Tokenizer.v1`: a function from an nlp object to the tokenizer that its language's defaults describe."""

    def make_tokenizer(nlp: Any) -> Tokenizer:
        defaults = nlp.Defaults
        return Tokenizer.deferred(nlp.vocab, lambda: settings_of(defaults))

    return make_tokenizer


def settings_of(defaults: Any) -> dict[str, Any]:
    """The settings of a tokenizer that a language's Defaults describe."""
    return {
        "rules": defaults.tokenizer_exceptions,
        "prefix_search": compile_prefix_regex(defaults.prefixes).search if defaults.prefixes else None,
        "suffix_search": compile_suffix_regex(defaults.suffixes).search if defaults.suffixes else None,
        "infix_finditer": compile_infix_regex(defaults.infixes).finditer if defaults.infixes else None,
        "token_match": defaults.token_match,
        "url_match": defaults.url_match,
    }


def compile_prefix_regex(entries: Iterable[str | re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern of prefix rules, each tied to the start of the word."""
    return re.compile("|".join("^" + text_of(entry) for entry in entries if text_of(entry).strip()))


def compile_suffix_regex(entries: Iterable[str | re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern of suffix rules, each tied to the end of the word."""
    return re.compile("|".join(text_of(entry) + "$" for entry in entries if text_of(entry).strip()))


def compile_infix_regex(entries: Iterable[str | re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern of infix rules."""
    return re.compile("|".join(text_of(entry) for entry in entries if text_of(entry).strip()))


def text_of(entry: str | re.Pattern[str]) -> str:
    return entry if isinstance(entry, str) else entry.pattern
