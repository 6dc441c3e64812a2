"""Example: a predicted Doc beside its gold-standard Doc, and what the one says about the tokens of the other."""
from libc.stdint cimport int32_t, uint64_t

from engine.gold.alignment cimport Alignment
from engine.tokens.doc cimport Doc


cdef class Example:
    cdef Doc _x                     # predicted
    cdef Doc _y                     # reference
    cdef Alignment _alignment       # or None, until asked for
    cdef uint64_t _words            # of the two docs when _alignment was made
    # What a component derives from the gold annotation and wants to find again in the next epoch, under a key of its
    # own. Emptied when `predicted` or `reference` is replaced; whoever edits a doc in place empties it.
    cdef public dict cache
    cdef object __weakref__

    cdef Alignment align(self)
    cdef list _project(self, list values)


cdef int write_annotation(Doc doc, dict columns, object heads, object entities) except -1
cdef str comparable(str text)     # what is compared of two spans that are to cover the same text
