"""Functions that the package ships, found and called without the registry and what that brings along.

The registry proper (registries.py) needs thinc, confection and pydantic. A config of a saved pipeline names functions
that ship with the package, with arguments of the right types; those are called from here. Anything else, right or
wrong, is left to the registry, which says what is wrong: names that somebody registered or overrode, arguments that are
missing, unknown or of other types, and types that are not known here. Callers: engine.language, for pipelines.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from ..errors import InternalError

VARIADIC = 0x04 | 0x08  # in the flags of a function's code: *args, **kwargs

CYTHON_FUNCTION = "cython_function_or_method"  # name of the type: they look like those of Python

# Types as the functions write them.
EXACT = {"bool": bool, "int": int, "float": float, "str": str}
Maker = Callable[[Mapping[str, Any]], Any]


class NotShipped(Exception):
    """The registry has to see to it."""


class Shipped:
    """What the rooms list in their tables. Filled by the package's root, as the registry is."""

    def __init__(self) -> None:
        self.targets: dict[str, dict[str, str]] = {}
        self.is_filled = False

    def add_lazy(self, table: Mapping[str, Mapping[str, str]]) -> None:
        for kind, names in table.items():
            self.targets.setdefault(kind, {}).update(names)

    def add_factories(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self.add_lazy({"factories": {name: info["target"] for name, info in table.items()}})

    def target(self, kind: str, name: str) -> str | None:
        """ "module:attribute" of a name; None where it is not shipped, or where somebody registered another."""
        if not self.is_filled:
            self.is_filled = True
            sys.modules[__name__.partition(".")[0]]._register_builtins(self)
        if is_registered(kind, name):
            return None
        names = self.targets.get(kind, {})
        return next((names[each] for each in spellings(name) if each in names), None)


SHIPPED = Shipped()


def is_registered(kind: str, name: str) -> bool:
    """Whether somebody registered a function of this name with a decorator."""
    module = sys.modules.get(f"{__package__}.registries")
    if module is None:
        return False
    found = getattr(module.registry, kind, None)
    return isinstance(found, module.LazyRegistry) and found.is_registered(name)


def find(kind: str, name: Any) -> Any:
    """The shipped function of a name. Raises NotShipped."""
    target = SHIPPED.target(kind, name) if isinstance(name, str) else None
    if target is None:
        raise NotShipped
    return load_target(target)


def spellings(name: str) -> tuple[str, ...]:
    """The names under which a function called `name` may be registered, in the order they are tried."""
    if name.startswith("spacy."):
        rest = name[len("spacy.") :]
        return (name, f"engine.{rest}", f"spacy-legacy.{rest}")
    if name.startswith("engine."):
        rest = name[len("engine.") :]
        return (name, f"spacy.{rest}", f"spacy-legacy.{rest}")
    return (name,)


def load_target(target: str) -> Any:
    """Import "package.module:attribute"; dots in the attribute part go into classes."""
    module_name, _, attribute = target.partition(":")
    value: Any = importlib.import_module(module_name)
    for part in attribute.split("."):
        try:
            value = getattr(value, part)
        except AttributeError as error:
            raise InternalError(
                "registry.bad_target", f"the registered target {target!r} has no attribute {part!r}"
            ) from error
    return value


def resolve(block: Mapping[str, Any], makers: Mapping[str, Maker] | None = None) -> dict[str, Any]:
    """The settings of a block, those that name functions replaced by what these return.

    makers: {registry: function that takes a block that names a function of it, and returns what stands for the result}.
    All functions and arguments are looked at before any function is called. Raises NotShipped.
    """
    calls = {key: prepare(value, makers or {}) for key, value in block.items() if is_block(value)}
    return {key: calls[key]() if key in calls else value for key, value in block.items()}


def is_block(value: Any) -> bool:
    """Whether a value names a function; NotShipped for one that has such values in it."""
    if not isinstance(value, Mapping):
        return False
    if any(isinstance(key, str) and key.startswith("@") for key in value):
        return True
    if any(isinstance(each, Mapping) for each in value.values()):
        raise NotShipped
    return False


def prepare(block: Mapping[str, Any], makers: Mapping[str, Maker]) -> Callable[[], Any]:
    """What makes the value of a block that names a function."""
    names = [key for key in block if key.startswith("@")]
    kind = names[0][1:]
    if len(names) > 1:
        raise NotShipped
    if kind in makers:
        check_names(block)
        made = makers[kind](block)
        if made is None:
            raise NotShipped
        return lambda: made
    function = find(kind, block[names[0]])
    return prepare_call(function, {key: value for key, value in block.items() if key != names[0]}, makers)


def prepare_call(
    function: Any, arguments: Mapping[str, Any], makers: Mapping[str, Maker], given: Mapping[str, Any] | None = None
) -> Callable[[], Any]:
    """What calls a function with the settings of a block. given: further arguments, which the caller vouches for."""
    given = given or {}
    calls = {key: prepare(value, makers) for key, value in arguments.items() if is_block(value)}
    check_arguments(function, arguments, calls, given)

    def call() -> Any:
        made = {key: calls[key]() if key in calls else value for key, value in arguments.items()}
        return function(**given, **made)

    return call


def check_names(block: Mapping[str, Any]) -> None:
    """Raise NotShipped unless all functions that a block names, in inner blocks too, are shipped."""
    for key, value in block.items():
        if key.startswith("@") and (not isinstance(value, str) or SHIPPED.target(key[1:], value) is None):
            raise NotShipped
        if isinstance(value, Mapping):
            check_names(value)


def check_arguments(
    function: Any, arguments: Mapping[str, Any], calls: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    """Raise NotShipped unless a function takes these arguments, of these types."""
    if not isinstance(function, FunctionType) and type(function).__name__ != CYTHON_FUNCTION:
        raise NotShipped
    if function.__code__.co_flags & VARIADIC:
        raise NotShipped
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    n_defaults = len(function.__defaults__ or ())
    optional = {*names[code.co_argcount - n_defaults : code.co_argcount], *(function.__kwdefaults__ or ())}
    have = {*arguments, *given}
    if not have <= set(names) or not set(names) <= have | optional or code.co_posonlyargcount:
        raise NotShipped
    for key, value in arguments.items():
        if not fits(value, function.__annotations__.get(key, "Any"), key in calls):
            raise NotShipped


def fits(value: Any, annotation: Any, is_made: bool) -> bool:
    """Whether a value certainly is what an annotation says, without being converted. is_made: a function returns it."""
    if not isinstance(annotation, str):
        return False
    kinds = [kind.strip() for kind in annotation.split(" | ")]
    if is_made:
        return any(kind == "Any" or kind == "Model" or kind.startswith("Callable") for kind in kinds)
    if value is None:
        return "None" in kinds or "Any" in kinds
    return any(kind == "Any" or (kind in EXACT and type(value) is EXACT[kind]) for kind in kinds)
