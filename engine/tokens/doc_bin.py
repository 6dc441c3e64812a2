"""DocBin: many documents in one compact file, as spaCy v3 writes it (`.spacy`). Callers: corpora, people's code."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import EngineError, FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.strings.symbols import ATTR_IDS, IDS
from engine.tokens.array import attribute_ids
from engine.tokens.doc import Doc
from engine.tokens.doc_bin_rows import RowReader, RowWriter
from engine.tokens.span_groups import EMPTY
from engine.tokens.word_stream import as_words, new_stream
from engine.vocab.vocab import Vocab

ALL_ATTRS = [
    "ORTH",
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
    "NORM",
]  # the default columns
HINT = "A .spacy file holds documents written by DocBin.to_disk; convert or write the file again."
NO_DATA = b"\x80"  # an empty map in msgpack
MAX_LENGTH = 2**31 - 1
MAX_BYTES = 2**32 - 1  # in one field of msgpack
LARGE = 2**18  # bytes of attributes from which on speed counts more than the last bit of size
BATCH = 2**20  # bytes compressed at a time


class DocBin:
    """Documents as columns of integers and a list of strings.

    attrs (Iterable[str | int]): attributes to keep; ORTH and the spaces always are.
    store_user_data (bool): keep Doc.user_data, which includes extension values.
    docs (Iterable[Doc]): added at once.

    >>> from engine.tokens import Doc, DocBin
    >>> from engine.vocab import Vocab
    >>> data = DocBin(docs=[Doc(Vocab(), words=["Hi"])]).to_bytes()
    >>> [doc.text for doc in DocBin().from_bytes(data).get_docs(Vocab())]
    ['Hi ']
    """

    def __init__(self, attrs: Iterable[str | int] = ALL_ATTRS, store_user_data: bool = False, docs: Iterable[Doc] = ()):
        ids = set(attribute_ids(attrs)) - {IDS["ORTH"], IDS["SPACY"]}
        self.version = "0.1"
        self.attrs: list[int] = [IDS["ORTH"], *sorted(ids)]
        self.tokens: list[Any] = []  # per document uint64 (length, n attrs)
        self.spaces: list[Any] = []  # per document uint8 (length,)
        self.cats: list[dict[str, Any]] = []
        self.flags: list[dict[str, bool]] = []
        self.span_groups: list[bytes] = []
        self.user_data: list[bytes | None] = []
        self.strings: set[str] = set()
        self.store_user_data = store_user_data
        self._source = "the given bytes"
        self._writer: RowWriter | None = None
        for doc in docs:
            self.add(doc)

    def __len__(self) -> int:
        """Number of documents."""
        return len(self.tokens)

    def add(self, doc: Doc) -> None:
        """Add a document; later changes to it are not seen."""
        if self._writer is None or not self._writer.fits(self.attrs, self.strings):
            self._writer = RowWriter(self.attrs, self.strings)
        tokens, spaces = self._writer.write(doc)
        self.tokens.append(tokens)
        self.spaces.append(spaces)
        self.cats.append(dict(doc.cats))
        self.flags.append({"has_unknown_spaces": bool(doc.has_unknown_spaces)})
        if self.store_user_data:
            self.user_data.append(srsly.msgpack_dumps(doc.user_data) if doc.user_data else NO_DATA)
        if not doc._spans:
            self.span_groups.append(EMPTY)
            return
        self.span_groups.append(doc.spans.to_bytes())
        for group in doc.spans.values():
            for span in group:
                self.strings |= {span.label_, span.kb_id_, span.id_}

    def get_docs(self, vocab: Vocab) -> Iterator[Doc]:
        """The documents, made one by one with the given vocab, to which the strings are added.

        Raises FormatError, which names the file and the document, for values that no document can have.
        """
        for string in self.strings:
            vocab.strings.add(string)
        reader = RowReader(vocab, self.attrs, self._source)
        for i in range(len(self.tokens)):
            unknown = self.flags[i]["has_unknown_spaces"]
            doc = Doc(vocab)
            spaces = self.spaces[i]
            reader.read(doc, self.tokens[i], np.ones_like(spaces) if unknown else spaces, i)
            doc.has_unknown_spaces = unknown
            doc.cats = dict(self.cats[i])
            if self.span_groups[i] not in (b"", EMPTY):
                try:
                    doc.spans.from_bytes(self.span_groups[i])
                except EngineError as err:
                    raise FormatError(err.code, f"{self._source}: document {i}: {err.detail}", err.hint) from None
            data = self.user_data[i] if i < len(self.user_data) else None
            if data is not None and data != NO_DATA:
                doc.user_data.update(self._unpack_user_data(data, i))
            yield doc

    def merge(self, other: DocBin) -> None:
        """Add the documents of another DocBin, which must keep the same attributes."""
        if self.attrs != other.attrs:
            raise InputError(
                "doc_bin.merge_attrs",
                f"A DocBin with the attributes {other.attrs} cannot be merged into one with {self.attrs}.",
                "Make both with the same attrs.",
            )
        if self.store_user_data != other.store_user_data:
            raise InputError(
                "doc_bin.merge_user_data",
                "Only one of the two DocBins stores user data.",
                "Make both with the same store_user_data.",
            )
        self.tokens.extend(other.tokens)
        self.spaces.extend(other.spaces)
        self.strings |= other.strings
        self.cats.extend(other.cats)
        self.span_groups.extend(other.span_groups)
        self.flags.extend(other.flags)
        self.user_data.extend(other.user_data)

    def to_bytes(self) -> bytes:
        """All documents: zlib of one msgpack map."""
        n_bytes = sum(array.nbytes for array in self.tokens)
        stream = new_stream(is_large=n_bytes >= LARGE)
        head = {"version": self.version, "attrs": self.attrs}
        tail: dict[str, Any] = {
            "spaces": b"".join([spaces.tobytes() for spaces in self.spaces]),
            "lengths": np.asarray([len(tokens) for tokens in self.tokens], dtype="<i4").tobytes(),
            "strings": sorted(self.strings),
            "cats": self.cats,
            "flags": self.flags,
            "span_groups": self.span_groups,
        }
        if self.store_user_data:
            tail["user_data"] = self.user_data
        stream.write(msgpack.map_header(len(head) + 1 + len(tail)))
        for item in chain.from_iterable(head.items()):
            stream.write(msgpack.dumps(item))
        stream.write(msgpack.dumps("tokens") + bin_header(n_bytes))
        for batch in batches(self.tokens):
            stream.write_words(as_words(batch), len(self.attrs))
        for item in chain.from_iterable(tail.items()):
            stream.write(msgpack.dumps(item))
        return stream.finish()

    def from_bytes(self, bytes_data: bytes) -> DocBin:
        """Replace the content by that of `to_bytes`. Returns self. Raises FormatError."""
        self._load(bytes_data, "the given bytes")
        return self

    def to_disk(self, path: str | Path) -> None:
        """Write `to_bytes` to a file; by custom its name ends in .spacy."""
        try:
            Path(path).write_bytes(self.to_bytes())
        except OSError as err:
            raise InputError("doc_bin.cannot_write", f"{path}: {err.strerror}.", "Check path and free space.") from err

    def from_disk(self, path: str | Path) -> DocBin:
        """Replace the content by that of a file. Returns self. Raises FormatError, which names the file."""
        self._load(Path(path).read_bytes(), str(path))
        return self

    def _load(self, data: bytes, source: str) -> None:
        message = unpack(data, source)
        attrs = check_attrs(message.get("attrs"), source)
        lengths = read_lengths(message, source)
        n_docs = len(lengths)
        n_tokens = int(lengths.sum())
        tokens = field(message, "tokens", bytes, source)
        spaces = field(message, "spaces", bytes, source)
        expected = n_tokens * len(attrs) * 8
        if len(tokens) != expected or len(spaces) != n_tokens:
            raise FormatError(
                "doc_bin.sizes",
                f"{source}: {n_docs} documents of {n_tokens} tokens need {expected} bytes of attributes and {n_tokens} "
                f"of spaces; there are {len(tokens)} and {len(spaces)}.",
                HINT,
            )
        strings = field(message, "strings", list, source)
        cats = per_doc(message, "cats", dict, n_docs, {}, source)
        flags = per_doc(message, "flags", dict, n_docs, {}, source)
        span_groups = per_doc(message, "span_groups", bytes, n_docs, b"", source)
        user_data = per_doc(message, "user_data", (bytes, type(None)), n_docs, None, source)
        if not all(isinstance(string, str) for string in strings):
            raise FormatError("doc_bin.strings", f"{source}: 'strings' holds something else than str.", HINT)
        rows = np.frombuffer(tokens, dtype="<u8").reshape((n_tokens, len(attrs)))
        space_row = np.frombuffer(spaces, dtype="uint8")
        if space_row.size and space_row.max() > 1:
            raise FormatError("doc_bin.space_values", f"{source}: 'spaces' holds something else than 0 and 1.", HINT)
        ends = np.cumsum(lengths, dtype="int64").tolist()
        starts = [0, *ends[:-1]]
        self.attrs = attrs
        self.strings = set(strings)
        self.tokens = [rows[i:j] for i, j in zip(starts, ends, strict=False)]
        self.spaces = [space_row[i:j] for i, j in zip(starts, ends, strict=False)]
        self.cats = cats
        self.flags = [{"has_unknown_spaces": bool(flag.get("has_unknown_spaces", False))} for flag in flags]
        self.span_groups = span_groups
        self.store_user_data = self.store_user_data or "user_data" in message
        self.user_data = user_data if self.store_user_data else []
        self._source = source

    def _unpack_user_data(self, data: bytes, i: int) -> dict[Any, Any]:
        try:
            return dict(srsly.msgpack_loads(msgpack.check(data, "user data"), use_list=False))
        except Exception as err:
            raise FormatError(
                "doc_bin.user_data", f"{self._source}: document {i}: user data cannot be decoded: {err}.", HINT
            ) from None


def batches(arrays: list[Any]) -> Iterator[list[Any]]:
    """Arrays in lists of BATCH bytes or a little more. One copy of all would take as much memory again."""
    waiting: list[Any] = []
    n_bytes = 0
    for array in arrays:
        waiting.append(array)
        n_bytes += array.nbytes
        if n_bytes >= BATCH:
            yield waiting
            waiting, n_bytes = [], 0
    if waiting:
        yield waiting


def bin_header(n_bytes: int) -> bytes:
    """What stands before the attributes of all tokens; InputError when msgpack cannot hold them."""
    if n_bytes > MAX_BYTES:
        raise InputError(
            "doc_bin.too_large",
            f"The attributes of the documents take {n_bytes:,} bytes; a .spacy file holds up to {MAX_BYTES:,}.",
            "Write the documents to several files.",
        )
    return msgpack.bin_header(n_bytes)


def unpack(data: bytes, source: str) -> dict[str, Any]:
    """The msgpack map in a zlib stream; FormatError for anything else."""
    if len(data) == 0:
        raise FormatError("doc_bin.empty", f"{source}: is empty.", HINT)
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(bytes(data))
    except zlib.error as err:
        raise FormatError("doc_bin.not_zlib", f"{source}: is no .spacy file ({err}).", HINT) from None
    if not stream.eof or stream.unused_data:
        what = "is cut off" if not stream.eof else f"goes on for {len(stream.unused_data)} bytes after its end"
        raise FormatError("doc_bin.truncated", f"{source}: {what}, at {len(data)} bytes.", HINT)
    message = msgpack.loads(raw, source)
    if not isinstance(message, dict):
        raise FormatError("doc_bin.not_a_map", f"{source}: holds a {type(message).__name__}, not a map.", HINT)
    return message


def field(message: dict[str, Any], key: str, kind: type | tuple[type, ...], source: str) -> Any:
    """A checked entry of the map."""
    if key not in message:
        raise FormatError("doc_bin.missing_key", f"{source}: has no {key!r}.", HINT)
    if not isinstance(message[key], kind):
        raise FormatError("doc_bin.wrong_type", f"{source}: {key!r} is a {type(message[key]).__name__}.", HINT)
    return message[key]


def per_doc(
    message: dict[str, Any], key: str, kind: type | tuple[type, ...], n_docs: int, default: Any, source: str
) -> list[Any]:
    """A list with one entry a document; old files lack some."""
    if key not in message:
        return [default] * n_docs
    values = field(message, key, list, source)
    if len(values) != n_docs:
        raise FormatError("doc_bin.per_doc", f"{source}: {n_docs} documents have {len(values)} {key!r}.", HINT)
    for i, value in enumerate(values):
        if not isinstance(value, kind):
            raise FormatError(
                "doc_bin.per_doc_type", f"{source}: document {i}: {key!r} is a {type(value).__name__}.", HINT
            )
    return values


def check_attrs(attrs: Any, source: str) -> list[int]:
    if not isinstance(attrs, list) or not all(type(attr) is int and 0 < attr < 2**31 for attr in attrs):
        raise FormatError("doc_bin.attrs", f"{source}: 'attrs' is {attrs!r}, expected ids of attributes.", HINT)
    if IDS["ORTH"] not in attrs or len(set(attrs)) != len(attrs) or len(attrs) > len(ATTR_IDS):
        raise FormatError("doc_bin.attrs_list", f"{source}: 'attrs' {attrs!r} lacks ORTH, or ids repeat.", HINT)
    return attrs


def read_lengths(message: dict[str, Any], source: str) -> Any:
    data = field(message, "lengths", bytes, source)
    if len(data) % 4:
        raise FormatError("doc_bin.lengths_size", f"{source}: 'lengths' has {len(data)} bytes, no multiple of 4.", HINT)
    lengths = np.frombuffer(data, dtype="<i4").astype("int64")
    if lengths.size and (lengths.min() < 0 or lengths.sum() > MAX_LENGTH):
        raise FormatError("doc_bin.lengths", f"{source}: 'lengths' holds unusable lengths.", HINT)
    return lengths
