"""The components of a pipeline: adding, making, sourcing, removing, renaming, replacing and disabling them."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from engine import config as configs
from engine.config import shipped
from engine.config.nearest import did_you_mean
from engine.errors import ConfigError, InputError
from engine.formats import srsly_later as srsly
from engine.language.analysis import KEYS, analyze, as_text
from engine.language.factories import FactoriesMixin, UnknownComponentError
from engine.language.meta import FactoryMeta
from engine.language.names import check_component_name
from engine.language.state import frozen_dict
from engine.pipeline.later_model import later_model

if TYPE_CHECKING:
    from confection import ConfigValidationError

    from engine.config import Config

RESERVED_KEYS = frozenset({"nlp", "name", "@factories"})


class DisabledPipes(list[str]):
    """Names of components that `select_pipes` disabled; a context manager that enables them again."""

    def __init__(self, nlp: Any, names: list[str]) -> None:
        super().__init__(names)
        self.nlp = nlp

    def __enter__(self) -> DisabledPipes:
        return self

    def __exit__(self, *exc: object) -> None:
        self.restore()

    def restore(self) -> None:
        """Enable the components again."""
        for name in self:
            if name not in self.nlp.component_names:
                raise UnknownComponentError(
                    "pipe.restore", f"component '{name}' was disabled and cannot be enabled: it is gone"
                )
            self.nlp.enable_pipe(name)
        self[:] = []


def no_model(block: Mapping[str, Any]) -> None:
    """Models are made by the registry."""


def merge_defaults(config: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """`config` with the settings it lacks.

    Blocks are merged; two blocks that name different registered functions are not: the defaults of one function mean
    nothing to another.
    """
    out = dict(config)
    for key, default in defaults.items():
        if key not in out:
            out[key] = copy.deepcopy(default)
            continue
        value = out[key]
        if isinstance(value, dict) and isinstance(default, dict):
            theirs = next((k for k in default if k.startswith("@")), None)
            ours = next((k for k in value if k.startswith("@")), None)
            same = ours is None or (ours == theirs and value[ours] == default[theirs])
            if same:
                out[key] = merge_defaults(value, default)
    return out


class PipesMixin(FactoriesMixin):
    """The methods of Language that change which components it has."""

    config: Any

    # Looking at them

    @property
    def pipe_factories(self) -> dict[str, str]:
        """Component name -> factory name."""
        factories = {name: self.get_pipe_meta(name).factory for name, _ in self._components}
        return frozen_dict(factories)

    @property
    def pipe_labels(self) -> dict[str, list[str]]:
        """Component name -> labels, of the components that have some to show."""
        out = {}
        for name, pipe in self._components:
            if getattr(pipe, "hide_labels", False) is True:
                continue
            if hasattr(pipe, "labels"):
                out[name] = list(pipe.labels)
        return frozen_dict(out)

    @property
    def factory_names(self) -> list[str]:
        """Names that `add_pipe` takes."""
        return self.available_factories()

    def analyze_pipes(self, *, keys: Iterable[str] = KEYS, pretty: bool = False) -> dict[str, Any]:
        """What the components that run assign and require, and what is required in vain. pretty: print it, too."""
        unknown = [key for key in keys if key not in KEYS]
        if unknown:
            raise InputError("analyze.keys", f"keys {', '.join(unknown)}", f"Known: {', '.join(KEYS)}.")
        found = analyze([(name, self.get_pipe_meta(name)) for name in self.pipe_names], keys)
        if pretty:
            print(as_text(found))
        return found

    def has_pipe(self, name: str) -> bool:
        """Whether a component of this name runs."""
        return name in self.pipe_names

    def get_pipe(self, name: str) -> Any:
        """The component of this name, disabled or not. Raises UnknownComponentError, a KeyError."""
        for each, component in self._components:
            if each == name:
                return component
        raise self.unknown_pipe(name)

    def get_pipe_meta(self, name: str) -> FactoryMeta:
        """Description of the factory that made a component."""
        if name not in self._pipe_meta:
            raise self.unknown_pipe(name)
        return self._pipe_meta[name]

    def get_pipe_config(self, name: str) -> Config:
        """Settings that a component was made with, its "factory" among them."""
        if name not in self._pipe_configs:
            raise self.unknown_pipe(name)
        return self._pipe_configs[name]

    def unknown_pipe(self, name: Any) -> UnknownComponentError:
        names = self.component_names
        return UnknownComponentError(
            "pipe.unknown",
            f"the pipeline has no component {name!r}",
            did_you_mean(str(name), names) or f"It has: {', '.join(names) or 'no components'}.",
        )

    def _index(self, name: str) -> int:
        for i, (each, _) in enumerate(self._components):
            if each == name:
                return i
        raise self.unknown_pipe(name)

    # Making and adding

    def create_pipe(
        self,
        factory_name: str,
        name: str | None = None,
        *,
        config: dict[str, Any] | None = None,
        raw_config: Config | Callable[[], Config] | None = None,
        validate: bool = True,
    ) -> Any:
        """Make a component without adding it to the pipeline.

        config: settings; the factory's defaults stand for those left out. raw_config: the whole config the settings
        come from, with its variables, so that they are kept in `config`.
        """
        name = factory_name if name is None else name
        settings = dict(config or {})
        if not isinstance(config, (dict, type(None))):
            raise InputError(
                "pipe.config_type", f"config of component '{name}' is a {type(config).__name__}, not a dict"
            )
        meta = self.get_factory_meta(factory_name)
        clash = sorted(RESERVED_KEYS & set(settings))
        if clash:
            raise ConfigError(
                "pipe.reserved_setting",
                f"the config of component '{name}' sets {', '.join(clash)}, which the pipeline hands over itself",
                "Remove the setting.",
            )
        settings.pop("factory", None)
        merged = merge_defaults(settings, meta.default_config or {})
        internal = self._find_factory(factory_name)
        block = {"nlp": self, "name": name, **merged, "@factories": internal}
        try:
            resolved = self._make_shipped(internal, name, merged)
        except shipped.NotShipped:
            resolved = self._make_registered(factory_name, name, block, merged, validate)

        def with_defaults() -> Config:
            filled = configs.registry.fill({"block": block}, validate=False)["block"]
            filled = configs.Config(
                {"factory": factory_name, **{k: v for k, v in filled.items() if k not in RESERVED_KEYS}}
            )
            return keep_variables(filled, raw_config() if callable(raw_config) else raw_config, name)

        self._pipe_configs.set_later(name, with_defaults)
        self._pipe_meta.setdefault(name, meta)
        self._pipe_meta[name] = meta
        return resolved

    def _make_shipped(self, internal: Any, name: str, settings: Mapping[str, Any]) -> Any:
        """A component that ships with engine, made without the registry. Raises shipped.NotShipped."""
        makers = {"architectures": later_model if self._makes_later_models else no_model}
        function = shipped.find("factories", internal)
        return shipped.prepare_call(function, settings, makers, {"nlp": self, "name": name})()

    def _make_registered(
        self, factory_name: str, name: str, block: dict[str, Any], settings: dict[str, Any], validate: bool
    ) -> Any:
        """Any component. Raises ConfigError for settings that do not fit."""
        from confection import ConfigValidationError  # it brings pydantic along

        try:
            return configs.registry.resolve({name: block}, validate=validate)[name]
        except ConfigValidationError as error:
            raise settings_error(name, factory_name, settings, error) from error

    def create_pipe_from_source(self, source_name: str, source: Any, *, name: str) -> tuple[Any, str]:
        """(a copy of a component of another pipeline, its factory name); the weights come along.

        The source needs the same vectors when its component uses them, which engine reports when they differ.
        """
        if not isinstance(source, PipesMixin):
            raise InputError(
                "pipe.source_type",
                f"the source of component '{name}' is a {type(source).__name__}, expected a loaded pipeline",
                "Load it first: source=engine.load(...).",
            )
        if source_name not in source.component_names:
            raise UnknownComponentError(
                "pipe.source_unknown",
                f"the source pipeline has no component '{source_name}'",
                did_you_mean(source_name, source.component_names)
                or f"It has: {', '.join(source.component_names) or 'no components'}.",
            )
        pipe = source.get_pipe(source_name)
        self._check_source_vectors(source, source_name)
        # Variables mean something in the source's config only.
        source_config = source.config if source.config.is_interpolated else source.config.interpolate()
        pipe_config = configs.Config(copy.deepcopy(dict(source_config["components"][source_name])))
        factory = pipe_config["factory"]
        # Sourced strings first: the component's labels must be known to our string store.
        for string in source.vocab.strings:
            self.vocab.strings.add(string, False)
        if hasattr(pipe, "to_bytes") and hasattr(pipe, "from_bytes"):
            settings = {k: v for k, v in pipe_config.items() if k != "factory"}
            component = self.create_pipe(factory, name, config=settings)
            component.from_bytes(pipe.to_bytes(exclude=["vocab"]), exclude=["vocab"])
            for attr in ("listener_map",):
                if hasattr(component, attr):
                    getattr(component, attr).clear()
        else:
            component = pipe
            self._pipe_configs[name] = pipe_config
            self._pipe_meta[name] = source.get_pipe_meta(source_name)
        return component, factory

    def _check_source_vectors(self, source: Any, source_name: str) -> None:
        """Warn when the vectors of the source pipeline are not ours: a model that reads them would see others."""
        theirs, ours = source.vocab.vectors, self.vocab.vectors
        if theirs.shape[0] and (theirs.shape != ours.shape or theirs.to_bytes() != ours.to_bytes()):
            warnings.warn(
                f"component '{source_name}' comes from a pipeline with other vectors ({theirs.shape[0]} rows) than "
                f"this one ({ours.shape[0]} rows): if it uses vectors, its results change",
                SourceVectorsWarning,
                stacklevel=4,
            )

    def add_pipe(
        self,
        factory_name: str,
        name: str | None = None,
        *,
        before: str | int | None = None,
        after: str | int | None = None,
        first: bool | None = None,
        last: bool | None = None,
        source: Any = None,
        config: dict[str, Any] | None = None,
        raw_config: Config | Callable[[], Config] | None = None,
        validate: bool = True,
    ) -> Any:
        """Make a component, add it to the pipeline and return it.

        One of before, after (name or index), first, last says where; the end is the default. source: a loaded pipeline
        to copy the component called `factory_name` from, with its weights.
        Raises UnknownComponentError, ConfigError.
        """
        if not isinstance(factory_name, str):
            raise InputError(
                "pipe.factory_type",
                f"add_pipe got {factory_name!r} (name: {name!r}) as the name of a factory, expected a str",
                'Register the function with @Language.component("name") and call add_pipe("name").',
            )
        name = factory_name if name is None else name
        check_component_name(name)
        if name in self.component_names:
            raise InputError(
                "pipe.exists",
                f"the pipeline has a component '{name}' already; it has {', '.join(self.component_names)}",
                "Give the new one another name: add_pipe(..., name=...).",
            )
        index = self._insert_index(before, after, first, last)
        if source is not None:
            component, _ = self.create_pipe_from_source(factory_name, source, name=name)
        else:
            component = self.create_pipe(factory_name, name, config=config, raw_config=raw_config, validate=validate)
        if not callable(component):
            raise InputError("pipe.not_callable", f"factory '{factory_name}' made {component!r}, which is not callable")
        self._components.insert(index, (name, component))
        self._link_components()
        return component

    def _insert_index(
        self, before: str | int | None, after: str | int | None, first: bool | None, last: bool | None
    ) -> int:
        """Where a new component goes."""
        given = [before is not None, after is not None, bool(first), bool(last)]
        if sum(given) > 1:
            raise InputError(
                "pipe.place",
                f"got before={before!r}, after={after!r}, first={first}, last={last}",
                "Only one of before, after, first and last can say where a component goes.",
            )
        if first:
            return 0
        if before is not None:
            return self._place(before, "before")
        if after is not None:
            return self._place(after, "after") + 1
        return len(self._components)

    def _place(self, where: str | int, argument: str) -> int:
        if isinstance(where, str):
            return self._index(where)
        n = len(self._components)
        if isinstance(where, bool) or not isinstance(where, int) or not 0 <= where < n:
            raise InputError(
                "pipe.place_index",
                f"{argument}={where!r} is no place in a pipeline of {n} components",
                f"Give a name or an index below {n}: {', '.join(self.component_names) or 'there are none yet'}.",
            )
        return where

    # Changing

    def remove_pipe(self, name: str) -> tuple[str, Any]:
        """Take a component out; returns (name, component)."""
        removed = self._components.pop(self._index(name))
        self._pipe_meta.pop(name, None)
        self._pipe_configs.pop(name, None)
        self._disabled.discard(name)
        self._unlink(removed[1])
        self._link_components()
        return removed

    def replace_pipe(
        self, name: str, factory_name: str, *, config: dict[str, Any] | None = None, validate: bool = True
    ) -> Any:
        """Put a new component in the place of another, under its name; returns the new one."""
        index = self._index(name)
        if not isinstance(factory_name, str):
            raise InputError("pipe.factory_type", f"replace_pipe got {factory_name!r}, expected the name of a factory")
        self.get_factory_meta(factory_name)
        old = self._components[index][1]
        kept = self._pipe_meta.get(name), self._pipe_configs.get(name)
        try:
            component = self.create_pipe(factory_name, name, config=config, validate=validate)
        except BaseException:
            self._pipe_meta[name], self._pipe_configs[name] = kept  # type: ignore[assignment]
            raise
        self._unlink(old)
        self._components[index] = (name, component)
        self._link_components()
        return component

    def rename_pipe(self, old_name: str, new_name: str) -> None:
        """Give a component another name."""
        index = self._index(old_name)
        check_component_name(new_name)
        if new_name in self.component_names:
            raise InputError(
                "pipe.exists", f"the pipeline has a component '{new_name}' already", "Choose another name."
            )
        component = self._components[index][1]
        self._components[index] = (new_name, component)
        self._pipe_meta[new_name] = self._pipe_meta.pop(old_name)
        self._pipe_configs[new_name] = self._pipe_configs.pop(old_name)
        if old_name in self._disabled:
            self._disabled.discard(old_name)
            self._disabled.add(new_name)
        settings = self._config.get("initialize", {}).get("components", {})
        if old_name in settings:
            settings[new_name] = settings.pop(old_name)
        self._link_components()

    def disable_pipe(self, name: str) -> None:
        """Keep a component in the pipeline without running it."""
        self._index(name)
        self._disabled.add(name)

    def enable_pipe(self, name: str) -> None:
        """Run a disabled component again."""
        self._index(name)
        self._disabled.discard(name)

    def select_pipes(
        self, *, disable: str | Iterable[str] | None = None, enable: str | Iterable[str] | None = None
    ) -> DisabledPipes:
        """Disable components, or all but those to `enable`; for a `with` block, or until `restore` is called."""
        if disable is None and enable is None:
            raise InputError("select.nothing", "select_pipes needs either disable or enable")
        if isinstance(disable, str):
            disable = [disable]
        if enable is not None:
            kept = {enable} if isinstance(enable, str) else set(enable)
            others = [name for name in self.pipe_names if name not in kept]
            if disable is not None and set(disable) != set(others):
                raise InputError(
                    "select.conflict",
                    f"disable={list(disable)} and enable={sorted(kept)} contradict each other for the components "
                    f"{', '.join(self.pipe_names)}",
                    "Give one of the two.",
                )
            disable = others
        names = [name for name in (disable or ()) if name not in self._disabled]
        for name in names:
            self._index(name)
        for name in names:
            self.disable_pipe(name)
        return DisabledPipes(self, names)

    def disable_pipes(self, *names: Any) -> DisabledPipes:
        """Older form of `select_pipes(disable=names)`."""
        flat = list(names[0]) if len(names) == 1 and isinstance(names[0], (list, tuple)) else list(names)
        return self.select_pipes(disable=flat)

    # Listeners: layers of a model that take the output of an earlier component's model

    def _link_components(self) -> None:
        """Tell every component that has listeners which later components listen to it."""
        for i, (name, upstream) in enumerate(self._components):
            if not hasattr(upstream, "add_listener"):
                continue
            upstream.name = name
            for _, downstream in list(self._components[i + 1 :]):
                if hasattr(upstream, "find_listeners"):
                    upstream.find_listeners(downstream)

    def _unlink(self, removed: Any) -> None:
        for _, upstream in self._components:
            listeners = getattr(upstream, "listener_map", {}).get(getattr(removed, "name", ""), [])
            for listener in list(listeners):
                upstream.remove_listener(listener, removed.name)

    @contextmanager
    def _kept_disabled(self, names: Iterable[str]) -> Iterator[None]:
        """Inside the block, the named components are disabled as well."""
        before = set(self._disabled)
        self._disabled |= set(names)
        try:
            yield
        finally:
            self._disabled = before


def settings_error(
    name: str, factory_name: str, settings: Mapping[str, Any], error: ConfigValidationError
) -> ConfigError:
    """What is wrong with the settings of a component, setting by setting, with the nearest valid names."""
    from engine.config.check import check_component  # slow to import, and needed for errors alone

    problems = [
        f"{'.'.join(problem.path)}: {problem.text} {problem.hint}".rstrip()
        for problem in check_component(name, {**settings, "factory": factory_name})
    ]
    for each in () if problems else error.errors or ():
        path = ".".join(str(part) for part in each.get("loc", ()))
        problems.append(f"{path}: {each.get('msg', '')}")
    return ConfigError(
        "pipe.settings",
        f"the settings of component '{name}' do not fit its factory '{factory_name}':\n  " + "\n  ".join(problems),
        "See nlp.get_factory_meta(...).default_config for the settings and their defaults.",
    )


class SourceVectorsWarning(UserWarning):
    """A component was copied from a pipeline whose vectors differ."""


def keep_variables(filled: Config, raw_config: Config | None, name: str) -> Config:
    """Settings with the variables that `raw_config` has in their place."""
    raw = raw_config.get("components", {}).get(name) if raw_config else None
    if not isinstance(raw, dict):
        return filled

    def merge(full: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in full.items():
            if key in written and isinstance(written[key], str) and "${" in written[key]:
                out[key] = written[key]
            elif key in written and isinstance(value, dict) and isinstance(written[key], dict):
                out[key] = merge(value, written[key])
            else:
                out[key] = value
        return out

    return configs.Config(merge(filled, srsly.json_loads(srsly.json_dumps(raw))))
