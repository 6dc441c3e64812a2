"""Lower Sorbian."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.dsb.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.dsb.stop_words import STOP_WORDS
from engine.lang.dsb.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class LowerSorbianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("dsb", __name__, name)
