"""Attributes of tokens as embedding keys, straight from the TokenC arrays of a batch of documents."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC


# First token of a Doc or Span, and how many there are; NULL or any pointer when there are none.
cdef const TokenC* first_token(object item, Py_ssize_t* n) except? NULL
# Keys of T tokens, (T, C); C attribute ids.
cdef int write_keys(uint64_t* out__tc, const TokenC* tokens, Py_ssize_t T, const int[::1] ids, Py_ssize_t C) noexcept nogil
