"""Putting tables of special cases together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.strings.symbols import IDS
from engine.tokenizer.rules_io import check_special_case

Exceptions = dict[str, list[dict[int, str]]]


def update_exc(base_exceptions: Mapping[str, Any], *addition_dicts: Mapping[str, Any]) -> Exceptions:
    """Special cases of several tables, later ones winning, each also with the apostrophe ’ for '.

    Raises InputError when the parts of one do not spell it.
    """
    out: Exceptions = dict(base_exceptions)
    for addition in addition_dicts:
        for text, parts in addition.items():
            check_special_case(text, parts)
        out.update(addition)
    return expand_exc(out, "'", "’")


def expand_exc(excs: Mapping[str, Any], search: str, replace: str) -> Exceptions:
    """The special cases, and each that holds `search` also with `replace` in its place."""
    orth = IDS["ORTH"]
    out: Exceptions = dict(excs)
    for text, parts in excs.items():
        if search in text:
            out[text.replace(search, replace)] = [{**p, orth: p[orth].replace(search, replace)} for p in parts]
    return out
