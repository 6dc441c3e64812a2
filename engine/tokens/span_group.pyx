"""SpanGroup: a named list of spans of one document, kept as plain records.

It does not keep its document alive, since documents own groups. Callers: SpanGroups (doc.spans), people's code.
"""
from libc.stdlib cimport free, realloc

import struct
import weakref
from copy import deepcopy

from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span, SpanC, make_span

from engine.errors import FormatError, InputError, RangeError, WrongTypeError
from engine.formats import msgpack
from engine.tokens.doc_scan import tokens_of_chars

RECORD = struct.Struct(">QQQllll")      # id, kb_id, label, start, end, start_char, end_char


cdef class SpanGroup:
    """Spans of a document under a name; they may overlap.

    doc (Doc), name (str), attrs (dict: JSON-like values that belong to the group), spans (Iterable[Span]).

    >>> from engine.tokens import Doc, SpanGroup
    >>> from engine.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["a", "b"])
    >>> doc.spans["x"] = [doc[0:1], doc[0:2]]
    >>> doc.spans["x"].has_overlap
    True
    """

    def __init__(self, Doc doc not None, *, str name="", attrs=None, spans=()):
        self._doc_ref = weakref.ref(doc)
        self.name = name
        self.attrs = dict(attrs) if attrs is not None else {}
        self.extend(spans)

    def __dealloc__(self):
        free(self.c)

    cdef Doc _doc(self):
        doc = self._doc_ref()
        if doc is None:
            raise DeadDocError(
                "span_group.dead_doc",
                f"The document of the span group {self.name!r} does not exist any more.",
                "Keep a reference to the Doc as long as its spans are used.",
            )
        return <Doc>doc

    cdef int reserve(self, int capacity) except -1:
        cdef SpanC* data
        if capacity > self.capacity:
            data = <SpanC*>realloc(self.c, capacity * sizeof(SpanC))
            if data is NULL:
                raise MemoryError()
            self.c = data
            self.capacity = capacity
        return 0

    cdef int push_back(self, SpanC span) except -1:
        if self.length == self.capacity:
            self.reserve(max(8, self.capacity * 2))
        self.c[self.length] = span
        self.length += 1
        return 0

    @property
    def doc(self):
        """The document; InputError when it does not exist any more."""
        return self._doc()

    @property
    def has_overlap(self) -> bool:
        """Whether two spans share a token."""
        reach = -1
        for start, end in sorted([(self.c[i].start, self.c[i].end) for i in range(self.length)]):
            if start < reach:
                return True
            reach = max(reach, end)
        return False

    def __repr__(self):
        return str(list(self))

    def __len__(self):
        return self.length

    def __iter__(self):
        for i in range(self.length):
            yield self[i]

    cdef int _index(self, key) except -1:
        cdef Py_ssize_t i
        if not isinstance(key, int) and not hasattr(key, "__index__"):
            raise WrongTypeError("span_group.index_type", f"A SpanGroup is indexed by int, got {key!r}.")
        i = key
        if i < 0:
            i += self.length
        if not 0 <= i < self.length:
            raise RangeError(
                "span_group.index_out_of_range", f"There is no span {key} in a group of {self.length} spans."
            )
        return <int>i

    def __getitem__(self, key):
        return Span.cinit(self._doc(), self.c[self._index(key)])

    def __setitem__(self, key, Span span not None):
        cdef int i = self._index(key)
        self._check(span)
        self.c[i] = span.c

    def __delitem__(self, key):
        cdef int i
        for i in range(self._index(key), self.length - 1):
            self.c[i] = self.c[i + 1]
        self.length -= 1

    cdef int _check(self, Span span) except -1:
        if span.doc is not self._doc():
            raise InputError(
                "span_group.other_doc", f"The span {span.text!r} belongs to another document than the group."
            )
        return 0

    def append(self, Span span not None):
        """Add a span of the same document."""
        self._check(span)
        self.push_back(span.c)

    def extend(self, spans):
        """Add spans of the same document: a SpanGroup, of which attrs that are new here are taken too, or Spans."""
        cdef list items
        try:
            items = list(spans)
        except TypeError:
            raise WrongTypeError("span_group.not_iterable", f"{spans!r} is no list of Spans.") from None
        for i, span in enumerate(items):
            if not isinstance(span, Span):
                raise WrongTypeError("span_group.not_a_span", f"Item {i} is {span!r}, no Span.")
            self._check(span)
        for span in items:
            self.push_back((<Span>span).c)
        if isinstance(spans, SpanGroup):
            for key, value in spans.attrs.items():
                self.attrs.setdefault(key, value)

    def __add__(self, other):
        if not isinstance(self, SpanGroup) or not isinstance(other, SpanGroup):
            return NotImplemented
        out = self.copy()
        out.extend(other)
        return out

    def __iadd__(self, other):
        self.extend(other)
        return self

    def copy(self, doc=None):
        """A copy, for the same document or another whose tokens have the same characters.

        Raises InputError when a span of the group does not fit the tokens of `doc`.
        """
        cdef SpanGroup out
        cdef Doc source = self._doc(), target = source if doc is None else doc
        cdef SpanC span
        cdef int i
        out = SpanGroup(target, name=self.name, attrs=deepcopy(self.attrs))
        for i in range(self.length):
            span = self.c[i]
            if target is not source:
                place_span(target, &span, i)
            out.push_back(span)
        return out

    def to_bytes(self) -> bytes:
        """The group as msgpack. Its strings are not in it; the vocab, the Doc's or the DocBin's bytes hold them."""
        cdef list records = []
        for i in range(self.length):
            span = self.c[i]
            records.append(
                RECORD.pack(
                    span.id, span.kb_id, span.label, span.start, span.end, span.start_char, span.end_char
                )
            )
        return msgpack.dumps({"name": self.name, "attrs": self.attrs, "spans": records})

    def from_bytes(self, bytes_data):
        """Replace name, attrs and spans by those of `to_bytes`. Returns self. Raises FormatError."""
        cdef Doc doc = self._doc()
        cdef SpanC span
        name, attrs, records = unpack_group(bytes_data)
        spans = []
        for i, record in enumerate(records):
            fields = RECORD.unpack(record)
            if not 0 <= fields[3] <= fields[4] <= doc.length or not 0 <= fields[5] <= fields[6] <= doc._text_length:
                raise FormatError(
                    "span_group.span_out_of_range",
                    f"Span {i} of the group {name!r} is tokens {fields[3]} to {fields[4]}, characters {fields[5]} to "
                    f"{fields[6]}, in a document of {doc.length} tokens.",
                    "The bytes are damaged or belong to another document.",
                )
            spans.append(fields)
        self.name = name
        self.attrs = attrs
        self.length = 0
        for fields in spans:
            span.id, span.kb_id, span.label, span.start, span.end, span.start_char, span.end_char = fields
            self.push_back(span)
        return self


