"""Setswana."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.tn.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.tn.stop_words import STOP_WORDS
from engine.lang.tn.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class SetswanaDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("tn", __name__, name)
