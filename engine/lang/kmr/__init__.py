"""Kurmanji."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.kmr.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.kmr.stop_words import STOP_WORDS
from engine.lang.kmr.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class KurmanjiDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("kmr", __name__, name)
