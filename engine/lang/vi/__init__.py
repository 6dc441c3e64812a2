"""Vietnamese."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.vi.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.vi.stop_words import STOP_WORDS
from engine.lang.vi.tokenizer import VietnameseTokenizer, create_vietnamese_tokenizer

__all__ = ["VietnameseTokenizer", "create_vietnamese_tokenizer"]
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "spacy.vi.VietnameseTokenizer", "use_pyvi": True}}}


class VietnameseDefaults(BaseDefaults):
    config = CONFIG
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("vi", __name__, name)
