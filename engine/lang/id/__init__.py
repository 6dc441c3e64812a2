"""Indonesian."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.id.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.id.punctuation import AFFIXES
from engine.lang.id.stop_words import STOP_WORDS
from engine.lang.id.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.id.token_match import TOKEN_MATCH
from engine.lang.id.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class IndonesianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = TOKEN_MATCH
    lex_attr_getters = LEX_ATTR_GETTERS
    syntax_iterators = SYNTAX_ITERATORS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("id", __name__, name)
