"""The Language class of each language, made when it is first asked for."""

from __future__ import annotations

from typing import Any

from engine import lang
from engine.config import registry
from engine.language.language import Language

_CLASSES: dict[str, type[Language]] = {}


def make_language_class(code: str) -> type[Language]:
    """The Language subclass of a language code: English for "en", with its `lang` and `Defaults`.

    A class that a user registered in `registry.languages` comes first. Raises UnknownIdError with the nearest code.
    """
    if code in _CLASSES:
        return _CLASSES[code]
    if registry.has("languages", code):
        found: Any = registry.get("languages", code)
        if isinstance(found, type) and issubclass(found, Language):
            return found
    defaults = lang.get_defaults(code)
    name = defaults.__name__
    name = name.removesuffix("Defaults") or code.capitalize()
    cls = type(name, (Language,), {"lang": code, "Defaults": defaults, "__module__": f"engine.lang.{code}"})
    _CLASSES[code] = cls
    return cls


def get_lang_class(code: str) -> type[Language]:
    """Same as `make_language_class`; the name that spaCy's users know."""
    return make_language_class(code)


# engine.lang.en.English and its like are made here; the room of the language data cannot import this one.
lang.language_class_factory = make_language_class
