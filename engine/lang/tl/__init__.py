"""Tagalog."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.tl.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.tl.stop_words import STOP_WORDS
from engine.lang.tl.token_match import TOKEN_MATCH
from engine.lang.tl.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class TagalogDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    token_match: ClassVar[Any] = TOKEN_MATCH
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("tl", __name__, name)
