"""English."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.en.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.en.punctuation import AFFIXES
from engine.lang.en.stop_words import STOP_WORDS
from engine.lang.en.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.en.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class EnglishDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    infixes = AFFIXES.infixes
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("en", __name__, name)
