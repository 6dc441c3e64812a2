"""Making a pipeline from a config."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import config as configs
from engine.config import shipped
from engine.config.nearest import did_you_mean
from engine.errors import ConfigError
from engine.language.pipes import PipesMixin

if TYPE_CHECKING:
    from engine.config import Config

CALLBACKS = ("before_creation", "after_creation", "after_pipeline_creation")
SOURCE_KEYS = frozenset({"source", "component", "replace_listeners"})


def names_of(value: str | Iterable[str] | None) -> list[str]:
    """A list of names from one name or several."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


class CreationMixin(PipesMixin):
    """`Language.from_config` and what it is made of."""

    @classmethod
    def from_config(
        cls,
        config: Mapping[str, Any] | None = None,
        *,
        vocab: Any = True,
        disable: str | Iterable[str] = (),
        enable: str | Iterable[str] = (),
        exclude: str | Iterable[str] = (),
        meta: Mapping[str, Any] | None = None,
        auto_fill: bool = True,
        validate: bool = True,
    ) -> Any:
        """A pipeline with the components that a config describes; those with a factory have no weights yet.

        disable: components to load without running them. enable: disable all others. exclude: components to leave out.
        auto_fill: let defaults stand for settings that the config leaves out.
        Raises ConfigError.
        """
        raw = config.copy() if isinstance(config, configs.Config) else configs.Config(dict(config or {}))
        if configs.has_variables(raw):
            raw.is_interpolated = False
        if auto_fill:
            raw = configs.with_defaults(raw, defaults=cls.default_config)
        check_sections(raw)
        section = raw["nlp"]
        if section.get("lang") is None:
            section["lang"] = cls.lang
        elif cls.lang is not None and section["lang"] != cls.lang:
            raise ConfigError(
                "nlp.lang",
                f'the config is for language "{section["lang"]}", the class {cls.__name__} for "{cls.lang}"',
                "Use the class of that language, or engine.load, or set lang in [nlp].",
            )
        plain = raw if not configs.has_variables(raw) else raw.interpolate()
        return cls._create(
            plain,
            raw,
            vocab=vocab,
            disable=disable,
            enable=enable,
            exclude=exclude,
            meta=meta,
            validate=validate,
            is_filled=not auto_fill,
        )

    @classmethod
    def _create(
        cls,
        plain: Mapping[str, Any],
        raw: Config | Callable[[], Config],
        *,
        vocab: Any,
        disable: str | Iterable[str],
        enable: str | Iterable[str],
        exclude: str | Iterable[str],
        meta: Mapping[str, Any] | None,
        validate: bool = True,
        is_filled: bool = False,
        later_models: bool = False,
    ) -> Any:
        """A pipeline of a config, complete and without variables.

        raw: the same with variables, or what makes it when it is asked for. later_models: make models when they are
        asked for, where their weights are about to be read.
        """
        settings = resolved_settings(plain["nlp"], validate)
        lang_cls = call_before_creation(settings.get("before_creation"), cls)
        nlp = lang_cls(
            vocab=vocab,
            create_tokenizer=settings.get("tokenizer"),
            create_vectors=settings.get("vectors"),
            meta=dict(meta or {}),
            batch_size=settings.get("batch_size"),
        )
        nlp = call_with_nlp(settings.get("after_creation"), nlp, "after_creation")
        nlp._made_config = raw
        nlp._is_filled = is_filled
        left_out = set(names_of(exclude))
        nlp._makes_later_models = later_models
        try:
            nlp._add_configured(plain, raw, left_out, validate)
        finally:
            nlp._makes_later_models = False
        known = set(nlp.component_names)
        off = [name for name in plain["nlp"].get("disabled") or [] if name in known]
        off += [name for name in names_of(disable) if name in known]
        on = names_of(enable)
        if on:
            both = sorted(set(on) & set(names_of(disable)))
            if both:
                raise ConfigError(
                    "load.enable_disable", f"{', '.join(both)}: both in enable and in disable", "Leave one out."
                )
            off = [name for name in nlp.component_names if name not in on]
        nlp._disabled = set(off)
        return call_with_nlp(settings.get("after_pipeline_creation"), nlp, "after_pipeline_creation")

    def _add_configured(
        self, plain: Mapping[str, Any], raw: Config | Callable[[], Config], exclude: set[str], validate: bool
    ) -> None:
        """Add the components that [nlp] lists in `pipeline`."""
        blocks = plain.get("components") or {}
        sources: dict[str, Any] = {}
        for name in plain["nlp"]["pipeline"]:
            if name in exclude:
                continue
            block = blocks.get(name)
            if not isinstance(block, dict):
                raise ConfigError(
                    "nlp.pipeline",
                    f'"{name}" is listed in pipeline of [nlp], but there is no section [components.{name}]',
                    did_you_mean(name, blocks) or f"There are: {', '.join(blocks) or 'no components'}.",
                )
            block = dict(block)
            if "source" in block:
                self._add_sourced(name, block, sources)
            elif "factory" in block:
                self.add_pipe(block.pop("factory"), name, config=block, raw_config=raw, validate=validate)
            else:
                raise ConfigError(
                    "component.factory",
                    f"[components.{name}] has neither factory nor source",
                    'Add factory = "..." or source = "...".',
                )
        for _, pipe in self._components:
            # Components written as plain functions or classes of users may not know it.
            if hasattr(pipe, "set_error_handler"):
                pipe.set_error_handler(self.default_error_handler)

    def _add_sourced(self, name: str, block: dict[str, Any], sources: dict[str, Any]) -> None:
        """Add a component with its weights from another pipeline."""
        extra = sorted(set(block) - SOURCE_KEYS)
        if extra:
            raise ConfigError(
                "component.source_settings",
                f"[components.{name}] has a source and also sets {', '.join(extra)}",
                "A sourced component keeps its own settings; only component and replace_listeners can be added.",
            )
        origin = str(block["source"])
        source_name = block.get("component", name)
        if origin not in sources:
            sources[origin] = self.load_source(origin, source_name)
        source_nlp = sources[origin]
        listeners = block.get("replace_listeners", [])
        if listeners:
            # The listeners belong to the copy in the source pipeline, where their tok2vec component is.
            upstream = upstream_of(source_nlp, source_name)
            source_nlp.replace_listeners(upstream, source_name, listeners)
        self.add_pipe(source_name, name, source=source_nlp)
        if listeners:
            sources.pop(origin)

    def load_source(self, origin: str | Path, needed: str) -> Any:
        """Load the pipeline that the component `needed` comes from."""
        raise NotImplementedError

    def replace_listeners(self, tok2vec_name: str, pipe_name: str, listeners: Iterable[str]) -> None:
        """Give a component its own copy of the tok2vec model that it listens to.

        listeners: paths in the component's config, such as "model.tok2vec". The component can then be trained while
        tok2vec is frozen, and used without it.
        """
        listeners = list(listeners)
        names = self.component_names
        for each in (tok2vec_name, pipe_name):
            if each not in names:
                raise ConfigError(
                    "listeners.unknown_pipe",
                    f"cannot replace the listeners of '{pipe_name}' to '{tok2vec_name}': the pipeline has no '{each}'",
                    f"It has: {', '.join(names) or 'no components'}.",
                )
        tok2vec, pipe = self.get_pipe(tok2vec_name), self.get_pipe(pipe_name)
        tok2vec_config, pipe_config = self.get_pipe_config(tok2vec_name), self.get_pipe_config(pipe_name)
        found = getattr(tok2vec, "listener_map", None)
        if found is None:
            raise ConfigError(
                "listeners.no_upstream",
                f"'{tok2vec_name}' was made by factory '{self.get_pipe_meta(tok2vec_name).factory}', which nothing can "
                "listen to",
                "Name a tok2vec component.",
            )
        nodes = list(found.get(pipe_name, []))
        for path in listeners:
            block: Any = pipe_config
            for part in path.split("."):
                block = block.get(part) if isinstance(block, Mapping) else None
            if not isinstance(block, Mapping):
                raise ConfigError(
                    "listeners.path",
                    f"the config of component '{pipe_name}' has no section '{path}'",
                    "Paths look like model.tok2vec.",
                )
        if len(nodes) != len(listeners):
            raise ConfigError(
                "listeners.count",
                f"component '{pipe_name}' has {len(nodes)} listeners to '{tok2vec_name}', and {len(listeners)} paths "
                f"were given: {', '.join(listeners) or 'none'}",
                "Give the path of every listener, each once.",
            )
        replace = tok2vec.model.attrs.get("replace_listener")
        replace_config = tok2vec.model.attrs.get("replace_listener_cfg")
        for node, path in zip(nodes, listeners, strict=True):
            copied = tok2vec.model.copy()
            own = dict(tok2vec_config["model"])
            model = replace(copied, node, tok2vec) if replace is not None else copied
            if replace_config is not None:
                own = replace_config(tok2vec_config["model"], pipe_config)
            if pipe.model is node:
                pipe.model = model
            else:
                pipe.model.replace_node(node, model)
            tok2vec.remove_listener(node, pipe_name)
            set_path(pipe_config, path, own)


