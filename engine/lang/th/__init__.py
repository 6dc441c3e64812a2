"""Thai."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.th.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.th.stop_words import STOP_WORDS
from engine.lang.th.tokenizer import ThaiTokenizer, create_thai_tokenizer

__all__ = ["ThaiTokenizer", "create_thai_tokenizer"]
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "spacy.th.ThaiTokenizer"}}}


class ThaiDefaults(BaseDefaults):
    config = CONFIG
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("th", __name__, name)
