"""SpanGroup: a named list of spans of one document, as plain records."""
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span, SpanC


cdef class SpanGroup:
    cdef public object _doc_ref     # weak reference to the Doc, which may own this group
    cdef public str name
    cdef public dict attrs
    cdef SpanC* c                   # (length,) owned
    cdef int length
    cdef int capacity
    cdef object __weakref__

    cdef Doc _doc(self)             # raises InputError when the Doc is gone
    cdef int reserve(self, int capacity) except -1
    cdef int push_back(self, SpanC span) except -1
    cdef int _index(self, key) except -1
    cdef int _check(self, Span span) except -1
