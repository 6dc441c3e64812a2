"""Latin."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.la.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.la.stop_words import STOP_WORDS
from engine.lang.la.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.la.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class LatinDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    lex_attr_getters = LEX_ATTR_GETTERS
    syntax_iterators = SYNTAX_ITERATORS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("la", __name__, name)
