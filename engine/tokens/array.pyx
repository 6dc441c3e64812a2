"""Columns of a document: attributes of all tokens as arrays of uint64, read, written and counted.

Negative values (HEAD, SENT_START) wrap around to 64 bits. Callers: Doc, Span, DocBin.
"""
from libc.stdint cimport int32_t, int64_t, uint64_t

from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport (
    DEP, ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE, FIRST_POS, HEAD, IDX, LAST_POS, LEMMA, MORPH, NORM, ORTH, POS, SENT_START,
    SPACY, TAG,
)
from engine.tokens.doc cimport Doc, get_token_attr

import numpy as np

from engine.errors import InputError, UnknownIdError
from engine.strings.symbols import ATTR_IDS, IDS, NAMES, attribute_id

cdef extern from "engine/prefetch.h":
    void eng_prefetch(const void* address) noexcept nogil

cdef set KNOWN = set(ATTR_IDS.values()) | {IDS["CLUSTER"], IDS["PROB"]}

RANGES = {
    HEAD: "heads are relative (index of the head minus own index) and must lie inside the document",
    POS: "a part of speech is an id of engine.symbols from 84 (ADJ) to 103 (SPACE), or 0",
    ENT_IOB: "ENT_IOB is 0 (missing), 1 (I), 2 (O) or 3 (B)",
    SENT_START: "SENT_START is 1, 0 or -1",
    SPACY: "SPACY is 0 or 1",
}


def attribute_ids(attrs) -> list:
    """Ids of attributes given as names or ids; InputError for one that does not exist."""
    cdef list out = []
    for attr in attrs:
        found = attribute_id(attr)
        if found not in KNOWN and not 0 < found < 64:
            raise UnknownIdError(
                "attrs.unknown_id", f"There is no attribute with the id {found}.", "engine.attrs.IDS lists the ids."
            )
        out.append(found)
    return out


def is_single(attrs) -> bool:
    """Whether attributes were given as one name or id, not as a list."""
    return isinstance(attrs, str) or not hasattr(attrs, "__iter__")


def to_array(Doc doc, int start, int end, attrs):
    """uint64 (end - start,) for one attribute, (end - start, n) for a list."""
    single = is_single(attrs)
    cdef list ids = attribute_ids([attrs] if single else attrs)
    cdef Py_ssize_t n_rows = end - start, n_columns = len(ids), column
    out = np.zeros((n_rows, n_columns), dtype="uint64")
    cdef uint64_t[:, ::1] view = out
    for column in range(n_columns if n_rows > 0 else 0):
        get_column(&doc.c[start], n_rows, ids[column], &view[0, column], n_columns)
    # A list of one attribute gives a flat array as well, as people's code expects.
    return out.reshape((n_rows,)) if n_columns == 1 else out


cdef void get_column(
    const TokenC* tokens, Py_ssize_t n, int attr, uint64_t* values, Py_ssize_t stride,
) noexcept nogil:
    """Each attribute has a loop of its own: a call of get_token_attr a value would take five times as long."""
    cdef Py_ssize_t i
    if attr == ORTH:
        for i in range(n):
            if i + 4 < n:
                eng_prefetch(tokens[i + 4].lex)
            values[i * stride] = tokens[i].lex.orth
    elif attr == NORM:
        for i in range(n):
            values[i * stride] = tokens[i].norm if tokens[i].norm != 0 else tokens[i].lex.norm
    elif attr == LEMMA:
        for i in range(n):
            values[i * stride] = tokens[i].lemma
    elif attr == TAG:
        for i in range(n):
            values[i * stride] = tokens[i].tag
    elif attr == DEP:
        for i in range(n):
            values[i * stride] = tokens[i].dep
    elif attr == MORPH:
        for i in range(n):
            values[i * stride] = tokens[i].morph
    elif attr == ENT_TYPE:
        for i in range(n):
            values[i * stride] = tokens[i].ent_type
    elif attr == ENT_KB_ID:
        for i in range(n):
            values[i * stride] = tokens[i].ent_kb_id
    elif attr == ENT_ID:
        for i in range(n):
            values[i * stride] = tokens[i].ent_id
    elif attr == POS:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].pos
    elif attr == ENT_IOB:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].ent_iob
    elif attr == HEAD:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].head
    elif attr == SENT_START:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].sent_start
    elif attr == SPACY:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].spacy
    elif attr == IDX:
        for i in range(n):
            values[i * stride] = <uint64_t><int64_t>tokens[i].idx
    else:
        for i in range(n):
            values[i * stride] = get_token_attr(&tokens[i], attr)


