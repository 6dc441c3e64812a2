"""Documents as plain lists and dicts, for JSON. Callers: Doc."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import FormatError, InputError
from engine.formats import srsly_later as srsly
from engine.tokens.doc_scan import token_dicts
from engine.tokens.span import Span
from engine.tokens.underscore import Underscore

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

HINT = "The data were not written by Doc.to_json, or were changed afterwards."
NO_DEFAULT = (None, None, None, None)
TOKEN_KEYS = {"tag": "tags", "pos": "pos", "morph": "morphs", "lemma": "lemmas", "dep": "deps", "head": "heads"}


def to_json(doc: Doc, underscore: Iterable[str] | None) -> dict[str, Any]:
    """See Doc.to_json. Only what is annotated is included; offsets count code points."""
    data: dict[str, Any] = {"text": doc.text}
    if doc.has_annotation("ENT_IOB"):
        data["ents"] = [{"start": e.start_char, "end": e.end_char, "label": e.label_} for e in doc.ents]
    if doc.has_annotation("SENT_START"):
        data["sents"] = [{"start": sent.start_char, "end": sent.end_char} for sent in doc.sents]
    if doc.cats:
        data["cats"] = doc.cats
    data["tokens"] = token_dicts(doc)
    if doc.spans:
        data["spans"] = {
            key: [{"start": s.start_char, "end": s.end_char, "label": s.label_, "kb_id": s.kb_id_} for s in group]
            for key, group in doc.spans.items()
        }
    if underscore:
        data |= underscore_to_json(doc, list(underscore))
    return data


def underscore_to_json(doc: Doc, names: list[str]) -> dict[str, Any]:
    """Values of extension attributes: of the document under "_", of tokens and spans by place."""
    data: dict[str, Any] = {}
    missing = set(names)
    for name in names:
        if doc._.has(name):
            missing.discard(name)
            data.setdefault("_", {})[name] = checked(name, doc._.get(name))
    for key, value in doc.user_data.items():
        if not (isinstance(key, tuple) and len(key) == 4 and key[0] == "._." and key[1] in names):
            continue
        _, name, start, end = key
        if start is None:
            continue
        missing.discard(name)
        place = {"start": start} if end is None else {"start": start, "end": end}
        kind = "underscore_token" if end is None else "underscore_span"
        entry = {**place, "value": checked(name, value)}
        data.setdefault(kind, {}).setdefault(name, []).append(entry)
    missing -= set(Underscore.token_extensions) | set(Underscore.span_extensions)
    if missing:
        raise InputError(
            "to_json.unknown_extension",
            f"There are no extension attributes named {sorted(missing)}.",
            "Register them with set_extension.",
        )
    return data


def checked(name: str, value: Any) -> Any:
    if not srsly.is_json_serializable(value):
        raise InputError(
            "to_json.not_json", f"The extension attribute {name!r} has the value {value!r}, which JSON cannot hold."
        )
    return value


def from_json(doc: Doc, data: dict[str, Any], validate: bool = False) -> None:
    """Fill an empty document. FormatError for anything that `to_json` cannot have written."""
    if validate:
        from engine.tokens import doc_json_schema

        doc_json_schema.check(data, HINT)
    if len(doc) != 0:
        raise InputError("doc.from_json_not_empty", f"from_json needs an empty Doc; this one has {len(doc)} tokens.")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not isinstance(data.get("tokens"), list):
        raise FormatError("doc_json.wrong_type", "The JSON of a document has no 'text' and 'tokens'.", HINT)
    try:
        fill(doc, data)
    except InputError as err:
        raise FormatError("doc_json.bad_value", f"The JSON of a document is unusable: {err.detail}", HINT) from None
    except (KeyError, TypeError, AttributeError) as err:
        raise FormatError("doc_json.bad_shape", f"The JSON of a document is unusable: {err!r}.", HINT) from None


def fill(doc: Doc, data: dict[str, Any]) -> None:
    text, tokens = data["text"], data["tokens"]
    words, spaces = cut(text, tokens)
    columns = {}
    for key, argument in TOKEN_KEYS.items():
        given = [key in token for token in tokens]
        if any(given):
            if not all(given):
                raise FormatError("doc_json.some_tokens", f"Only some tokens of the JSON have {key!r}.", HINT)
            columns[argument] = [token[key] for token in tokens]
    doc._add_words(words, spaces)
    doc.has_unknown_spaces = False
    doc._annotate(**columns)
    if "deps" not in columns and "sents" in data:
        starts = {sent["start"] for sent in data["sents"]}
        flags = [1 if token["start"] in starts else -1 for token in tokens]
        doc.from_array("SENT_START", np.asarray(flags))
    if "ents" in data:
        doc.ents = [located(doc, ent, "entity") for ent in data["ents"]]
    doc.cats = dict(data.get("cats", {}))
    for key, spans in data.get("spans", {}).items():
        doc.spans[key] = [located(doc, span, "span") for span in spans]
    fill_underscore(doc, data)


def cut(text: str, tokens: list[Any]) -> tuple[list[str], list[bool]]:
    """Words and spaces of the tokens; they must follow each other with at most one space between."""
    words, spaces = [], []
    place = 0
    for i, token in enumerate(tokens):
        start, end = token["start"], token["end"]
        if type(start) is not int or type(end) is not int or start != place or not start < end <= len(text):
            raise FormatError(
                "doc_json.token_place",
                f"Token {i} of the JSON is at [{start!r}, {end!r}), expected to start at {place}.",
                HINT,
            )
        has_space = end < len(text) and text[end] == " " and (i + 1 == len(tokens) or tokens[i + 1]["start"] != end)
        words.append(text[start:end])
        spaces.append(has_space)
        place = end + has_space
    if place != len(text):
        raise FormatError(
            "doc_json.text_rest", f"The tokens of the JSON end at {place}, the text at {len(text)}.", HINT
        )
    return words, spaces


def located(doc: Doc, item: dict[str, Any], kind: str) -> Span:
    ids = {key: item.get(key, 0) for key in ("label", "kb_id")}
    span = doc.char_span(item["start"], item["end"], span_id=item.get("id", 0), **ids)
    if span is None:
        raise FormatError(
            "doc_json.span_place",
            f"The {kind} at [{item['start']}, {item['end']}) of the JSON does not fit the tokens.",
            HINT,
        )
    return span


def fill_underscore(doc: Doc, data: dict[str, Any]) -> None:
    """Values of extension attributes; those that nobody registered are, without a default."""
    for name, value in data.get("_", {}).items():
        Underscore.doc_extensions.setdefault(name, NO_DEFAULT)
        doc._.set(name, value)
    for name, entries in data.get("underscore_token", {}).items():
        Underscore.token_extensions.setdefault(name, NO_DEFAULT)
        for entry in entries:
            doc.user_data[("._.", name, entry["start"], None)] = entry["value"]
    for name, entries in data.get("underscore_span", {}).items():
        Underscore.span_extensions.setdefault(name, NO_DEFAULT)
        for entry in entries:
            doc.user_data[("._.", name, entry["start"], entry["end"])] = entry["value"]
