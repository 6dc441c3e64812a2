"""Lexical attributes that need no language, computed at once for a new lexeme."""
from libc.stdint cimport uint64_t


cdef uint64_t native_mask(object getters)
cdef uint64_t native_flags(str text)
cdef str shape_of(str text)
