"""Lexical attributes that need no language, computed at once for a new lexeme."""
from libc.stdint cimport uint64_t


cdef uint64_t native_mask(object getters)
cdef uint64_t native_flags(str text)
cdef str shape_of(str text)
# The shape of n ASCII characters, written to out (MAX_SHAPE,); its length, 0 where they are too many.
cdef Py_ssize_t ascii_shape(char* out, const char* chars, Py_ssize_t n) noexcept nogil
cdef enum:
    MAX_SHAPE = 100     # longer words have the shape LONG
