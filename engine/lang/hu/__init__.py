"""Hungarian."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.hu.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.hu.punctuation import AFFIXES
from engine.lang.hu.stop_words import STOP_WORDS
from engine.lang.hu.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.numbers import roman_ordinal_match


class HungarianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Callable[[str], Any] | None] = roman_ordinal_match
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("hu", __name__, name)
