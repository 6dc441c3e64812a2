"""Tigrinya."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.ti.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ti.punctuation import AFFIXES
from engine.lang.ti.stop_words import STOP_WORDS
from engine.lang.ti.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class TigrinyaDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "ltr", "has_case": False, "has_letters": True}


def __getattr__(name: str) -> Any:
    return language_class("ti", __name__, name)
