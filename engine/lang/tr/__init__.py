"""Turkish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.tr.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.tr.punctuation import AFFIXES, ordinal_match
from engine.lang.tr.stop_words import STOP_WORDS
from engine.lang.tr.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.tr.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class TurkishDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Callable[[str], Any] | None] = ordinal_match
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("tr", __name__, name)
