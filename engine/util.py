"""Functions that spaCy's users import from `util`, gathered from where they live; each imported when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalogue import RegistryError
    from confection import ConfigValidationError, SimpleFrozenDict, SimpleFrozenList
    from thinc.api import Adam as create_default_optimizer
    from thinc.api import fix_random_seed, set_gpu_allocator

    from .cli.shell import run_command, split_command
    from .config import Config, registry
    from .config.dotted import (
        copy_config,
        dict_to_dot,
        dot_to_dict,
        dot_to_object,
        get_sourced_components,
        load_config_from_str,
        set_dot_to_object,
        walk_dict,
    )
    from .config.files import load_config
    from .config.folders import ensure_path, get_module_path, import_file, make_tempdir, working_dir
    from .config.functions import get_arg_names, get_object_name
    from .displacy.markup import escape as escape_html
    from .displacy.server import find_available_port
    from .language import get_lang_class
    from .language.languages import lang_class_is_loaded, set_lang_class
    from .language.load import load as load_model
    from .language.load import nlp_from_config as load_model_from_config
    from .language.packages import (
        get_base_version,
        get_installed_models,
        get_minor_version,
        get_minor_version_range,
        get_model_lower_version,
        get_model_meta,
        get_package_path,
        get_package_version,
        is_compatible_version,
        is_in_interactive,
        is_in_jupyter,
        is_minor_version_match,
        is_package,
        is_prerelease_version,
        is_unconstrained_version,
        load_meta,
        load_model_from_init_py,
        load_model_from_package,
        load_model_from_path,
        split_requirement,
    )
    from .language.score_weights import combine_score_weights
    from .pipeline.pipe import ignore_error, raise_error
    from .pipeline.serialize import from_bytes, from_dict, from_disk, to_bytes, to_dict, to_disk
    from .pipeline.span_filters import make_first_longest_spans_filter
    from .tokenizer.exceptions import expand_exc, update_exc
    from .tokenizer.factory import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
    from .tokens.select_spans import filter_chain_spans, filter_spans, get_words_and_spaces, normalize_slice
    from .training.batchers import minibatch, minibatch_by_padded_size, minibatch_by_words
    from .training.rates import compounding, decaying
    from .vocab.lookups import add_lookups
    from .vocab.lookups_data import load_language_data

__all__ = [
    "Config",
    "ConfigValidationError",
    "RegistryError",
    "SimpleFrozenDict",
    "SimpleFrozenList",
    "add_lookups",
    "combine_score_weights",
    "compile_infix_regex",
    "compile_prefix_regex",
    "compile_suffix_regex",
    "compounding",
    "copy_config",
    "create_default_optimizer",
    "decaying",
    "dict_to_dot",
    "dot_to_dict",
    "dot_to_object",
    "ensure_path",
    "escape_html",
    "expand_exc",
    "filter_chain_spans",
    "filter_spans",
    "find_available_port",
    "fix_random_seed",
    "from_bytes",
    "from_dict",
    "from_disk",
    "get_arg_names",
    "get_base_version",
    "get_installed_models",
    "get_lang_class",
    "get_minor_version",
    "get_minor_version_range",
    "get_model_lower_version",
    "get_model_meta",
    "get_module_path",
    "get_object_name",
    "get_package_path",
    "get_package_version",
    "get_sourced_components",
    "get_words_and_spaces",
    "ignore_error",
    "import_file",
    "is_compatible_version",
    "is_in_interactive",
    "is_in_jupyter",
    "is_minor_version_match",
    "is_package",
    "is_prerelease_version",
    "is_unconstrained_version",
    "lang_class_is_loaded",
    "load_config",
    "load_config_from_str",
    "load_language_data",
    "load_meta",
    "load_model",
    "load_model_from_config",
    "load_model_from_init_py",
    "load_model_from_package",
    "load_model_from_path",
    "make_first_longest_spans_filter",
    "make_tempdir",
    "minibatch",
    "minibatch_by_padded_size",
    "minibatch_by_words",
    "normalize_slice",
    "raise_error",
    "registry",
    "run_command",
    "set_dot_to_object",
    "set_gpu_allocator",
    "set_lang_class",
    "split_command",
    "split_requirement",
    "to_bytes",
    "to_dict",
    "to_disk",
    "update_exc",
    "walk_dict",
    "working_dir",
]

_WHERE = {
    "Config": "engine.config:Config",
    "ConfigValidationError": "confection:ConfigValidationError",
    "RegistryError": "catalogue:RegistryError",
    "SimpleFrozenDict": "confection:SimpleFrozenDict",
    "SimpleFrozenList": "confection:SimpleFrozenList",
    "add_lookups": "engine.vocab.lookups:add_lookups",
    "combine_score_weights": "engine.language.score_weights:combine_score_weights",
    "compile_infix_regex": "engine.tokenizer.factory:compile_infix_regex",
    "compile_prefix_regex": "engine.tokenizer.factory:compile_prefix_regex",
    "compile_suffix_regex": "engine.tokenizer.factory:compile_suffix_regex",
    "compounding": "engine.training.rates:compounding",
    "copy_config": "engine.config.dotted:copy_config",
    "create_default_optimizer": "thinc.api:Adam",
    "decaying": "engine.training.rates:decaying",
    "dict_to_dot": "engine.config.dotted:dict_to_dot",
    "dot_to_dict": "engine.config.dotted:dot_to_dict",
    "dot_to_object": "engine.config.dotted:dot_to_object",
    "ensure_path": "engine.config.folders:ensure_path",
    "escape_html": "engine.displacy.markup:escape",
    "expand_exc": "engine.tokenizer.exceptions:expand_exc",
    "filter_chain_spans": "engine.tokens.select_spans:filter_chain_spans",
    "filter_spans": "engine.tokens.select_spans:filter_spans",
    "find_available_port": "engine.displacy.server:find_available_port",
    "fix_random_seed": "thinc.api:fix_random_seed",
    "from_bytes": "engine.pipeline.serialize:from_bytes",
    "from_dict": "engine.pipeline.serialize:from_dict",
    "from_disk": "engine.pipeline.serialize:from_disk",
    "get_arg_names": "engine.config.functions:get_arg_names",
    "get_base_version": "engine.language.packages:get_base_version",
    "get_installed_models": "engine.language.packages:get_installed_models",
    "get_lang_class": "engine.language:get_lang_class",
    "get_minor_version": "engine.language.packages:get_minor_version",
    "get_minor_version_range": "engine.language.packages:get_minor_version_range",
    "get_model_lower_version": "engine.language.packages:get_model_lower_version",
    "get_model_meta": "engine.language.packages:get_model_meta",
    "get_module_path": "engine.config.folders:get_module_path",
    "get_object_name": "engine.config.functions:get_object_name",
    "get_package_path": "engine.language.packages:get_package_path",
    "get_package_version": "engine.language.packages:get_package_version",
    "get_sourced_components": "engine.config.dotted:get_sourced_components",
    "get_words_and_spaces": "engine.tokens.select_spans:get_words_and_spaces",
    "ignore_error": "engine.pipeline.pipe:ignore_error",
    "import_file": "engine.config.folders:import_file",
    "is_compatible_version": "engine.language.packages:is_compatible_version",
    "is_in_interactive": "engine.language.packages:is_in_interactive",
    "is_in_jupyter": "engine.language.packages:is_in_jupyter",
    "is_minor_version_match": "engine.language.packages:is_minor_version_match",
    "is_package": "engine.language.packages:is_package",
    "is_prerelease_version": "engine.language.packages:is_prerelease_version",
    "is_unconstrained_version": "engine.language.packages:is_unconstrained_version",
    "lang_class_is_loaded": "engine.language.languages:lang_class_is_loaded",
    "load_config": "engine.config.files:load_config",
    "load_config_from_str": "engine.config.dotted:load_config_from_str",
    "load_language_data": "engine.vocab.lookups_data:load_language_data",
    "load_meta": "engine.language.packages:load_meta",
    "load_model": "engine.language:load",
    "load_model_from_config": "engine.language:nlp_from_config",
    "load_model_from_init_py": "engine.language.packages:load_model_from_init_py",
    "load_model_from_package": "engine.language.packages:load_model_from_package",
    "load_model_from_path": "engine.language.packages:load_model_from_path",
    "make_first_longest_spans_filter": "engine.pipeline.span_filters:make_first_longest_spans_filter",
    "make_tempdir": "engine.config.folders:make_tempdir",
    "minibatch": "engine.training.batchers:minibatch",
    "minibatch_by_padded_size": "engine.training.batchers:minibatch_by_padded_size",
    "minibatch_by_words": "engine.training.batchers:minibatch_by_words",
    "normalize_slice": "engine.tokens.select_spans:normalize_slice",
    "raise_error": "engine.pipeline.pipe:raise_error",
    "registry": "engine.config:registry",
    "run_command": "engine.cli.shell:run_command",
    "set_dot_to_object": "engine.config.dotted:set_dot_to_object",
    "set_gpu_allocator": "thinc.api:set_gpu_allocator",
    "set_lang_class": "engine.language.languages:set_lang_class",
    "split_command": "engine.cli.shell:split_command",
    "split_requirement": "engine.language.packages:split_requirement",
    "to_bytes": "engine.pipeline.serialize:to_bytes",
    "to_dict": "engine.pipeline.serialize:to_dict",
    "to_disk": "engine.pipeline.serialize:to_disk",
    "update_exc": "engine.tokenizer.exceptions:update_exc",
    "walk_dict": "engine.config.dotted:walk_dict",
    "working_dir": "engine.config.folders:working_dir",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _WHERE[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
