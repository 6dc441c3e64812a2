"""Japanese."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.ja.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ja.stop_words import STOP_WORDS
from engine.lang.ja.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.ja.tokenizer import DetailedToken, JapaneseTokenizer, create_tokenizer

__all__ = ["DetailedToken", "JapaneseTokenizer", "create_tokenizer"]
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "spacy.ja.JapaneseTokenizer", "split_mode": None}}}


class JapaneseDefaults(BaseDefaults):
    config = CONFIG
    lex_attr_getters = LEX_ATTR_GETTERS
    syntax_iterators = SYNTAX_ITERATORS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "ltr", "has_case": False, "has_letters": False}


def __getattr__(name: str) -> Any:
    return language_class("ja", __name__, name)
