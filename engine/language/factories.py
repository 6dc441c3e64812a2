"""Factories: how components are registered and described, for all languages or for one.

The function of a factory lives in `registry.factories`, under its name, or under "<lang>.<name>" when it was registered
on the class of one language. Its description lives here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from engine import config as configs
from engine.config import shipped
from engine.config.nearest import did_you_mean
from engine.errors import ConfigError, InputError, UnknownIdError
from engine.language.analysis import checked_attributes
from engine.language.meta import FactoryMeta
from engine.language.state import LanguageState
from engine.pipeline.registered import FACTORIES

_METAS: dict[str, FactoryMeta] = {}

# Components of spaCy that engine does not have; named in the error, so that nobody looks for a typing mistake.
ABSENT = frozenset(
    [
        "beam_ner",
        "beam_parser",
        "entity_linker",
        "nn_labeller",
        "span_finder",
        "spancat",
        "spancat_singlelabel",
        "textcat",
        "textcat_multilabel",
        "trainable_lemmatizer",
        "transformer",
        "curated_transformer",
    ]
)


class UnknownComponentError(UnknownIdError):
    """No component or factory has this name."""


def parse_default_config(value: Any, name: str) -> dict[str, Any]:
    """A default config given as a dict, as INI text, or as None."""
    if value is None:
        return {}
    if isinstance(value, str):
        return dict(configs.Config().from_str(value, interpolate=False))
    if not isinstance(value, dict):
        raise InputError(
            "factory.default_config",
            f"the default_config of factory '{name}' is a {type(value).__name__}, expected a dict",
        )
    return value


def builtin_meta(name: str) -> FactoryMeta | None:
    """Description of a factory that engine ships, or None."""
    info = FACTORIES.get(name)
    if info is None:
        return None
    weights = dict(info.get("default_score_weights") or {})
    return FactoryMeta(
        factory=name.rpartition(".")[2],  # "en.lemmatizer" is written "lemmatizer" in configs for English
        default_config=parse_default_config(info.get("default_config"), name),
        assigns=list(info.get("assigns", ())),
        requires=list(info.get("requires", ())),
        retokenizes=bool(info.get("retokenizes", False)),
        scores=list(weights),
        default_score_weights=weights,
    )


class FactoriesMixin(LanguageState):
    """The class methods of Language that register and describe factories."""

    @classmethod
    def get_factory_name(cls, name: str) -> str:
        """Name in the registry: "<lang>.<name>" on the class of a language, else the name itself."""
        return name if cls.lang is None else f"{cls.lang}.{name}"

    @classmethod
    def _find_factory(cls, name: str) -> str | None:
        """The registered name that `name` stands for, the language's own first."""
        names = (cls.get_factory_name(name), name)
        for each in names:
            if each in _METAS or each in FACTORIES or shipped.is_registered("factories", each):
                return each
        for each in names:  # of other packages
            if configs.registry.has("factories", each):
                return each
        return None

    @classmethod
    def has_factory(cls, name: str) -> bool:
        """Whether a component can be made from this factory name."""
        return cls._find_factory(name) is not None

    @classmethod
    def get_factory_meta(cls, name: str) -> FactoryMeta:
        """Description of a factory. Raises UnknownComponentError with the nearest names."""
        found = cls._find_factory(name)
        if found is None:
            raise cls.unknown_factory(name)
        if found not in _METAS and (found not in FACTORIES or shipped.is_registered("factories", found)):
            # Importing a package's factory may be what registers its description.
            configs.registry.get("factories", found)
        if found not in _METAS:
            _METAS[found] = builtin_meta(found) or FactoryMeta(factory=name, default_config={})
        return _METAS[found]

    @classmethod
    def set_factory_meta(cls, name: str, value: FactoryMeta) -> None:
        """Set the description of a factory on this language class."""
        _METAS[cls.get_factory_name(name)] = value

    @classmethod
    def available_factories(cls) -> list[str]:
        """Names that `add_pipe` takes for this language, sorted."""
        prefix = f"{cls.lang}."
        names = set(configs.registry.get_available_names("factories")) | set(FACTORIES)
        return sorted(
            {name[len(prefix) :] if name.startswith(prefix) else name for name in names if "." not in name}
            | {name[len(prefix) :] for name in names if name.startswith(prefix)}
        )

    @classmethod
    def unknown_factory(cls, name: str) -> UnknownComponentError:
        """The error for a factory name that nothing is registered under."""
        names = cls.available_factories()
        if name in ABSENT:
            hint = f"engine does not ship this component. It ships {', '.join(sorted(FACTORIES))}."
        else:
            hint = did_you_mean(name, names) or f"Known factories: {', '.join(names)}."
        return UnknownComponentError(
            "factory.unknown",
            f"there is no factory '{name}' for language {cls.__name__} ({cls.lang})",
            f"{hint} Factories of your own register with @Language.factory or @Language.component when their module "
            "is imported; load with exclude=[...] to leave a component out.",
        )

    @classmethod
    def factory(
        cls,
        name: str,
        *,
        default_config: dict[str, Any] | str | None = None,
        assigns: Iterable[str] = (),
        requires: Iterable[str] = (),
        retokenizes: bool = False,
        default_score_weights: dict[str, float | None] | None = None,
        func: Callable[..., Any] | None = None,
    ) -> Callable[..., Any]:
        """Register a function (nlp, name, **settings) -> component; a decorator unless `func` is given.

        Called on the class of one language, the factory belongs to that language only.

        >>> @Language.factory("counter", default_config={"start": 0})
        ... def make_counter(nlp, name, start: int):
        ...     return Counter(start)
        """
        check_component_name(name)
        settings = parse_default_config(default_config, name)
        assigned, required = checked_attributes(assigns, name), checked_attributes(requires, name)

        def register(factory_func: Callable[..., Any]) -> Callable[..., Any]:
            check_factory_function(factory_func, name)
            weights = dict(default_score_weights or {})
            internal = cls.get_factory_name(name)
            cls.set_factory_meta(
                name,
                FactoryMeta(
                    factory=name,
                    default_config=settings,
                    assigns=assigned,
                    requires=required,
                    retokenizes=retokenizes,
                    scores=list(weights),
                    default_score_weights=weights,
                ),
            )
            configs.registry.factories.register(internal, func=factory_func)
            # The check of whole configs reads defaults from here.
            configs.registry.factory_table[internal] = {"target": factory_func, "default_config": settings}
            return factory_func

        return register if func is None else register(func)

    @classmethod
    def component(
        cls,
        name: str,
        *,
        assigns: Iterable[str] = (),
        requires: Iterable[str] = (),
        retokenizes: bool = False,
        func: Callable[..., Any] | None = None,
    ) -> Callable[..., Any]:
        """Register a function Doc -> Doc as a component; a decorator unless `func` is given."""
        check_component_name(name)

        def register(component_func: Callable[..., Any]) -> Callable[..., Any]:
            if not callable(component_func):
                raise InputError("component.not_callable", f"component '{name}' is {component_func!r}, not a function")

            def make_component(nlp: Any, name: str) -> Callable[..., Any]:
                return component_func

            cls.factory(name, assigns=assigns, requires=requires, retokenizes=retokenizes, func=make_component)
            return component_func

        return register if func is None else register(func)


def check_component_name(name: Any) -> None:
    if not isinstance(name, str):
        raise InputError(
            "factory.name_type",
            f"{name!r} is no name of a factory: expected a str",
            'Call the decorator with a name: @Language.component("my_component").',
        )
    if "." in name:
        raise InputError(
            "factory.name_dot",
            f"the factory name '{name}' contains a dot, which separates sections in configs",
            "Use an underscore instead.",
        )


def check_factory_function(func: Any, name: str) -> None:
    """A factory needs to take `nlp` and `name`."""
    if not callable(func):
        raise InputError("factory.not_callable", f"factory '{name}' is {func!r}, not a function")
    try:
        parameters = inspect.signature(func).parameters
    except (TypeError, ValueError):
        return
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
        return
    missing = [each for each in ("nlp", "name") if each not in parameters]
    if missing:
        raise ConfigError(
            "factory.arguments",
            f"the function of factory '{name}' does not take {' and '.join(missing)}; it takes "
            f"{', '.join(parameters) or 'nothing'}",
            "A factory is called with nlp, name and its settings.",
        )
