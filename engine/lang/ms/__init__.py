"""Malay."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.id.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.id.token_match import TOKEN_MATCH
from engine.lang.ms.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ms.punctuation import AFFIXES
from engine.lang.ms.stop_words import STOP_WORDS
from engine.lang.ms.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class MalayDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = TOKEN_MATCH
    lex_attr_getters = LEX_ATTR_GETTERS
    syntax_iterators = SYNTAX_ITERATORS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("ms", __name__, name)