def set_path(config: dict[str, Any], path: str, value: dict[str, Any]) -> None:
    """Put a block at a dotted path."""
    *parents, last = path.split(".")
    for part in parents:
        config = config[part]
    config[last] = configs.Config(value).copy() if isinstance(value, dict) else value


def upstream_of(nlp: Any, name: str) -> str:
    """The component that `name` listens to."""
    for each, component in nlp.components:
        if name in getattr(component, "listening_components", ()):
            return each
    raise ConfigError(
        "listeners.none", f"component '{name}' of the source pipeline listens to no other", "Remove replace_listeners."
    )


def check_sections(config: Mapping[str, Any]) -> None:
    """The sections that a pipeline cannot be made without."""
    section = config.get("nlp")
    if not isinstance(section, Mapping):
        raise ConfigError("config.no_nlp", "the config has no section [nlp]", "Is it the config of a pipeline?")
    pipeline = section.get("pipeline", [])
    if not isinstance(pipeline, list) or not all(isinstance(name, str) for name in pipeline):
        raise ConfigError("nlp.pipeline_type", f"pipeline of [nlp] is {pipeline!r}, expected a list of names")
    twice = sorted({name for name in pipeline if pipeline.count(name) > 1})
    if twice:
        raise ConfigError("nlp.pipeline_twice", f"pipeline of [nlp] lists {', '.join(twice)} more than once")


