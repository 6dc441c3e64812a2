"""Lexeme: the Python view of a LexemeC."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab


cdef class Lexeme:
    cdef LexemeC* c             # borrowed from `vocab`
    cdef readonly Vocab vocab   # keeps `c` alive
    cdef readonly uint64_t orth

    cdef int _set(self, int attr, uint64_t value) except -1

    @staticmethod
    cdef Lexeme from_ptr(LexemeC* lex, Vocab vocab)


cdef uint64_t get_lex_attr(const LexemeC* lex, int attr) noexcept nogil    # 0 for attributes that a lexeme lacks
