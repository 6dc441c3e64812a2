"""The function registry: names in configs to functions, imported when first looked up.

`registry` extends thinc's class of the same name, so that configs resolve as thinc describes. What engine ships is
listed as plain data (`engine/<room>/registered.py`) and imported on first use; what users register with a decorator
or through package entry points sits beside it.

Lookup order of one name: registered by a decorator, shipped, entry points (`engine_<registry>`, then
`spacy_<registry>`), thinc's own registry. At each place the name is tried as written, then with the other prefixes:
`spacy.X` and `engine.X` are the same name, and both fall back to `spacy-legacy.X`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import catalogue
import thinc.config

from ..errors import UnknownIdError
from .config import Config
from .nearest import did_you_mean
from .shipped import load_target, spellings

# Entry points of these packages import spaCy itself; everything they register is shipped here.
FOREIGN_DISTRIBUTIONS = frozenset({"spacy", "spacy-legacy", "spacy_legacy"})
_MISSING = object()


class RegistryNameError(UnknownIdError, catalogue.RegistryError):
    """A name is not registered. Also caught as catalogue's RegistryError, as thinc's callers expect."""


def load_builtins() -> None:
    """Fill in what the package ships, once, when a name is first asked for.

    The package's root lists the tables of all rooms and hands them over; this room imports none of them.
    """
    if registry.builtins_loaded:
        return
    registry.builtins_loaded = True
    root = sys.modules[__name__.partition(".")[0]]
    hand_over = getattr(root, "_register_builtins", None)
    if hand_over is not None:
        hand_over(registry)


class LazyRegistry(catalogue.Registry):
    """One registry: decorator, lookup and listing.

    kind (str): "architectures" and so on.
    parent (catalogue.Registry): asked last; thinc's registry of the same kind.
    """

    def __init__(self, kind: str, parent: catalogue.Registry | None = None):
        super().__init__(("engine", kind), entry_points=True)
        self.kind = kind
        self._parent = parent
        self.lazy: dict[str, str] = {}
        self._loaded: dict[str, Any] = {}
        self._entry_points: dict[str, Any] | None = None

    @property
    def parent(self) -> catalogue.Registry | None:
        """thinc's registry of this kind, filled: thinc registers its functions when its api module is imported."""
        if self._parent is not None:
            importlib.import_module("thinc.api")
        return self._parent

    def add_lazy(self, names: Mapping[str, str]) -> None:
        """Add {name: "module:attribute"}; nothing is imported."""
        self.lazy.update(names)

    def is_registered(self, name: str) -> bool:
        """Whether somebody registered a function of this name with a decorator."""
        return any((*self.namespace, each) in catalogue.REGISTRY for each in spellings(name))

    def _own_entry_points(self) -> dict[str, Any]:
        """{name: entry point} of installed packages, not loaded. Read once: installing needs a new process anyway."""
        if self._entry_points is None:
            found: dict[str, Any] = {}
            for group in (f"engine_{self.kind}", f"spacy_{self.kind}"):
                for point in catalogue.AVAILABLE_ENTRY_POINTS.select(group=group):
                    distribution = getattr(point, "dist", None)
                    if distribution is None or distribution.name not in FOREIGN_DISTRIBUTIONS:
                        found.setdefault(point.name, point)
            self._entry_points = found
        return self._entry_points

    def _lookup(self, name: str) -> Any:
        load_builtins()
        names = spellings(name)
        for each in names:
            key = (*self.namespace, each)
            if key in catalogue.REGISTRY:
                return catalogue.REGISTRY[key]
        for each in names:
            if each in self.lazy:
                if each not in self._loaded:
                    self._loaded[each] = load_target(self.lazy[each])
                return self._loaded[each]
        points = self._own_entry_points()
        for each in names:
            if each in points:
                return points[each].load()
        parent = self.parent
        if parent is not None:
            for each in names:
                if each in parent:
                    return parent.get(each)
        return _MISSING

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        load_builtins()
        names, points = spellings(name), self._own_entry_points()
        if any((*self.namespace, n) in catalogue.REGISTRY or n in self.lazy or n in points for n in names):
            return True
        parent = self.parent
        return parent is not None and any(n in parent for n in names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def get(self, name: str) -> Any:
        """The function registered as `name`.

        Raises RegistryNameError, which names the nearest registered names.
        """
        value = self._lookup(name) if isinstance(name, str) else _MISSING
        if value is _MISSING:
            raise self.unknown(name)
        return value

    def unknown(self, name: object) -> RegistryNameError:
        """The error for a name that is not registered."""
        names = self.names()
        hint = did_you_mean(str(name), names)
        if not hint:
            hint = f"Registered are: {', '.join(names)}." if names else "Nothing is registered there."
        return RegistryNameError(
            "registry.unknown_name",
            f'"{name}" is not registered in "{self.kind}".',
            f"{hint} Functions of your own are found after they are imported, for instance with --code.",
        )

    def names(self) -> list[str]:
        """All registered names, sorted; nothing is imported."""
        load_builtins()
        depth = len(self.namespace)
        found = {
            key[-1] for key in catalogue.REGISTRY if len(key) == depth + 1 and key[:depth] == tuple(self.namespace)
        }
        found.update(self.lazy, self._own_entry_points())
        if self.parent is not None:
            space = tuple(self.parent.namespace)
            found.update(key[-1] for key in catalogue.REGISTRY if key[:-1] == space)
        return sorted(found)

    def get_all(self) -> dict[str, Any]:
        """All functions by name. Imports everything that is registered."""
        return {name: self.get(name) for name in self.names()}

    def get_entry_points(self) -> dict[str, Any]:
        """Functions registered by installed packages, by name."""
        return {name: point.load() for name, point in self._own_entry_points().items()}

    def get_entry_point(self, name: str, default: Any = None) -> Any:
        """The function that an installed package registers as `name`, else `default`."""
        point = self._own_entry_points().get(name)
        return default if point is None else point.load()


class registry(thinc.config.registry):
    """All registries, as class attributes: `@registry.architectures("name.v1")`, `registry.get("loggers", name)`."""

    builtins_loaded = False
    # what a shipped factory takes and gives, by name: target, default_config, assigns, requires, ...
    factory_table: dict[str, Mapping[str, Any]] = {}

    architectures = LazyRegistry("architectures")
    augmenters = LazyRegistry("augmenters")
    batchers = LazyRegistry("batchers")
    callbacks = LazyRegistry("callbacks")
    cli = LazyRegistry("cli")
    displacy_colors = LazyRegistry("displacy_colors")
    factories = LazyRegistry("factories")
    languages = LazyRegistry("languages")
    lemmatizers = LazyRegistry("lemmatizers")
    loggers = LazyRegistry("loggers")
    lookups = LazyRegistry("lookups")
    misc = LazyRegistry("misc")
    models = LazyRegistry("models")
    readers = LazyRegistry("readers")
    scorers = LazyRegistry("scorers")
    tokenizers = LazyRegistry("tokenizers")
    vectors = LazyRegistry("vectors")

    optimizers = LazyRegistry("optimizers", thinc.config.registry.optimizers)
    schedules = LazyRegistry("schedules", thinc.config.registry.schedules)
    layers = LazyRegistry("layers", thinc.config.registry.layers)
    losses = LazyRegistry("losses", thinc.config.registry.losses)
    initializers = LazyRegistry("initializers", thinc.config.registry.initializers)
    datasets = LazyRegistry("datasets", thinc.config.registry.datasets)
    ops = LazyRegistry("ops", thinc.config.registry.ops)

    @classmethod
    def add_lazy(cls, table: Mapping[str, Mapping[str, str]]) -> None:
        """Add {registry: {name: "module:attribute"}}; each name is imported when it is first looked up."""
        for kind, names in table.items():
            cls.of(kind).add_lazy(names)

    @classmethod
    def add_factories(cls, table: Mapping[str, Mapping[str, Any]]) -> None:
        """Add {name: {"target": "module:attribute", "default_config": {...}, ...}}; nothing is imported."""
        cls.factory_table.update(table)
        cls.factories.add_lazy({name: info["target"] for name, info in table.items()})

    @classmethod
    def of(cls, kind: str) -> LazyRegistry:
        """The registry called `kind`. Raises UnknownIdError."""
        found = getattr(cls, kind, None) if isinstance(kind, str) else None
        if not isinstance(found, LazyRegistry):
            raise UnknownIdError(
                "registry.unknown_registry",
                f'There is no registry "{kind}".',
                did_you_mean(str(kind), cls.get_registry_names())
                or f"Registries are: {', '.join(cls.get_registry_names())}.",
            )
        return found

    @classmethod
    def get_registry_names(cls) -> list[str]:
        """Names of all registries, sorted."""
        return sorted(name for name in dir(cls) if isinstance(getattr(cls, name, None), LazyRegistry))

    @classmethod
    def get_available_names(cls, registry_name: str) -> list[str]:
        """Names in one registry, sorted."""
        return cls.of(registry_name).names()

    @classmethod
    def has(cls, registry_name: str, func_name: str) -> bool:
        """Whether a name is registered."""
        return isinstance(getattr(cls, registry_name, None), LazyRegistry) and func_name in cls.of(registry_name)

    @classmethod
    def get(cls, registry_name: str, func_name: str) -> Callable[..., Any]:
        """The function registered as `func_name`. Raises UnknownIdError with the nearest names."""
        return cls.of(registry_name).get(func_name)

    @classmethod
    def find(cls, registry_name: str, func_name: str) -> dict[str, Any]:
        """Where a function comes from: module, file, line_no, docstring."""
        return cls.of(registry_name).find(func_name)

    @classmethod
    def create(cls, registry_name: str, entry_points: bool = False) -> None:
        """Add a registry of your own."""
        if hasattr(cls, registry_name):
            raise ValueError(f'There is a registry "{registry_name}" already.')
        setattr(cls, registry_name, LazyRegistry(registry_name))

    @classmethod
    def fill(cls, config: Any, **settings: Any) -> Config:
        """As thinc's `registry.fill`: the config with the defaults of every registered function written in."""
        return Config(super().fill(config, **settings))
