"""Urdu."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.native_digits import whole_numbers
from engine.lang.ur.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ur.punctuation import AFFIXES
from engine.lang.ur.stop_words import STOP_WORDS
from engine.lang.ur.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class UrduDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = whole_numbers("۰-۹")
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "rtl", "has_case": False, "has_letters": True}


def __getattr__(name: str) -> Any:
    return language_class("ur", __name__, name)
