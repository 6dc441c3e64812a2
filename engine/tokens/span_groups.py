"""SpanGroups: the dict behind doc.spans; its values are SpanGroups of one document. Callers: Doc, DocBin."""

from __future__ import annotations

import weakref
from collections import UserDict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from engine.errors import FormatError, InputError, WrongTypeError
from engine.formats import msgpack
from engine.tokens.span import Span
from engine.tokens.span_group import DeadDocError, SpanGroup

if TYPE_CHECKING:
    from engine.tokens.doc import Doc

EMPTY = b"\x90"  # an empty list in msgpack


class SpanGroups(UserDict):
    """Groups of spans by name. Any iterable of Spans may be assigned; it becomes a SpanGroup.

    doc (Doc): the document; items (Iterable): pairs of name and SpanGroup.
    """

    def __init__(self, doc: Doc, items: Iterable[tuple[str, SpanGroup]] | dict[str, SpanGroup] = ()):
        self.doc_ref = weakref.ref(doc)
        super().__init__()
        for key, value in items.items() if isinstance(items, dict) else items:
            self[key] = value

    def _ensure_doc(self) -> Doc:
        doc = self.doc_ref()
        if doc is None:
            raise DeadDocError(
                "span_groups.dead_doc",
                "The document of these span groups does not exist any more.",
                "Keep a reference to the Doc as long as its spans are used.",
            )
        return doc

    def __setitem__(self, key: str, value: SpanGroup | Iterable[Span]) -> None:
        if not isinstance(key, str):
            raise WrongTypeError("span_groups.key_type", f"{key!r} is no name of a span group.", "Give a str.")
        doc = self._ensure_doc()
        if not isinstance(value, SpanGroup):
            value = SpanGroup(doc, name=key, spans=value)
        elif value.doc is not doc:
            raise InputError("span_groups.other_doc", f"The span group {value.name!r} belongs to another document.")
        super().__setitem__(key, value)

    def setdefault(self, key: str, default: Any = None) -> SpanGroup:
        """The group of a name; made from `default` (Spans, or none) when there is none."""
        if key not in self:
            self[key] = () if default is None else default
        return self[key]

    def copy(self, doc: Doc | None = None) -> SpanGroups:
        """A copy, for the same document or another with the same tokens."""
        target = self._ensure_doc() if doc is None else doc
        return SpanGroups(target, {key: group.copy(target) for key, group in self.items()})

    def to_bytes(self) -> bytes:
        """The groups as msgpack: a map from the bytes of a group to the names it is stored under."""
        if len(self) == 0:
            return EMPTY
        names: dict[bytes, list[str]] = {}
        for key, group in self.items():
            names.setdefault(group.to_bytes(), []).append(key)
        return msgpack.dumps(names)

    def from_bytes(self, bytes_data: bytes) -> SpanGroups:
        """Replace the content by that of `to_bytes`. Returns self. Raises FormatError."""
        doc = self._ensure_doc()
        hint = "The bytes are damaged, or were not written by SpanGroups.to_bytes."
        loaded: list[tuple[str, SpanGroup]] = []
        if bytes_data and bytes_data != EMPTY:
            content = msgpack.loads(bytes_data, "the bytes of span groups")
            if isinstance(content, (list, tuple)):  # written by old versions: groups without names
                pairs = [(data, None) for data in content]
            elif isinstance(content, dict):
                pairs = list(content.items())
            else:
                raise FormatError("span_groups.wrong_type", "Span groups are neither a map nor a list.", hint)
            for data, keys in pairs:
                if not isinstance(data, bytes):
                    raise FormatError("span_groups.wrong_item", "A span group is not given as bytes.", hint)
                if keys is not None and not is_list_of_str(keys):
                    raise FormatError("span_groups.wrong_keys", "The names of a span group are no list of str.", hint)
                first = SpanGroup(doc).from_bytes(data)
                for i, key in enumerate([first.name] if keys is None else keys):
                    loaded.append((key, first if i == 0 else SpanGroup(doc).from_bytes(data)))
        self.clear()
        for key, group in loaded:
            self[key] = group
        return self


def is_list_of_str(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
