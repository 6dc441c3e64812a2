"""Pipelines: `Language`, component factories, loading and saving."""

from __future__ import annotations

from engine.language.factories import UnknownComponentError
from engine.language.language import Language
from engine.language.languages import get_lang_class, make_language_class
from engine.language.load import blank, load, nlp_from_config
from engine.language.meta import FactoryMeta
from engine.language.pipes import DisabledPipes
from engine.language.score_weights import combine_score_weights

__all__ = [
    "DisabledPipes",
    "FactoryMeta",
    "Language",
    "UnknownComponentError",
    "blank",
    "combine_score_weights",
    "get_lang_class",
    "load",
    "make_language_class",
    "nlp_from_config",
]
