"""StringStore: two-way map between strings and their 64-bit ids."""
from libc.stdint cimport uint64_t

from preshed.maps cimport PreshMap


cpdef uint64_t hash_string(str string) except? 0        # MurmurHash64A, seed 1; 0 for ""; no reserved names
cdef uint64_t hash_utf8(const char* utf8, Py_ssize_t n_bytes) noexcept nogil

cdef class StringZone:
    """The strings of one memory zone, and the block that it lasts."""
    cdef PreshMap index         # id -> position in `strings`, plus 1
    cdef list strings           # as StringStore._strings
    cdef StringZone outer       # the zone of the same thread that this one lies in, or None
    cdef StringStore store      # None before the block begins and after it ends
    cdef object mem             # Pool, given to those who enter

    cdef StringZone find(self, uint64_t id)     # the zone that holds a string, this one or one outside it; or None


cdef class StringStore:
    cdef PreshMap _index        # id -> position in _strings, plus 1
    cdef list _strings          # str objects, in the order in which they were added; owns them
    cdef dict _zones            # id of a thread -> the innermost memory zone that is open in it
    # str (or id already present); id of the string, stored: in the memory zone, unless allow_transient is False
    cpdef uint64_t add(self, object string, object allow_transient=*) except? 0
    cdef bint holds(self, uint64_t id) noexcept         # whether an id names a reserved or stored string
    cdef StringZone zone(self)                          # innermost memory zone of this thread, or None
    cdef int _end_zone(self, StringZone zone) except -1
    cdef uint64_t id_of(self, str string) except? 0     # id without storing
    cdef str text_of(self, uint64_t id)                 # raises the KeyError of an unknown id


# StringStore.add of a string whose id is known; of ASCII characters, from which a str is made only where it is new.
cdef int put(StringStore store, uint64_t key, str string, bint transient) except -1
cdef uint64_t add_ascii(StringStore store, const char* chars, Py_ssize_t n, bint transient) except? 0
# Whether a store holds a string for good, whatever memory zones end.
cdef bint keeps(StringStore store, uint64_t id) noexcept
