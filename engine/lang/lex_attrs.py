"""Lexical attributes by function: those of every language, and the getters that a Vocab takes.

Functions that need no language are those of engine.vocab.lex_attrs, which a Vocab computes in C when it is given them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from engine.lang.norms import norm
from engine.lang.urls import TOP_LEVEL_DOMAINS, url_pattern
from engine.strings.symbols import IDS
from engine.vocab.lex_attrs import (
    NATIVE,
    is_alpha,
    is_ascii,
    is_bracket,
    is_currency,
    is_digit,
    is_left_punct,
    is_lower,
    is_punct,
    is_quote,
    is_right_punct,
    is_space,
    is_title,
    is_upper,
    lower,
    prefix,
    suffix,
    word_shape,
)

_EMAIL = re.compile(r"[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+")
_SIGNS = ("+", "-", "±", "~")


def like_email(text: str) -> bool:
    """The text starts like an e-mail address."""
    return "@" in text and _EMAIL.match(text) is not None


def like_url(text: str) -> bool:
    """The text looks like a web address."""
    if "." not in text:
        return text.startswith(("http://", "https://"))
    if text.startswith(("http://", "https://")):
        return True
    if text.startswith("www.") and len(text) >= 5:
        return True
    if text[0] == "." or text[-1] == "." or "@" in text:
        return False
    domain = text.rpartition(".")[2].partition(":")[0]
    if domain.endswith("/"):
        return True
    if domain.isalpha() and domain in TOP_LEVEL_DOMAINS:
        return True
    if len(domain) < 2 and not domain.isdigit() and not any(char in text for char in "/?#:"):
        return False  # neither a domain nor an address in numbers: most words with a dot need no search
    return url_pattern().match(text) is not None


# A Vocab need not call them for words of letters alone: of these, the flag has those whose lower case is in the set.
like_email.words_of_letters = frozenset()  # type: ignore[attr-defined]
like_url.words_of_letters = frozenset()  # type: ignore[attr-defined]


def like_num(text: str) -> bool:
    """Digits, with a sign, separators or a fraction."""
    if text.isalpha():
        return False
    if text.startswith(_SIGNS):
        text = text[1:]
    text = text.replace(",", "").replace(".", "")
    if text.isdigit():
        return True
    if text.count("/") == 1:
        above, below = text.split("/")
        return above.isdigit() and below.isdigit()
    return False


like_num.words_of_letters = frozenset()  # type: ignore[attr-defined]


def is_stop(text: str, stops: frozenset[str] | set[str] = frozenset()) -> bool:
    """The lower-case text is a stop word."""
    return text.lower() in stops


def make_getters(**changed: Callable[[str], Any]) -> dict[int, Callable[[str], Any]]:
    """Getters by attribute id. changed: functions of a language by attribute name, such as like_num=..."""
    getters: dict[int, Callable[[str], Any]] = dict(NATIVE)
    getters[IDS["NORM"]] = norm
    getters[IDS["LIKE_EMAIL"]] = like_email
    getters[IDS["LIKE_URL"]] = like_url
    getters[IDS["LIKE_NUM"]] = like_num
    getters[IDS["IS_STOP"]] = is_stop
    getters.update({IDS[name.upper()]: function for name, function in changed.items()})
    return getters


LEX_ATTRS: dict[int, Callable[[str], Any]] = make_getters()

__all__ = [
    "LEX_ATTRS",
    "is_alpha",
    "is_ascii",
    "is_bracket",
    "is_currency",
    "is_digit",
    "is_left_punct",
    "is_lower",
    "is_punct",
    "is_quote",
    "is_right_punct",
    "is_space",
    "is_stop",
    "is_title",
    "is_upper",
    "like_email",
    "like_num",
    "like_url",
    "lower",
    "make_getters",
    "prefix",
    "suffix",
    "word_shape",
]