cdef int place_span(Doc doc, SpanC* span, int i) except -1:
    """Move a span of one document to the tokens of another that hold the same code points."""
    cdef SpanC same
    if span.start <= span.end <= doc.length:
        same = make_span(doc, span.start, span.end)
        if same.start_char == span.start_char and same.end_char == span.end_char:
            return 0
    found = tokens_of_chars(doc, span.start_char, span.end_char, "strict")
    if found is None:
        raise InputError(
            "span_group.copy_misaligned",
            f"Span {i} of the group, tokens {span.start} to {span.end} and characters {span.start_char} to "
            f"{span.end_char}, does not fit the tokens of the other document.",
            "Copy groups between documents of the same text and tokens.",
        )
    span.start, span.end = found
    return 0


def unpack_group(data) -> tuple:
    """(name, attrs, records of 40 bytes) of a group's bytes; FormatError when they are something else."""
    hint = "The bytes are damaged, or were not written by SpanGroup.to_bytes."
    group = msgpack.loads(data, "the bytes of a span group")
    if not isinstance(group, dict) or not {"name", "attrs", "spans"} <= set(group):
        raise FormatError("span_group.not_a_group", "A span group has no name, attrs and spans.", hint)
    name, attrs, records = group["name"], group["attrs"], group["spans"]
    if not isinstance(name, str) or not isinstance(attrs, dict) or not isinstance(records, (list, tuple)):
        raise FormatError("span_group.wrong_types", "Name, attrs or spans of a span group have a wrong type.", hint)
    for i, record in enumerate(records):
        if not isinstance(record, bytes) or len(record) != RECORD.size:
            raise FormatError(
                "span_group.bad_record", f"Span {i} of the group {name!r} is not {RECORD.size} bytes long.", hint
            )
    return name, attrs, records


class DeadDocError(InputError, RuntimeError):
    """The document of a span group was freed."""
