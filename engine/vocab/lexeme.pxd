"""Lexeme: the Python view of a LexemeC."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone


cdef class Lexeme:
    cdef LexemeC* c             # borrowed from `vocab`, or from `_zone`
    cdef readonly Vocab vocab   # keeps `c` alive
    cdef MemoryZone _zone       # that `c` was made in, and keeps it alive; or None
    cdef readonly uint64_t orth

    cdef int _set(self, int attr, uint64_t value) except -1

    cdef str _text_of(self, uint64_t id)    # StaleError after the end of the zone

cdef uint64_t get_lex_attr(const LexemeC* lex, int attr) noexcept nogil    # 0 for attributes that a lexeme lacks
