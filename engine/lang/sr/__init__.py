"""Serbian."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.sr.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.sr.punctuation import AFFIXES
from engine.lang.sr.stop_words import STOP_WORDS
from engine.lang.sr.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class SerbianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("sr", __name__, name)
