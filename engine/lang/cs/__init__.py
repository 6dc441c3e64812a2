"""Czech."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.cs.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.cs.punctuation import AFFIXES
from engine.lang.cs.stop_words import STOP_WORDS
from engine.lang.cs.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.defaults import BaseDefaults


class CzechDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("cs", __name__, name)
