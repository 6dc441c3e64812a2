"""Span: the Python view of a run of tokens with a label."""
from libc.stdint cimport int32_t, uint64_t

from engine.tokens.doc cimport Doc


cdef struct SpanC:
    uint64_t id
    uint64_t kb_id
    uint64_t label
    int32_t start           # token
    int32_t end             # token, exclusive
    int32_t start_char
    int32_t end_char        # exclusive


cdef class Span:
    cdef readonly Doc doc
    cdef SpanC c
    cdef object _vector
    cdef object _vector_norm

    cdef int _move(self, int start, int end) except -1
    @staticmethod
    cdef Span cinit(Doc doc, SpanC span)


cdef SpanC make_span(Doc doc, int start, int end) noexcept     # 0 <= start <= end <= length; no label
