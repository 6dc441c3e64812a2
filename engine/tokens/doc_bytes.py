"""Documents as bytes: one msgpack map, as spaCy v3 writes it. Callers: Doc."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import FormatError, InputError, WrongTypeError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.strings.symbols import IDS
from engine.vocab.arrays import in_memory

if TYPE_CHECKING:
    from engine.tokens.doc import Doc
    from engine.vocab.vocab import Vocab

HEAD_NAMES = [
    "LENGTH",
    "SPACY",
    "ORTH",
    "NORM",
    "TAG",
    "HEAD",
    "DEP",
    "ENT_IOB",
    "ENT_TYPE",
    "ENT_KB_ID",
    "ENT_ID",
    "LEMMA",
    "MORPH",
    "POS",
    "SENT_START",
]
ARRAY_HEAD = [IDS[name] for name in HEAD_NAMES]
STRING_COLUMNS = ["ORTH", "NORM", "TAG", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "LEMMA", "MORPH"]
HINT = "The bytes are damaged, or were not written by Doc.to_bytes."
EXCLUDABLE = {"text", "sentiment", "tensor", "user_data", "cats", "spans", "strings", "has_unknown_spaces"}
EXCLUDABLE |= {"array_head", "array_body", "user_data_keys", "user_data_values"}


def doc_strings(doc: Doc) -> set[str]:
    """All strings that the annotation of a document refers to."""
    ids = set(np.unique(doc.to_array(STRING_COLUMNS)).tolist()) if len(doc) else set()
    for group in doc.spans.values():
        for span in group:
            ids |= {span.label, span.kb_id, span.id}
    return {doc.vocab.strings[i] for i in ids if i != 0 and i in doc.vocab.strings}


def to_dict(doc: Doc, exclude: Iterable[str]) -> dict[str, Any]:
    exclude = checked(exclude)
    content: dict[str, Any] = {
        "text": doc.text,
        "array_head": tuple(ARRAY_HEAD),
        "array_body": doc.to_array(ARRAY_HEAD).reshape((len(doc), len(ARRAY_HEAD))),
        "sentiment": doc.sentiment,
        "tensor": in_memory(doc.tensor),
        "cats": doc.cats,
        "spans": doc.spans.to_bytes(),
        "strings": list(doc_strings(doc)),
        "has_unknown_spaces": doc.has_unknown_spaces,
    }
    if "user_data" not in exclude and doc.user_data:
        content["user_data_keys"] = srsly.msgpack_dumps(list(doc.user_data))
        content["user_data_values"] = srsly.msgpack_dumps(list(doc.user_data.values()))
    return {key: value for key, value in content.items() if key not in exclude}


def checked(exclude: Iterable[str]) -> set[str]:
    names = set(exclude)
    if names - EXCLUDABLE:
        raise InputError(
            "doc.unknown_exclude",
            f"exclude names {sorted(names - EXCLUDABLE)}, which documents do not have.",
            f"There are: {', '.join(sorted(EXCLUDABLE))}.",
        )
    return names


def to_bytes(doc: Doc, exclude: Iterable[str]) -> bytes:
    return msgpack.dumps(to_dict(doc, exclude))


def from_bytes(doc: Doc, data: bytes, exclude: Iterable[str]) -> None:
    """Fill an empty document. FormatError for anything that `to_bytes` cannot have written."""
    exclude = checked(exclude)
    check_empty(doc)
    if isinstance(data, str) or not isinstance(data, (bytes, bytearray, memoryview)):
        raise WrongTypeError("doc.bytes_type", f"from_bytes got a {type(data).__name__}.", "Give bytes.")
    content = msgpack.loads(data, "the bytes of a document")
    if not isinstance(content, dict):
        raise FormatError("doc_bytes.not_a_map", f"The document is a {type(content).__name__}, not a map.", HINT)
    fill(doc, content, exclude)


def from_dict(doc: Doc, content: dict[str, Any], exclude: Iterable[str]) -> None:
    """Fill an empty document from what `to_dict` gave."""
    exclude = checked(exclude)
    check_empty(doc)
    if not isinstance(content, dict):
        raise WrongTypeError("doc.from_dict_type", f"from_dict got a {type(content).__name__}.", "Give a dict.")
    fill(doc, content, exclude)


def check_empty(doc: Doc) -> None:
    if len(doc) != 0:
        raise InputError("doc.not_empty", f"This Doc has {len(doc)} tokens already.", "Use Doc(vocab), an empty one.")


def field(content: dict[str, Any], key: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
    """A checked entry of the map; FormatError when it is missing and has no default, or has another type."""
    if key not in content:
        if default is ...:
            raise FormatError("doc_bytes.missing_key", f"The document has no {key!r}.", HINT)
        return default
    if not isinstance(content[key], kind):
        raise FormatError("doc_bytes.wrong_type", f"{key!r} of the document is a {type(content[key]).__name__}.", HINT)
    return content[key]


def fill(doc: Doc, content: dict[str, Any], exclude: set[str]) -> None:
    """Write a decoded map to an empty document, after checking all of it."""
    text = field(content, "text", str)
    head = list(field(content, "array_head", (list, tuple)))
    body = field(content, "array_body", np.ndarray)
    strings = field(content, "strings", (list, tuple), [])
    if not all(isinstance(string, str) for string in strings):
        raise FormatError("doc_bytes.wrong_string", "'strings' of the document holds something else than str.", HINT)
    user_data = {} if "user_data" in exclude else read_user_data(content)
    body = check_body(head, body)
    words, spaces = cut(text, body, head)
    columns = [i for i, attr in enumerate(head) if attr not in (IDS["LENGTH"], IDS["SPACY"], IDS["ORTH"])]
    if "strings" not in exclude:
        for string in strings:
            doc.vocab.strings.add(string)
    try:
        doc._add_words(words, spaces)
        doc.from_array([head[i] for i in columns], np.ascontiguousarray(body[:, columns]))
    except InputError as err:
        raise FormatError("doc_bytes.bad_value", f"The document has an unusable value: {err.detail}", HINT) from None
    doc.has_unknown_spaces = bool(content.get("has_unknown_spaces", False))
    if "sentiment" not in exclude:
        doc.sentiment = field(content, "sentiment", (int, float), 0.0)
    if "tensor" not in exclude:
        doc.tensor = field(content, "tensor", np.ndarray, doc.tensor)
    if "cats" not in exclude:
        doc.cats = field(content, "cats", dict, {})
    if "spans" not in exclude:
        doc.spans.from_bytes(field(content, "spans", bytes, b""))
    doc.user_data.update(user_data)


def check_body(head: list[Any], body: np.ndarray) -> np.ndarray:
    for attr in (IDS["LENGTH"], IDS["SPACY"]):
        if attr not in head:
            raise FormatError("doc_bytes.missing_column", f"The document's array has no column {attr}.", HINT)
    if len(head) != len(set(map(str, head))) or body.dtype.kind not in "ui":
        raise FormatError("doc_bytes.bad_array", "The document's array has repeated columns or no integers.", HINT)
    if body.ndim != 2 or body.shape[1] != len(head):
        raise FormatError(
            "doc_bytes.bad_shape", f"The document's array has shape {body.shape} for {len(head)} attributes.", HINT
        )
    return body.astype("uint64")


def cut(text: str, body: np.ndarray, head: list[Any]) -> tuple[list[str], list[bool]]:
    """Words and spaces of a text from the columns LENGTH and SPACY."""
    lengths = body[:, head.index(IDS["LENGTH"])].tolist()
    spaces = body[:, head.index(IDS["SPACY"])].tolist()
    if 0 in lengths or any(space > 1 for space in spaces) or sum(lengths) + sum(spaces) != len(text):
        raise FormatError(
            "doc_bytes.text_length",
            f"The words and spaces of the document do not add up to its text of {len(text)} characters.",
            HINT,
        )
    words = []
    start = 0
    for length, space in zip(lengths, spaces, strict=True):
        words.append(text[start : start + length])
        start += length + space
    return words, [bool(space) for space in spaces]


def read_user_data(content: dict[str, Any]) -> dict[Any, Any]:
    if "user_data_keys" not in content:
        return {}
    try:
        keys = srsly.msgpack_loads(msgpack.check(content["user_data_keys"], "keys"), use_list=False)
        values = srsly.msgpack_loads(msgpack.check(content["user_data_values"], "values"))
        return dict(zip(keys, values, strict=True))
    except Exception as err:
        raise FormatError("doc_bytes.user_data", f"The user data of the document are unusable: {err}.", HINT) from None


def to_disk(doc: Doc, path: str | Path, exclude: Iterable[str]) -> None:
    Path(path).write_bytes(to_bytes(doc, exclude))


def from_disk(doc: Doc, path: str | Path, exclude: Iterable[str]) -> None:
    try:
        from_bytes(doc, Path(path).read_bytes(), exclude)
    except FormatError as err:
        raise FormatError(err.code, f"{path}: {err.detail}", err.hint) from None


def unpickle(vocab: Vocab, data: bytes, hooks: dict, token_hooks: dict, span_hooks: dict) -> Doc:
    """The Doc of a pickle: its vocab, its bytes, its hooks."""
    from engine.tokens.doc import Doc

    doc = Doc(vocab)
    from_bytes(doc, data, ())
    doc.user_hooks, doc.user_token_hooks, doc.user_span_hooks = hooks, token_hooks, span_hooks
    return doc
