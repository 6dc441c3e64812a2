"""A config with every setting written out: defaults of sections, components, registered functions, score weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..config import Config, registry, with_defaults
from ..config.check import problems_of
from ..config.defaults import has_variables
from ..config.places import problems_error
from ..errors import ConfigError
from ..language import make_language_class
from ..language.score_weights import combine_score_weights


def fill(config: Config, *, pretraining: bool = False) -> Config:
    """A copy of `config` with all defaults written out; variables stay variables.

    pretraining (bool): add the settings of pretraining.
    Raises ConfigError with every problem of the config.
    """
    nlp = config.get("nlp")
    if not isinstance(nlp, Mapping) or not isinstance(nlp.get("lang"), str):
        raise ConfigError(
            "config.no_lang",
            f"{config.places.file or 'The config'} names no language.",
            'It needs at least a section [nlp] with lang = "en" and pipeline = [...].',
        )
    cls = make_language_class(nlp["lang"])
    filled = with_defaults(config, pretraining=pretraining, defaults=cls.default_config)
    filled["components"] = {
        name: with_factory_defaults(block, cls) if isinstance(block, dict) else block
        for name, block in filled["components"].items()
    }
    if isinstance(filled["training"], dict):
        weights = score_weights_of(filled, cls)
        chosen = filled["training"].get("score_weights") or {}
        filled["training"]["score_weights"] = combine_score_weights(weights, chosen)
    filled.is_interpolated = not has_variables(filled)
    filled.places = config.places
    problems = problems_of(filled)
    if problems:
        raise problems_error(problems, filled.places)
    full = registry.fill(filled, validate=False)
    full.is_interpolated = not has_variables(full)
    full.places = config.places
    return full


def with_factory_defaults(block: dict[str, Any], cls: Any) -> dict[str, Any]:
    """The settings of a component, with the defaults of its factory; a sourced one as it is."""
    factory = block.get("factory")
    if not isinstance(factory, str) or not cls.has_factory(factory):
        return block
    defaults = Config(dict(cls.get_factory_meta(factory).default_config))
    return {"factory": factory, **defaults.merge(block)}


def score_weights_of(config: Mapping[str, Any], cls: Any) -> list[Mapping[str, float | None]]:
    """Default score weights of each component of the pipeline, in order."""
    found = []
    for name in config["nlp"].get("pipeline") or []:
        block = config["components"].get(name)
        if not isinstance(block, Mapping):
            continue
        if isinstance(block.get("source"), str):
            found.append(_sourced_weights(block["source"], block.get("component", name)))
        elif isinstance(block.get("factory"), str) and cls.has_factory(block["factory"]):
            found.append(cls.get_factory_meta(block["factory"]).default_score_weights or {})
    return found


def _sourced_weights(source: str, name: str) -> Mapping[str, float | None]:
    from ..language.load import load

    if "${" in source:
        return {}
    return load(source).get_pipe_meta(name).default_score_weights or {}
