"""Special cases that the rules cut, and that are therefore searched in finished documents, in C.

Where a phrase may begin is noted while tokens are appended, so that no other token is looked at. Caller: Tokenizer.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy
from preshed.maps cimport PreshMap

from engine.strings.structs cimport TokenC


cdef class Phrases:
    """Phrases by their first token. Does not change once it is in use."""

    def __cinit__(self):
        self.firsts = PreshMap()
        self.mem = Pool()

    cdef int add(self, tuple ids) except -1:
        cdef Py_ssize_t i, n = len(ids)
        cdef uint64_t* copy = <uint64_t*>self.mem.alloc(n, sizeof(uint64_t))
        cdef PhraseC* phrase = <PhraseC*>self.mem.alloc(1, sizeof(PhraseC))
        for i in range(n):
            copy[i] = ids[i]
        phrase.ids = copy
        phrase.n = <int32_t>n
        phrase.next = <const PhraseC*>self.firsts.get(copy[0])
        self.firsts.set(copy[0], phrase)
        return 0

    cdef bint begins_with(self, uint64_t id) noexcept:
        return self.firsts.get(id) is not NULL

    cdef list found(self, const PlacesC* places, const TokenC* tokens, int n_tokens):
        """Every occurrence that begins at one of the places."""
        cdef list out = []
        cdef const PhraseC* phrase
        cdef Py_ssize_t i
        cdef int32_t start, k
        for i in range(places.n):
            start = places.at[i]
            phrase = <const PhraseC*>self.firsts.get(tokens[start].lex.orth)
            while phrase is not NULL:
                if phrase.n <= n_tokens - start:
                    k = 1
                    while k < phrase.n and tokens[start + k].lex.orth == phrase.ids[k]:
                        k += 1
                    if k == phrase.n:
                        out.append((-k, start))
                phrase = phrase.next
        return out


cdef void open_places(PlacesC* places) noexcept nogil:
    places.at = places.few
    places.n = 0
    places.room = FEW


cdef int add_place(PlacesC* places, int32_t at) except -1:
    cdef int32_t* more
    if places.n == places.room:
        more = <int32_t*>malloc(2 * <size_t>places.room * sizeof(int32_t))  # at most one of 2^29 tokens each
        if more is NULL:
            raise MemoryError
        memcpy(more, places.at, <size_t>places.n * sizeof(int32_t))
        close_places(places)
        places.at = more
        places.room *= 2
    places.at[places.n] = at
    places.n += 1
    return 0


cdef void close_places(PlacesC* places) noexcept nogil:
    if places.at is not places.few:
        free(places.at)
    places.at = places.few
