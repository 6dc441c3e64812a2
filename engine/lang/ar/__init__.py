"""Arabic."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.ar.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.ar.punctuation import AFFIXES
from engine.lang.ar.stop_words import STOP_WORDS
from engine.lang.ar.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.defaults import BaseDefaults


class ArabicDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "rtl", "has_case": False, "has_letters": True}


def __getattr__(name: str) -> Any:
    return language_class("ar", __name__, name)
