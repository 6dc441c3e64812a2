"""Portuguese."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.pt.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.pt.punctuation import AFFIXES
from engine.lang.pt.stop_words import STOP_WORDS
from engine.lang.pt.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.pt.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class PortugueseDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("pt", __name__, name)
