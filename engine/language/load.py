"""`load` and `blank`: a trained pipeline, and one without components."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from engine import config as configs
from engine.config import shipped
from engine.config.plain import read as read_plain
from engine.errors import ConfigError
from engine.language.creation import names_of
from engine.language.finding import CONFIG_FILE, META_FILE, find_pipeline, read_meta
from engine.language.language import Language
from engine.language.languages import make_language_class


def load(
    name: str | Path,
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load a pipeline from a folder or an installed package.

    vocab: a Vocab to use, or True for a new one. disable: components to load without running them. enable: disable all
    others. exclude: components not to load. config: settings to override, nested or as {"nlp.batch_size": 64}.
    Raises PipelineNotFoundError (an OSError), ConfigError, FormatError.

    >>> nlp = load("output/model-best")
    """
    folder = find_pipeline(name)
    return load_folder(folder, vocab=vocab, disable=disable, enable=enable, exclude=exclude, config=config)


def load_folder(
    folder: Path,
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load a pipeline from a folder; arguments as for `load`."""
    meta = read_meta(folder)
    left_out = names_of(exclude)
    if not config:
        nlp = plain_nlp(folder, meta, vocab=vocab, disable=disable, enable=enable, exclude=left_out)
        if nlp is not None:
            return nlp.from_disk(folder, exclude=left_out)
    dotted, nested = split_overrides(config or {})
    saved = configs.Config().from_disk(folder / CONFIG_FILE, interpolate=False, overrides=dotted)
    if nested:
        saved = saved.merge(nested)
    saved.is_interpolated = not configs.has_variables(saved)
    nlp = nlp_from_config(saved, vocab=vocab, disable=disable, enable=enable, exclude=left_out, meta=meta)
    nlp.from_disk(folder, exclude=left_out)
    return nlp


def plain_nlp(folder: Path, meta: Mapping[str, Any], **choices: Any) -> Language | None:
    """The pipeline of a config that is complete and written as programs write it, which is most of those saved; None
    for any other. Reading it needs none of what the registry brings along; the same as `nlp_from_config` otherwise."""
    path = folder / CONFIG_FILE
    data = path.read_bytes() if path.is_file() else b""
    plain = read_plain(data)
    if plain is None or not is_complete(plain):
        return None
    try:
        cls = shipped.find("languages", plain["nlp"]["lang"])
    except shipped.NotShipped:
        return None
    if getattr(cls.Defaults, "config", None):
        return None

    def with_variables() -> configs.Config:
        saved = configs.Config().from_bytes(data, interpolate=False, name=str(path))
        saved.is_interpolated = not configs.has_variables(saved)
        return configs.with_defaults(saved, defaults=cls.default_config)

    return cls._create(plain, with_variables, meta=meta, later_models=True, **choices)


def is_complete(config: Mapping[str, Any]) -> bool:
    """Whether a config says all that making a pipeline needs, so that no defaults have to be put under it."""
    section = config.get("nlp")
    if not isinstance(section, dict) or not {"lang", "pipeline", "tokenizer", "vectors", "batch_size"} <= set(section):
        return False
    pipeline, components = section["pipeline"], config.get("components")
    if not isinstance(section["lang"], str) or not isinstance(components, dict) or not isinstance(pipeline, list):
        return False
    if not all(isinstance(name, str) and pipeline.count(name) == 1 for name in pipeline):
        return False
    blocks = [components.get(name) for name in pipeline]
    return all(isinstance(block, dict) and "factory" in block and "source" not in block for block in blocks)


def split_overrides(config: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """({"section.setting": value}, {"section": {...}}) of overrides in either form."""
    dotted = {key: value for key, value in config.items() if "." in key}
    nested = {key: value for key, value in config.items() if "." not in key}
    return dotted, nested


def nlp_from_config(
    config: Mapping[str, Any],
    *,
    vocab: Any = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    meta: Mapping[str, Any] | None = None,
    auto_fill: bool = True,
    validate: bool = True,
) -> Language:
    """A pipeline as a config describes it, of the language class that it names; see Language.from_config."""
    section = config.get("nlp")
    code = section.get("lang") if isinstance(section, Mapping) else None
    if not isinstance(code, str):
        raise ConfigError(
            "nlp.no_lang", f"lang of [nlp] is {code!r}, expected the code of a language", 'Set lang = "en" in [nlp].'
        )
    cls = make_language_class(code)
    return cls.from_config(
        config,
        vocab=vocab,
        disable=disable,
        enable=enable,
        exclude=exclude,
        meta=meta,
        auto_fill=auto_fill,
        validate=validate,
    )


def blank(
    name: str,
    *,
    vocab: Any = True,
    config: Mapping[str, Any] | None = None,
    meta: Mapping[str, Any] | None = None,
) -> Language:
    """A pipeline of a language, with its tokenizer and without components.

    >>> nlp = blank("en")
    """
    return make_language_class(name).from_config(config or {}, vocab=vocab, meta=meta)


Language.source_loader = staticmethod(load)

__all__ = ["CONFIG_FILE", "META_FILE", "blank", "load", "load_folder", "nlp_from_config"]
