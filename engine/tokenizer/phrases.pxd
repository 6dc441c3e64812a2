"""Special cases that are searched in finished documents, by the ids of their tokens."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport TokenC


cdef enum:
    FEW = 64


cdef struct PhraseC:
    const uint64_t* ids     # (n,) of the tokens that the rules cut a special case into
    int32_t n
    const PhraseC* next     # another one that begins with the same token, or NULL


cdef struct PlacesC:        # tokens of one document at which a phrase may begin; of one call, on its stack
    int32_t* at             # (n,) ascending; `few`, or memory to free
    Py_ssize_t n
    Py_ssize_t room
    int32_t[FEW] few


cdef class Phrases:
    cdef PreshMap firsts    # id of a first token -> PhraseC*
    cdef Pool mem           # owner of the phrases

    cdef int add(self, tuple ids) except -1                     # once each
    cdef bint begins_with(self, uint64_t id) noexcept           # whether some phrase does
    cdef list found(self, const PlacesC* places, const TokenC* tokens, int n_tokens)  # [(minus tokens, start)]


cdef void open_places(PlacesC* places) noexcept nogil
cdef int add_place(PlacesC* places, int32_t at) except -1
cdef void close_places(PlacesC* places) noexcept nogil          # to be called in every case
