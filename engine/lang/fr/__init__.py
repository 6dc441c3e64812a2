"""French."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.fr.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.fr.punctuation import AFFIXES
from engine.lang.fr.stop_words import STOP_WORDS
from engine.lang.fr.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.fr.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class FrenchDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    syntax_iterators = SYNTAX_ITERATORS


def __getattr__(name: str) -> Any:
    return language_class("fr", __name__, name)
