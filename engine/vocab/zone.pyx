"""MemoryZone: the lexemes made during a block, and whether they may still be used.

Everything that points to a lexeme of a zone (a Doc, a Lexeme) keeps the zone, and so its memory, alive; `ended` says
that it must not be read any more. A mistake is an error message then, and never a read of freed memory. Callers: Vocab,
and whoever holds a LexemeC*.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab

from engine.errors import InputError, InternalError


class StaleError(InputError, RuntimeError):
    """Something is used after the end of the memory zone that it was made in."""


cdef object stale(str what):
    return StaleError(
        "zone.ended",
        f"This {what} was made in a memory zone that has ended: its words are gone.",
        "Take what you need out of it before the block `with nlp.memory_zone():` ends, as strings or numbers.",
    )


cdef class MemoryZone:
    """The lexemes of one block; a context manager that Vocab.memory_zone returns."""

    def __cinit__(self, Vocab vocab, Pool mem):
        self.vocab = vocab
        self.mem = mem

    def __enter__(self):
        cdef Vocab vocab = self.vocab
        if self.lexemes is not None or vocab is None:
            raise InputError("zone.used", "A memory zone can be entered once.", "Call memory_zone() again.")
        self.lexemes = PreshMap()
        self.strings = vocab.strings.memory_zone(self.mem)
        self.strings.__enter__()
        self.outer = vocab._zone
        vocab._zone = self
        return self.mem

    def __exit__(self, *error):
        cdef Vocab vocab = self.vocab
        cdef MemoryZone zone
        if self.ended:
            return      # with a zone around it
        # A generator may have left zones inside this one open.
        while True:
            zone = vocab._zone
            if zone is None:
                raise InternalError("zone.lost", "A memory zone that has not ended is not among the zones of its Vocab.")
            zone.end()
            if zone is self:
                return

    cdef const LexemeC* find(self, uint64_t orth) noexcept:
        cdef MemoryZone zone = self
        cdef const LexemeC* lex
        while zone is not None:
            lex = <const LexemeC*>zone.lexemes.get(orth)
            if lex is not NULL:
                return lex
            zone = zone.outer
        return NULL

    cdef int end(self) except -1:
        cdef Vocab vocab = self.vocab
        vocab._zone = self.outer
        vocab.length -= self.n_lexemes
        self.ended = True
        self.lexemes = PreshMap()
        self.vocab = None
        self.strings.__exit__()
        return 0
