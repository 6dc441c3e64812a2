"""Checks of the data that are drawn, which may be written by hand. Callers: the renderers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from engine.displacy.markup import direction_of
from engine.errors import InputError

DEPS = (
    '{"words": [{"text": "Rivers", "tag": "NOUN"}, ...], '
    '"arcs": [{"start": 0, "end": 1, "label": "nsubj", "dir": "left"}]}'
)
ENTS = '{"text": "For Lisbon", "ents": [{"start": 4, "end": 10, "label": "GPE"}], "title": None}'
SPANS = '{"tokens": ["For", "Lisbon"], "spans": [{"start_token": 1, "end_token": 2, "label": "GPE"}]}'


def settings(data: Any, index: int) -> tuple[str, str]:
    """(direction, lang) of a document."""
    values = (data.get("settings") if isinstance(data, Mapping) else None) or {}
    if not isinstance(values, Mapping):
        raise bad(index, f"'settings' is {values!r}", '{"settings": {"lang": "en", "direction": "ltr"}}')
    return direction_of(values), str(values.get("lang") or "en")


def bad(index: int, problem: str, form: str) -> InputError:
    """The error for a document that cannot be drawn."""
    return InputError("displacy.bad_data", f"Document {index}: {problem}.", f"The form is {form}.")


def field(data: Any, key: str, kind: type | tuple[type, ...], where: str, index: int, form: str) -> Any:
    """A value of a dict. Raises InputError which says where it is missing or wrong."""
    if not isinstance(data, Mapping):
        raise bad(index, f"{where or 'it'} is {data!r}, not a dict", form)
    prefix = f"{where}: " if where else ""
    if key not in data:
        raise bad(index, f"{prefix}{key!r} is missing; there are {sorted(map(str, data))}", form)
    value = data[key]
    # bool is an int, str is a sequence; neither is meant
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise bad(index, f"{prefix}{key!r} is {value!r}", form)
    return value


def items(data: Any, key: str, index: int, form: str) -> list[Any]:
    value = field(data, key, (list, tuple), "", index, form)
    return list(value)


def check_deps(data: Any, index: int) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """(words, arcs) of a parse, checked; arcs go from left to right."""
    words, arcs = items(data, "words", index, DEPS), items(data, "arcs", index, DEPS)
    for i, word in enumerate(words):
        field(word, "text", str, f"words[{i}]", index, DEPS)
    for i, arc in enumerate(arcs):
        where = f"arcs[{i}]"
        start = field(arc, "start", int, where, index, DEPS)
        end = field(arc, "end", int, where, index, DEPS)
        field(arc, "label", str, where, index, DEPS)
        direction = field(arc, "dir", str, where, index, DEPS)
        if not 0 <= start < end < len(words):
            raise bad(index, f"{where} goes from {start} to {end}; start < end, and there are {len(words)} words", DEPS)
        if direction not in ("left", "right"):
            raise bad(index, f"{where}: 'dir' is {direction!r}, not 'left' or 'right'", DEPS)
    return words, arcs


def check_ents(data: Any, index: int) -> tuple[str, list[Mapping[str, Any]]]:
    """(text, entities) in the order of the text, checked: within the text, and none overlaps another."""
    text = field(data, "text", str, "", index, ENTS)
    ents = items(data, "ents", index, ENTS)
    for i, ent in enumerate(ents):
        where = f"ents[{i}]"
        start = field(ent, "start", int, where, index, ENTS)
        end = field(ent, "end", int, where, index, ENTS)
        field(ent, "label", str, where, index, ENTS)
        if not isinstance(ent.get("params") or {}, Mapping):
            raise bad(index, f"{where}: 'params' is {ent['params']!r}, not a dict", ENTS)
        if not 0 <= start <= end <= len(text):
            raise bad(index, f"{where} goes from {start} to {end}; the text has {len(text)} characters", ENTS)
    ents.sort(key=lambda ent: (ent["start"], ent["end"]))
    for before, after in pairwise(ents):
        if after["start"] < before["end"]:
            raise InputError(
                "displacy.overlapping_ents",
                f"Document {index}: the entity {after['label']!r} from {after['start']} to {after['end']} overlaps "
                f"{before['label']!r} from {before['start']} to {before['end']}.",
                'Draw spans that overlap with style="span".',
            )
    return text, ents


def check_spans(data: Any, index: int) -> tuple[list[str], list[Mapping[str, Any]]]:
    """(tokens, spans), checked."""
    tokens, spans = items(data, "tokens", index, SPANS), items(data, "spans", index, SPANS)
    for i, token in enumerate(tokens):
        if not isinstance(token, str):
            raise bad(index, f"tokens[{i}] is {token!r}", SPANS)
    for i, span in enumerate(spans):
        where = f"spans[{i}]"
        start = field(span, "start_token", int, where, index, SPANS)
        end = field(span, "end_token", int, where, index, SPANS)
        field(span, "label", str, where, index, SPANS)
        if not 0 <= start < end <= len(tokens):
            raise bad(index, f"{where} goes from token {start} to {end}; there are {len(tokens)} tokens", SPANS)
    return tokens, spans


def sequence_of(docs: Any) -> Sequence[Any]:
    """The documents of a call that takes one or several."""
    if isinstance(docs, Mapping):
        return [docs]
    try:
        return list(docs)
    except TypeError as error:
        raise not_drawable(docs) from error


def not_drawable(value: Any, manual: bool = False) -> InputError:
    """The error for something that is no document."""
    return InputError(
        "displacy.not_a_document",
        f"{type(value).__name__} {value!r:.80} cannot be drawn.",
        "With manual=True, give dicts." if manual else "Give a Doc, a Span, or several; or dicts with manual=True.",
    )
