"""The vocabulary of a new pipeline, from the data of its language."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from engine.strings.symbols import IDS
from engine.vocab.lex_attrs import StopFlag
from engine.vocab.vectors import Vectors
from engine.vocab.vocab import Vocab


def create_vocab(lang: str | None, defaults: Any, vectors_name: str | None = None) -> Vocab:
    """A Vocab with the lexical attributes, the writing system and the noun chunks of a language's Defaults."""
    getters = dict(defaults.lex_attr_getters)
    code = lang or ""
    getters[IDS["LANG"]] = functools.partial(language_code, code=code)
    getters[IDS["IS_STOP"]] = StopFlag(defaults.stop_words)
    chunks = getattr(defaults, "syntax_iterators", None) or {}
    return Vocab(
        lex_attr_getters=getters,
        vectors_name=vectors_name,
        writing_system=getattr(defaults, "writing_system", None),
        get_noun_chunks=chunks.get("noun_chunks"),
    )


def language_code(text: str, code: str) -> str:
    """The code of the language, whatever the text."""
    return code


def lang_of(text: str, code: str) -> str:
    """The code of the vocabulary's language, whatever the text."""
    return code


def create_vectors() -> Callable[[Vocab], Vectors]:
    """Registered as spacy.Vectors.v1: makes the empty vectors of a new vocabulary."""

    def make(vocab: Vocab) -> Vectors:
        return Vectors(strings=vocab.strings, name=vocab.vectors.name)

    return make
