"""The Language class of each language, made when it is first asked for.

They are registered as `languages` under their codes, which is how `engine.lang.en.English` finds its class; packages
and users register classes of their own there.
"""

from __future__ import annotations

import functools
from typing import Any

from engine import config as configs
from engine.config import shipped
from engine.errors import InputError, UnknownIdError
from engine.lang import LANGUAGES, get_defaults
from engine.lang.codes import ALIASES
from engine.language.language import Language


class UnknownLanguageError(UnknownIdError, ImportError):
    """engine ships no language of this code, and none is registered."""

    __str__ = UnknownIdError.__str__


@functools.cache
def build_class(code: str) -> type[Language]:
    """The Language subclass with the data of a language that engine ships."""
    defaults = get_defaults(code)
    name = class_name(code)
    module = f"engine.lang.{code}"
    return type(name, (Language,), {"lang": code, "Defaults": defaults, "__module__": module})


def class_name(code: str) -> str:
    return LANGUAGES[code].removesuffix("Defaults")


def make_language_class(code: str) -> type[Language]:
    """The Language subclass of a language code: English for "en" or "eng", with its `lang` and `Defaults`.

    Raises UnknownIdError with the nearest code.
    """
    try:
        return shipped.find("languages", code)
    except shipped.NotShipped:
        pass
    if not configs.registry.has("languages", code):
        code = ALIASES.get(code, code)
    if not configs.registry.has("languages", code):
        try:
            get_defaults(code)  # raises, with the nearest code
        except InputError as error:
            raise UnknownLanguageError(error.code, error.detail, error.hint) from None
    found: Any = configs.registry.get("languages", code)
    if not isinstance(found, type) or not issubclass(found, Language):
        raise InputError(
            "language.registered_class",
            f"what is registered as language '{code}' is {found!r}, not a subclass of Language",
            'Register a class: @registry.languages("code").',
        )
    return found


def get_lang_class(code: str) -> type[Language]:
    """Same as `make_language_class`; the name that spaCy's users know."""
    return make_language_class(code)


def set_lang_class(name: str, cls: type[Language]) -> None:
    """Register a class as the language of a code."""
    configs.registry.languages.register(name, func=cls)


def lang_class_is_loaded(lang: str) -> bool:
    """Whether a language is registered under this code."""
    return configs.registry.has("languages", lang)


def __getattr__(name: str) -> Any:
    for code in LANGUAGES:
        if class_name(code) == name:
            return build_class(code)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
