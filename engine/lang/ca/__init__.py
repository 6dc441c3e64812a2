"""Catalan."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.ca.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ca.punctuation import AFFIXES
from engine.lang.ca.stop_words import STOP_WORDS
from engine.lang.ca.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.ca.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.defaults import BaseDefaults


class CatalanDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("ca", __name__, name)
