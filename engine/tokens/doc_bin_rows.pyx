"""Rows of a DocBin: attributes of tokens as stored integers, decoded into TokenC and encoded from it.

Every value of a file is checked before it is believed: ids must name strings, numbers lie in their ranges. Most ids
repeat, so a small table remembers those seen last; that makes checking cheaper than a look-up in the string table
(EWT, 205,000 tokens: 15 ns a token). Callers: DocBin.
"""
cimport cython
from cpython.buffer cimport PyBUF_WRITABLE, PyBuffer_Release, PyObject_GetBuffer
from libc.stdint cimport int64_t, uint8_t, uint64_t
from libc.string cimport memset

from engine.strings.store cimport StringStore
from engine.strings.structs cimport LexemeC, TokenC
from engine.tokens.array cimport get_column, set_column
from engine.tokens.attr_ids cimport DEP, ENT_ID, ENT_KB_ID, ENT_TYPE, LEMMA, MORPH, NO_FEATURES, NORM, ORTH, TAG
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone

import numpy as np

from engine.errors import FormatError, InputError
from engine.strings.symbols import NAMES
from engine.tokens.array import RANGES

cdef enum:
    N_SEEN = 16384      # ids remembered; a power of two
    MAX_COLUMNS = 64
    CHUNK = 32          # tokens
    N_STRING_ATTRS = 9

cdef int[N_STRING_ATTRS] STRING_ATTRS
STRING_ATTRS[:] = [ORTH, TAG, LEMMA, NORM, MORPH, DEP, ENT_TYPE, ENT_KB_ID, ENT_ID]


cdef bint is_string_attr(int attr) noexcept nogil:
    cdef int i
    for i in range(N_STRING_ATTRS):
        if STRING_ATTRS[i] == attr:
            return True
    return False


@cython.final
cdef class RowReader:
    """Decodes documents from rows of one set of columns.

    vocab (Vocab): of the documents; knows the strings of the file already.
    attrs (list): ids of the columns, ORTH among them.
    source (str): what messages call the file.
    """
    cdef readonly Vocab vocab
    cdef readonly str source
    cdef int[MAX_COLUMNS] attrs
    cdef int n_columns
    cdef int orth_column
    cdef int dep_column
    cdef uint64_t[N_SEEN] seen
    cdef uint64_t[N_SEEN] seen_orth
    cdef const LexemeC* lexemes[N_SEEN]
    cdef MemoryZone zone        # in which they were seen, or None

    def __init__(self, Vocab vocab not None, attrs, str source):
        cdef int i
        self.vocab = vocab
        self.source = source
        self.n_columns = <int>min(len(attrs), MAX_COLUMNS)
        self.orth_column = -1
        self.dep_column = -1
        for i in range(self.n_columns):
            self.attrs[i] = attrs[i]
            if self.attrs[i] == ORTH:
                self.orth_column = i
            if self.attrs[i] == DEP:
                self.dep_column = i
        if self.orth_column < 0 or len(attrs) > MAX_COLUMNS:
            raise FormatError(
                "doc_bin.columns", f"{source}: the columns {list(attrs)} lack ORTH (65), or are more than {MAX_COLUMNS}."
            )
        memset(self.seen, 0, sizeof(self.seen))
        memset(self.seen_orth, 0, sizeof(self.seen_orth))

    cdef bint knows(self, uint64_t id) noexcept:
        """Whether an id names a string."""
        cdef uint64_t slot = id & (N_SEEN - 1)
        if self.seen[slot] == id:
            return True
        if not self.vocab.strings.holds(id):
            return False
        self.seen[slot] = id
        return True

    def read(self, Doc doc not None, const uint64_t[:, ::1] rows, const uint8_t[::1] spaces, int index):
        """Fill an empty document from rows (n, n_columns) and spaces (n,).

        index      number of the document, for messages.
        Raises     FormatError, which names the file, the document, the token, the column and the value.
        """
        cdef Py_ssize_t n = rows.shape[0], i, bad
        cdef int column, attr
        cdef const uint64_t* values
        cdef bint has_labels = False
        if n == 0:
            return
        if self.vocab.zone() is not self.zone:
            # What was seen in another memory zone may be gone.
            self.zone = self.vocab.zone()
            memset(self.seen, 0, sizeof(self.seen))
            memset(self.seen_orth, 0, sizeof(self.seen_orth))
        self.read_words(doc, rows, spaces, index)
        for column in range(self.n_columns):
            attr = self.attrs[column]
            values = &rows[0, column]
            if is_string_attr(attr) and attr != ORTH:
                for i in range(n):
                    if not self.knows(values[i * self.n_columns]):
                        raise self.unknown_string(index, i, attr, values[i * self.n_columns])
            if attr == DEP:
                for i in range(n):
                    has_labels = has_labels or values[i * self.n_columns] != 0
            bad = set_column(doc.c, n, attr, values, self.n_columns)
            if bad >= 0:
                raise FormatError(
                    "doc_bin.value_out_of_range",
                    f"{self.source}: document {index}, token {bad}: {NAMES[attr]} is "
                    f"{<int64_t>values[bad * self.n_columns]}, in a document of {n} tokens; {RANGES[attr]}.",
                    "The file is damaged; write it again.",
                )
        if has_labels:
            doc.update_tree()

    cdef int read_words(
        self, Doc doc, const uint64_t[:, ::1] rows, const uint8_t[::1] spaces, int index,
    ) except -1:
        """The words of an empty document, as Doc.push_back adds them one by one."""
        cdef int n = <int>rows.shape[0], i, idx = 0
        cdef uint64_t id, slot
        cdef TokenC* token
        doc.reserve(n)
        for i in range(n):
            id = rows[i, self.orth_column]
            slot = id & (N_SEEN - 1)
            if self.seen_orth[slot] != id or id == 0:
                if id == 0 or not self.knows(id):
                    raise self.unknown_string(index, i, ORTH, id)
                self.lexemes[slot] = self.vocab.get_by_orth(id)
                self.seen_orth[slot] = id
            token = &doc.c[i]
            token.lex = self.lexemes[slot]
            token.idx = idx
            token.l_edge = token.r_edge = i
            token.spacy = spaces[i] != 0
            idx += token.lex.length + token.spacy
        doc.c[0].sent_start = 1
        doc.length = n
        doc._text_length = idx
        doc.join_zone()
        return 0

    cdef object unknown_string(self, int index, Py_ssize_t i, int attr, uint64_t id):
        return FormatError(
            "doc_bin.unknown_string",
            f"{self.source}: document {index}, token {i}: {NAMES[attr]} is {id}, which names no string of the file.",
            "The file is damaged or incomplete; write it again.",
        )


