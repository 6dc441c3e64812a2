"""Columns of a document: attributes of all tokens as arrays of uint64."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC


# Reads one attribute of n tokens into values `stride` apart.
cdef void get_column(
    const TokenC* tokens, Py_ssize_t n, int attr, uint64_t* values, Py_ssize_t stride,
) noexcept nogil
# Writes one attribute of n tokens from values `stride` apart. Returns the index of the first value that is out of
# range (nothing after it is written), or -1.
cdef Py_ssize_t set_column(TokenC* tokens, Py_ssize_t n, int attr, const uint64_t* values, Py_ssize_t stride) noexcept nogil