cdef Py_ssize_t set_column(
    TokenC* tokens, Py_ssize_t n, int attr, const uint64_t* values, Py_ssize_t stride,
) noexcept nogil:
    cdef Py_ssize_t i
    cdef uint64_t value
    cdef int64_t signed
    if attr == NORM:
        for i in range(n):
            tokens[i].norm = values[i * stride]
    elif attr == LEMMA:
        for i in range(n):
            tokens[i].lemma = values[i * stride]
    elif attr == TAG:
        for i in range(n):
            tokens[i].tag = values[i * stride]
    elif attr == DEP:
        for i in range(n):
            tokens[i].dep = values[i * stride]
    elif attr == MORPH:
        for i in range(n):
            tokens[i].morph = values[i * stride]
    elif attr == ENT_TYPE:
        for i in range(n):
            tokens[i].ent_type = values[i * stride]
    elif attr == ENT_KB_ID:
        for i in range(n):
            tokens[i].ent_kb_id = values[i * stride]
    elif attr == ENT_ID:
        for i in range(n):
            tokens[i].ent_id = values[i * stride]
    elif attr == POS:
        for i in range(n):
            value = values[i * stride]
            if value != 0 and not FIRST_POS <= value <= LAST_POS:
                return i
            tokens[i].pos = <int32_t>value
    elif attr == ENT_IOB:
        for i in range(n):
            value = values[i * stride]
            if value > 3:
                return i
            tokens[i].ent_iob = <int32_t>value
    elif attr == SENT_START:
        for i in range(n):
            signed = <int64_t>values[i * stride]
            if not -1 <= signed <= 1:
                return i
            tokens[i].sent_start = <int32_t>signed
    elif attr == HEAD:
        for i in range(n):
            signed = <int64_t>values[i * stride]
            if not -i <= signed < n - i:
                return i
            tokens[i].head = <int32_t>signed
    return -1


def as_columns(array, n_columns):
    """An array of any integer type as C-contiguous uint64 (rows, n_columns)."""
    array = np.asarray(array)
    if array.dtype.kind not in "iub" and array.size:
        raise InputError(
            "doc.array_type", f"from_array got an array of {array.dtype}, expected integers.",
            "Map strings to ids with doc.vocab.strings.add.",
        )
    if array.ndim == 1 and n_columns == 1:
        array = array.reshape((-1, 1))
    if array.ndim != 2 or array.shape[1] != n_columns:
        raise InputError(
            "doc.array_shape", f"from_array got {n_columns} attributes and an array of shape {array.shape}.",
            "Give one row a token and one column an attribute.",
        )
    return np.ascontiguousarray(array.astype("uint64"))


def from_array(Doc doc, attrs, array):
    """See Doc.from_array."""
    cdef list ids = attribute_ids([attrs] if is_single(attrs) else attrs)
    cdef Py_ssize_t n_columns = len(ids), column, bad, i
    cdef int attr
    cdef bint has_labels = False
    values = as_columns(array, n_columns)
    if len(values) != doc.length:
        raise InputError(
            "doc.array_length", f"from_array got {len(values)} rows for a document of {doc.length} tokens."
        )
    if doc.length == 0 or n_columns == 0:
        return
    cdef const uint64_t[:, ::1] view = values
    if SPACY in ids:
        set_spaces(doc, np.ascontiguousarray(values[:, ids.index(SPACY)]))
    if TAG in ids and doc.vocab.tag_map:
        column = ids.index(TAG)
        for i in range(doc.length):
            doc.vocab.apply_tag(&doc.c[i], view[i, column])
    for column in range(n_columns):
        attr = ids[column]
        bad = set_column(doc.c, doc.length, attr, &view[0, column], n_columns)
        if bad >= 0:
            raise InputError(
                "doc.value_out_of_range",
                f"from_array got {np.int64(np.uint64(view[bad, column]))} as {NAMES[attr]} of token {bad}, in a document "
                f"of {doc.length} tokens.",
                f"{RANGES[attr][0].upper()}{RANGES[attr][1:]}.",
            )
        if attr == DEP:
            has_labels = bool(values[:, column].any())
    if has_labels:
        doc.update_tree()


cdef int set_spaces(Doc doc, const uint64_t[::1] spaces) except -1:
    """Set which tokens a space follows, and move the offsets accordingly."""
    cdef int i, idx = 0
    for i in range(doc.length):
        if spaces[i] > 1:
            raise InputError("doc.bad_space", f"from_array got {spaces[i]} as SPACY of token {i}.", "It is 0 or 1.")
    for i in range(doc.length):
        doc.c[i].idx = idx
        doc.c[i].spacy = <int32_t>spaces[i]
        idx += doc.c[i].lex.length + doc.c[i].spacy
    doc._text_length = idx
    return 0


def count_values(Doc doc, attr, exclude, counts):
    """See Doc.count_by."""
    cdef int i, attr_id
    (attr_id,) = attribute_ids([attr])
    counts = {} if counts is None else counts
    for i in range(doc.length):
        if exclude is not None and exclude(doc[i]):
            continue
        value = get_token_attr(&doc.c[i], attr_id)
        counts[value] = counts.get(value, 0) + 1
    return counts
