"""Ancient Greek."""

from __future__ import annotations

from typing import Any

from engine.lang import language_class
from engine.lang.defaults import BaseDefaults
from engine.lang.grc.lex_attrs import LEX_ATTR_GETTERS
from engine.lang.grc.punctuation import AFFIXES
from engine.lang.grc.stop_words import STOP_WORDS


class AncientGreekDefaults(BaseDefaults):
    prefixes, suffixes, infixes = AFFIXES
    lex_attr_getters = LEX_ATTR_GETTERS
    stop_words = STOP_WORDS


def __getattr__(name: str) -> Any:
    return language_class("grc", __name__, name)
