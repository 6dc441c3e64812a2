"""Chinese."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.zh.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.zh.stop_words import STOP_WORDS
from engine.lang.zh.tokenizer import ChineseTokenizer, Segmenter, create_chinese_tokenizer

__all__ = ["ChineseTokenizer", "Segmenter", "create_chinese_tokenizer"]
CONFIG = {
    "nlp": {"tokenizer": {"@tokenizers": "spacy.zh.ChineseTokenizer", "segmenter": "char"}},
    "initialize": {"tokenizer": {"pkuseg_model": None, "pkuseg_user_dict": "default"}},
}


class ChineseDefaults(BaseDefaults):
    config = CONFIG
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "ltr", "has_case": False, "has_letters": False}


def __getattr__(name: str) -> Any:
    return language_class("zh", __name__, name)
