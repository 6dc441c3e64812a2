"""Attributes of tokens as embedding keys, straight from the TokenC arrays of a batch of documents.

Called by engine.ml.extract_features (the plain tree), engine.ml.runtime and engine.ml.tok2vec_listener.
"""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc, get_token_attr
from engine.tokens.span cimport Span

import numpy

from engine.errors import InputError
from engine.strings.symbols import attribute_id


cdef const TokenC* first_token(object item, Py_ssize_t* n) except? NULL:
    """The first token of a Doc or Span, and how many there are."""
    cdef Doc doc
    cdef Span span
    if isinstance(item, Doc):
        doc = item
        n[0] = doc.length
        return doc.c
    if isinstance(item, Span):
        span = item
        n[0] = span.c.end - span.c.start
        return span.doc.c + span.c.start
    raise InputError(
        "model.not_a_doc", f"A model that starts from token attributes got {type(item).__name__}, expected Doc or Span."
    )


cdef int write_keys(uint64_t* out__tc, const TokenC* tokens, Py_ssize_t T, const int[::1] ids, Py_ssize_t C) noexcept nogil:
    """Keys of T tokens, (T, C); C attribute ids."""
    cdef Py_ssize_t t, c
    for t in range(T):
        for c in range(C):
            out__tc[t * C + c] = get_token_attr(&tokens[t], ids[c])
    return 0


def as_attribute_ids(columns):
    """int32 (C,): ids of attributes given as names or ids. Raises InputError for an unknown name."""
    return numpy.asarray([attribute_id(column) for column in columns], dtype="int32")


def flat_keys(docs, const int[::1] ids not None):
    """Keys of all tokens of Docs and Spans: uint64 (T, C), and the number of tokens of each, int32 (B,)."""
    cdef Py_ssize_t n = 0, T = 0, b = 0
    cdef Py_ssize_t C = ids.shape[0]
    lengths = numpy.empty((len(docs),), dtype="int32")
    cdef int[::1] lengths_b = lengths
    for item in docs:
        first_token(item, &n)
        lengths_b[b] = <int>n
        b += 1
        T += n
    out = numpy.empty((T, C), dtype="uint64")
    cdef uint64_t[:, ::1] out__tc = out
    cdef const TokenC* tokens
    T = 0
    if C == 0:
        return out, lengths
    for item in docs:
        tokens = first_token(item, &n)
        if n:
            write_keys(&out__tc[T, 0], tokens, n, ids, C)
            T += n
    return out, lengths


def batch_id(docs):
    """An id of the words of a batch and of their order: FNV-1a of each token's ORTH and each document's length."""
    cdef Py_ssize_t n = 0, t
    cdef uint64_t h = 14695981039346656037ULL
    cdef const TokenC* tokens
    for item in docs:
        tokens = first_token(item, &n)
        h = (h ^ <uint64_t>n) * 1099511628211ULL
        for t in range(n):
            h = (h ^ tokens[t].lex.orth) * 1099511628211ULL
    return h