def creation_settings(section: Mapping[str, Any]) -> dict[str, Any]:
    """The part of [nlp] that holds functions and numbers."""
    return {
        key: section[key] for key in ("tokenizer", "vectors", "batch_size", *CALLBACKS) if section.get(key) is not None
    }


def resolved_settings(section: Mapping[str, Any], validate: bool) -> dict[str, Any]:
    """The functions and numbers of [nlp]. Raises ConfigError where they do not fit."""
    try:
        settings = shipped.resolve(creation_settings(section))
    except shipped.NotShipped:
        settings = registry_settings(section, validate)
    batch_size = settings.get("batch_size")
    if batch_size is not None and (not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size < 1):
        raise ConfigError("nlp.batch_size", f"batch_size of [nlp] is {batch_size!r}", "It is a number of at least 1.")
    for name in CALLBACKS:
        if settings.get(name) is not None and not callable(settings[name]):
            raise ConfigError(
                "nlp.callback",
                f"{name} of [nlp] is {settings[name]!r}, expected a function",
                "A registered one: [nlp." + name + '] with @callbacks = "its name"; null for none.',
            )
    return settings


def registry_settings(section: Mapping[str, Any], validate: bool) -> dict[str, Any]:
    """The same by the registry, which knows all functions."""
    from confection import ConfigValidationError  # it brings pydantic along

    try:
        return configs.registry.resolve({"nlp": creation_settings(section)}, validate=validate)["nlp"]
    except ConfigValidationError as error:
        problems = [f"{'.'.join(map(str, each.get('loc', ())))}: {each.get('msg', '')}" for each in error.errors or ()]
        raise ConfigError(
            "nlp.settings",
            "the settings of [nlp] do not fit:\n  " + "\n  ".join(problems or [str(error).strip()]),
            "`python -m engine debug config` says where in the file.",
        ) from error


def call_before_creation(callback: Any, cls: type) -> type:
    """Run the callback on the language class; what it returns is the class to use."""
    if callback is None:
        return cls
    result = callback(cls)
    if not isinstance(result, type) or not issubclass(result, CreationMixin):
        raise ConfigError(
            "nlp.before_creation",
            f"the callback before_creation returned {result!r}, expected the class {cls.__name__} or a subclass",
            "Add `return lang_cls` to the callback.",
        )
    return result


def call_with_nlp(callback: Any, nlp: Any, where: str) -> Any:
    """Run a callback on the pipeline; what it returns is the pipeline to use."""
    if callback is None:
        return nlp
    result = callback(nlp)
    if not isinstance(result, CreationMixin):
        raise ConfigError(
            f"nlp.{where.replace('_', '-')}",
            f"the callback {where} returned {result!r}, expected the pipeline object",
            "Add `return nlp` to the callback.",
        )
    return result
