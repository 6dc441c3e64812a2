"""Marathi."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.mr.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.mr.punctuation import AFFIXES
from engine.lang.mr.stop_words import STOP_WORDS
from engine.lang.mr.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.native_digits import whole_numbers


class MarathiDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = whole_numbers("०-९")
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("mr", __name__, name)
