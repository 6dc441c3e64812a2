"""MemoryZone: the lexemes made during a block, and whether they may still be used.

Everything that points to a lexeme of a zone (a Doc, a Lexeme) keeps the zone, and so its memory, alive; `ended` says
that it must not be read any more. A mistake is an error message then, and never a read of freed memory. Callers: Vocab,
and whoever holds a LexemeC*.

A zone belongs to the thread that opened it: several threads can have their own zones of one Vocab, and those without
one add words that stay. Workers join the zone of the thread that they work for (`join`, `leave`).
"""
from cpython.pythread cimport PyThread_get_thread_ident
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
        self.kept, self.at_end = {}, []
        self.outer = vocab.zone()
        vocab._zones[PyThread_get_thread_ident()] = self
        return self.mem

    def __exit__(self, *error):
        cdef Vocab vocab = self.vocab
        cdef MemoryZone zone
        if self.ended:
            return      # with a zone around it
        for _, inner in vocab._zones_within(self):
            zone = inner
            while zone is not self.outer:
                while zone.at_end:
                    zone.at_end.pop()()
                zone = zone.outer
        for thread, inner in vocab._zones_within(self):
            # A generator may have left zones inside this one open.
            zone = inner
            while zone is not self.outer:
                zone.end()
                zone = zone.outer
            if self.outer is None:
                del vocab._zones[thread]
            else:
                vocab._zones[thread] = self.outer
        if not self.ended:
            raise InternalError("zone.lost", "A memory zone that has not ended is not among the zones of its Vocab.")

    def join(self):
        """Let this thread, which has no zone of its own, work in the zone of another."""
        cdef Vocab vocab = self.vocab
        if vocab is not None:
            vocab._zones[PyThread_get_thread_ident()] = self
            self.strings.join()

    def leave(self):
        """Undo `join`."""
        cdef Vocab vocab = self.vocab
        if vocab is not None:
            vocab._zones.pop(PyThread_get_thread_ident(), None)
            self.strings.leave()

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
        if self.ended:
            return 0
        vocab.length -= self.n_lexemes
        self.ended = True
        self.lexemes = PreshMap()
        self.kept = {}
        self.vocab = None
        self.strings.__exit__()
        return 0
