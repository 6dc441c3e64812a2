"""Danish."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.da.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.da.punctuation import AFFIXES
from engine.lang.da.stop_words import STOP_WORDS
from engine.lang.da.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.da.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.defaults import BaseDefaults


class DanishDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("da", __name__, name)
