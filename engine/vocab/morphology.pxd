"""Morphology: FEATS strings, normalised and interned; MorphAnalysis, the view that Token.morph returns."""
from libc.stdint cimport uint64_t

from engine.strings.store cimport StringStore


cdef class Morphology:
    cdef readonly StringStore strings
    cdef dict _normal           # FEATS string as given -> id of its normal form
    cpdef uint64_t add(self, object features) except? 0    # str, dict or id; id of the normal form, 456 for no features


cdef class MorphAnalysis:
    cdef readonly object vocab
    cdef readonly uint64_t key
