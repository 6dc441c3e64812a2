"""Functions that spaCy's users import from `util`, gathered from where they live; each imported when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalogue import RegistryError
    from confection import ConfigValidationError, SimpleFrozenDict, SimpleFrozenList
    from thinc.api import fix_random_seed

    from .config import Config, registry
    from .config.files import load_config
    from .language import get_lang_class
    from .language import load as load_model
    from .language import nlp_from_config as load_model_from_config
    from .language.finding import read_meta as load_meta
    from .tokenizer.factory import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from .tokens.select_spans import filter_spans, get_words_and_spaces
    from .training.batchers import minibatch, minibatch_by_padded_size, minibatch_by_words

__all__ = [
    "Config",
    "ConfigValidationError",
    "RegistryError",
    "SimpleFrozenDict",
    "SimpleFrozenList",
    "compile_infix_regex",
    "compile_prefix_regex",
    "compile_suffix_regex",
    "filter_spans",
    "fix_random_seed",
    "get_lang_class",
    "get_words_and_spaces",
    "load_config",
    "load_meta",
    "load_model",
    "load_model_from_config",
    "minibatch",
    "minibatch_by_padded_size",
    "minibatch_by_words",
    "registry",
]

_WHERE = {
    "Config": "engine.config:Config",
    "ConfigValidationError": "confection:ConfigValidationError",
    "RegistryError": "catalogue:RegistryError",
    "SimpleFrozenDict": "confection:SimpleFrozenDict",
    "SimpleFrozenList": "confection:SimpleFrozenList",
    "compile_infix_regex": "engine.tokenizer.factory:compile_infix_regex",
    "compile_prefix_regex": "engine.tokenizer.factory:compile_prefix_regex",
    "compile_suffix_regex": "engine.tokenizer.factory:compile_suffix_regex",
    "filter_spans": "engine.tokens.select_spans:filter_spans",
    "fix_random_seed": "thinc.api:fix_random_seed",
    "get_lang_class": "engine.language:get_lang_class",
    "get_words_and_spaces": "engine.tokens.select_spans:get_words_and_spaces",
    "ignore_error": "engine.pipeline.pipe:ignore_error",
    "load_config": "engine.config.files:load_config",
    "load_meta": "engine.language.finding:read_meta",
    "load_model": "engine.language:load",
    "load_model_from_config": "engine.language:nlp_from_config",
    "minibatch": "engine.training.batchers:minibatch",
    "minibatch_by_padded_size": "engine.training.batchers:minibatch_by_padded_size",
    "minibatch_by_words": "engine.training.batchers:minibatch_by_words",
    "registry": "engine.config:registry",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _WHERE[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
