"""Scottish Gaelic."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.gd.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.gd.punctuation import AFFIXES
from engine.lang.gd.stop_words import STOP_WORDS
from engine.lang.gd.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class ScottishGaelicDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("gd", __name__, name)
