"""StringStore: two-way map between strings and their 64-bit ids."""
from libc.stdint cimport uint64_t

from preshed.maps cimport PreshMap


cpdef uint64_t hash_string(str string) except? 0        # MurmurHash64A, seed 1; 0 for ""; no reserved names
cdef uint64_t hash_utf8(const char* utf8, Py_ssize_t n_bytes) noexcept nogil

cdef class StringStore:
    cdef PreshMap _index        # id -> position in _strings, plus 1
    cdef list _strings          # str objects, in the order in which they were added; owns them
    cpdef uint64_t add(self, object string) except? 0   # str (or id already present); id of the string, stored
    cdef uint64_t id_of(self, str string) except? 0     # id without storing
    cdef str text_of(self, uint64_t id)                 # raises the KeyError of an unknown id
