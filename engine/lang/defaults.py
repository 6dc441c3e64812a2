"""BaseDefaults: the data of a language, and what all languages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from engine.lang.affixes import SHARED
from engine.lang.lex_attrs import make_getters
from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from engine.lang.urls import UrlMatch

Exceptions = dict[str, list[dict[int, str]]]


class BaseDefaults:
    """Data of a language, as class attributes. A subclass changes what differs.

    tokenizer_exceptions: special cases, text -> parts. prefixes, suffixes, infixes: patterns of affixes.
    token_match, url_match: words that stay whole. lex_attr_getters: attribute id -> function of the text.
    syntax_iterators: such as {"noun_chunks": function}.
    """

    config: ClassVar[dict[str, Any]] = {}
    tokenizer_exceptions: ClassVar[Exceptions] = BASE_EXCEPTIONS
    prefixes: ClassVar[Sequence[str]] = SHARED.prefixes
    suffixes: ClassVar[Sequence[str]] = SHARED.suffixes
    infixes: ClassVar[Sequence[str]] = SHARED.infixes
    token_match: ClassVar[Callable[[str], Any] | None] = None
    url_match: ClassVar[Any] = UrlMatch()
    syntax_iterators: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    lex_attr_getters: ClassVar[dict[int, Callable[[str], Any]]] = make_getters()
    stop_words: ClassVar[set[str]] = set()
    writing_system: ClassVar[dict[str, Any]] = {"direction": "ltr", "has_case": True, "has_letters": True}
