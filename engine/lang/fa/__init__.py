"""Persian."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.fa.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.fa.punctuation import AFFIXES
from engine.lang.fa.stop_words import STOP_WORDS
from engine.lang.fa.syntax_iterators import SYNTAX_ITERATORS
from engine.lang.fa.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from engine.lang.native_digits import whole_numbers


class PersianDefaults(BaseDefaults):
    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = whole_numbers("۰-۹")
    lex_attr_getters = LEX_ATTR_GETTERS
    syntax_iterators = SYNTAX_ITERATORS
    stop_words = STOP_WORDS
    writing_system: ClassVar[dict[str, Any]] = {"direction": "rtl", "has_case": False, "has_letters": True}


def __getattr__(name: str) -> Any:
    return language_class("fa", __name__, name)
