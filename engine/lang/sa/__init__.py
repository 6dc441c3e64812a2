"""Sanskrit."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.native_digits import whole_numbers
from engine.lang.sa.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.sa.punctuation import AFFIXES
from engine.lang.sa.stop_words import STOP_WORDS


class SanskritDefaults(BaseDefaults):
    prefixes, suffixes, infixes = AFFIXES
    token_match: ClassVar[Any] = whole_numbers("०-९")
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("sa", __name__, name)