@cython.final
cdef class RowWriter:
    """Encodes documents as rows of one set of columns, and collects their strings.

    attrs (list): ids of the columns. strings (set): the strings of all documents are added to it.
    """
    cdef list columns
    cdef int[MAX_COLUMNS] attrs
    cdef Py_ssize_t n_columns
    cdef list others                # attributes with strings that are no columns
    cdef set strings
    cdef uint64_t[N_SEEN] seen      # ids whose strings were added; a string has the same id in every vocabulary

    def __init__(self, attrs, set strings not None):
        cdef Py_ssize_t i
        self.columns = list(attrs)
        if len(self.columns) > MAX_COLUMNS:
            raise InputError(
                "doc_bin.too_many_columns", f"A DocBin keeps up to {MAX_COLUMNS} attributes, got {len(self.columns)}."
            )
        self.n_columns = len(self.columns)
        for i in range(self.n_columns):
            self.attrs[i] = self.columns[i]
        self.others = [attr for attr in STRING_ATTRS[:N_STRING_ATTRS] if attr not in self.columns]
        self.strings = strings
        memset(self.seen, 0, sizeof(self.seen))

    def fits(self, attrs, strings) -> bool:
        """Whether it writes these columns, and collects strings in this set."""
        return self.strings is strings and self.columns == attrs

    def write(self, Doc doc not None) -> tuple:
        """Rows uint64 (length, n_columns) and spaces uint8 (length,) of a document."""
        cdef Py_ssize_t n = doc.length, n_columns = self.n_columns, column, i, size
        cdef int attr
        doc.check_zone()
        rows = np.empty((n, n_columns), dtype="<u8")
        spaces = np.empty((n,), dtype="uint8")
        if n == 0:
            return rows, spaces
        cdef uint64_t[::1] other
        cdef Py_buffer buffer       # plain: a typed memoryview takes as long as ten tokens to make
        cdef uint64_t* values
        self.strings.add("")
        PyObject_GetBuffer(spaces, &buffer, PyBUF_WRITABLE)
        for i in range(n):
            (<uint8_t*>buffer.buf)[i] = <uint8_t>doc.c[i].spacy
        PyBuffer_Release(&buffer)
        PyObject_GetBuffer(rows, &buffer, PyBUF_WRITABLE)
        values = <uint64_t*>buffer.buf
        # In chunks that stay in the cache nearest to the processor while the columns are filled one by one.
        try:
            for i in range(0, n, CHUNK):
                size = min(n - i, CHUNK)
                for column in range(n_columns):
                    attr = self.attrs[column]
                    get_column(&doc.c[i], size, attr, &values[i * n_columns + column], n_columns)
                    if is_string_attr(attr):
                        self.collect(doc.vocab.strings, &values[i * n_columns + column], size, n_columns, attr)
        finally:
            PyBuffer_Release(&buffer)
        if self.others:
            other = np.empty((n,), dtype="<u8")
            for attr in self.others:
                get_column(doc.c, n, attr, &other[0], 1)
                self.collect(doc.vocab.strings, &other[0], n, 1, attr)
        return rows, spaces

    cdef int collect(self, StringStore store, const uint64_t* ids, Py_ssize_t n, Py_ssize_t stride, int attr) except -1:
        cdef Py_ssize_t i
        cdef uint64_t id, last = 0
        for i in range(n):
            id = ids[i * stride]
            if id == last or self.seen[id & (N_SEEN - 1)] == id:
                continue
            last = id
            if id == NO_FEATURES and attr == MORPH:
                continue    # "_" stands for no features; as text that is ""
            self.strings.add(store.text_of(id))
            self.seen[id & (N_SEEN - 1)] = id
        return 0
