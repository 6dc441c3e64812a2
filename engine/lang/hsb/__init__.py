"""Upper Sorbian."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.hsb.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.hsb.stop_words import STOP_WORDS
from engine.lang.hsb.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class UpperSorbianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("hsb", __name__, name)
