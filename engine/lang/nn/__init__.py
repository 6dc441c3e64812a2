"""Norwegian Nynorsk."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.nb.punctuation import AFFIXES
from engine.lang.nb.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.nn.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.nn.stop_words import STOP_WORDS
from engine.lang.nn.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class NorwegianNynorskDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    syntax_iterators = SYNTAX_ITERATORS
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("nn", __name__, name)
