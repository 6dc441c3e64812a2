"""Underscore: attributes that people add to Doc, Span and Token, reached as `token._.name`.

Values lie in `Doc.user_data` under the key ("._.", name, start, end): offsets of code points, where a token has no end
(None) and a document has neither. Callers: Doc, Span, Token.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from engine.errors import InputError

Extension = tuple[Any, Callable | None, Callable | None, Callable | None]  # default, method, getter, setter

MUTABLE = (dict, list, set)


class Underscore:
    """View of the extension attributes of one object.

    >>> from engine.tokens import Token
    >>> Token.set_extension("is_fruit", default=False)
    """

    doc_extensions: dict[str, Extension] = {}
    span_extensions: dict[str, Extension] = {}
    token_extensions: dict[str, Extension] = {}
    _extensions: dict[str, Extension]
    _obj: Any
    _doc: Any
    _start: int | None
    _end: int | None

    def __init__(self, extensions: dict[str, Extension], obj: Any, start: int | None = None, end: int | None = None):
        # At once, and past __setattr__, which sets extension attributes.
        place = {"_extensions": extensions, "_obj": obj, "_doc": obj.doc, "_start": start, "_end": end}
        object.__setattr__(self, "__dict__", place)

    def __dir__(self) -> list[str]:
        return sorted({*self._extensions, "get", "set", "has"})

    def _extension(self, name: str) -> Extension:
        try:
            return self._extensions[name]
        except KeyError:
            kind = type(self._obj).__name__
            raise UnknownExtensionError(
                "underscore.unknown",
                f"There is no extension attribute {name!r} of {kind}; there are: {sorted(self._extensions) or 'none'}.",
                f"Register it with {kind}.set_extension({name!r}, default=...).",
            ) from None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        default, method, getter, _ = self._extension(name)
        if getter is not None:
            return getter(self._obj)
        if method is not None:
            obj = self._obj

            def bound(*args: Any, **kwargs: Any) -> Any:
                return method(obj, *args, **kwargs)

            bound.__name__ = name
            bound.__doc__ = method.__doc__
            return bound
        key = ("._.", name, self._start, self._end)
        data = self._doc.user_data
        if key in data:
            return data[key]
        if isinstance(default, MUTABLE):  # so that appending to a default changes this object's value alone
            data[key] = copy.copy(default)
            return data[key]
        return default

    def __setattr__(self, name: str, value: Any) -> None:
        *_, setter = self._extension(name)
        if setter is not None:
            setter(self._obj, value)
        else:
            self._doc.user_data[self._get_key(name)] = value

    def get(self, name: str) -> Any:
        """Value of the attribute."""
        return getattr(self, name)

    def set(self, name: str, value: Any) -> None:
        """Set the value of the attribute."""
        setattr(self, name, value)

    def has(self, name: str) -> bool:
        """Whether such an attribute is registered."""
        return name in self._extensions

    def _get_key(self, name: str) -> tuple:
        return ("._.", name, self._start, self._end)

    @classmethod
    def get_state(cls) -> tuple[dict, dict, dict]:
        """The registered extensions, to be handed to another process."""
        return cls.token_extensions, cls.span_extensions, cls.doc_extensions

    @classmethod
    def load_state(cls, state: tuple[dict, dict, dict]) -> None:
        """Take over what `get_state` returned."""
        cls.token_extensions, cls.span_extensions, cls.doc_extensions = state


class UnknownExtensionError(InputError, AttributeError):
    """`obj._.name` for a name that nobody registered."""


def make_extension(
    table: dict[str, Extension],
    name: str,
    *,
    method: Callable | None = None,
    getter: Callable | None = None,
    setter: Callable | None = None,
    force: bool = False,
    **options: Any,
) -> None:
    """Add an extension to a table, after checking that it says one thing: a default, a method, or a getter."""
    has_default = "default" in options
    default = options.pop("default", None)
    if name in table and not force:
        raise InputError(
            "underscore.exists",
            f"The extension attribute {name!r} is registered already.",
            "Pass force=True to replace it.",
        )
    if options:
        raise InputError(
            "underscore.unknown_argument",
            f"set_extension({name!r}) got unknown arguments: {sorted(options)}.",
            "Use default, method, getter (with setter), force.",
        )
    n_given = has_default + (method is not None) + (getter is not None)
    if setter is not None and getter is None:
        raise InputError(
            "underscore.setter_alone",
            f"The extension attribute {name!r} has a setter and no getter.",
            "Give a getter too.",
        )
    if n_given != 1:
        raise InputError(
            "underscore.not_one_value",
            f"The extension attribute {name!r} needs exactly one of default, method and getter; {n_given} are given.",
        )
    for role, function in (("method", method), ("getter", getter), ("setter", setter)):
        if function is not None and not callable(function):
            raise InputError(
                "underscore.not_callable",
                f"The {role} of the extension attribute {name!r} is {function!r}, no function.",
            )
    table[name] = (default, method, getter, setter)


def remove_extension(table: dict[str, Extension], name: str) -> Extension:
    """Drop an extension from a table; returns it."""
    if name not in table:
        raise InputError(
            "underscore.not_registered",
            f"There is no extension attribute {name!r} to remove; there are: {sorted(table) or 'none'}.",
        )
    return table.pop(name)
