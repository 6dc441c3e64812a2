"""Korean."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.ko.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ko.punctuation import AFFIXES
from engine.lang.ko.stop_words import STOP_WORDS
from engine.lang.ko.tokenizer import KoreanTokenizer, create_tokenizer

__all__ = ["KoreanTokenizer", "create_tokenizer"]
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "spacy.ko.KoreanTokenizer"}}}


class KoreanDefaults(BaseDefaults):
    config = CONFIG
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "ltr", "has_case": False, "has_letters": False}


def __getattr__(name: str) -> Any:
    return language_class("ko", __name__, name)
