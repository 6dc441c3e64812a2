"""MemoryZone: the lexemes made during a block, and whether they may still be used."""
from cymem.cymem cimport Pool
from libc.stdint cimport uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC


cdef class MemoryZone:
    cdef readonly Pool mem          # owner of the lexemes: who keeps a pointer to one keeps the zone
    cdef readonly bint ended        # the strings are gone; what was made in the zone must not be read
    cdef MemoryZone outer           # the zone of the same thread that this one lies in, or None
    cdef PreshMap lexemes           # orth id -> LexemeC*
    cdef int n_lexemes
    cdef object vocab               # Vocab, while the block lasts
    cdef object strings             # the block of the StringStore
    cdef readonly dict kept         # what others keep for as long as the block lasts, by a key of theirs
    cdef readonly list at_end       # functions to call before the zone ends: they stop what works in it
    cdef const LexemeC* find(self, uint64_t orth) noexcept      # in this zone and those around it; or NULL
    cdef int end(self) except -1


cdef object stale(str what)         # the error of using something after the end of its zone
