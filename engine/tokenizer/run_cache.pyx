"""What runs of characters became: a table from the hash of a run to its tokens, in C.

Runs are told apart by 64 bits of MurmurHash64A, as strings are in the StringStore. No Python object is made to look one
up. Bounded: a full table is emptied. Caller: Tokenizer.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcpy
from murmurhash.mrmr cimport hash64
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab

cdef Py_ssize_t MAX_RUNS = 100_000
cdef Py_ssize_t BLOCK = 1 << 15     # bytes


cdef void set_piece(PieceC* piece, const LexemeC* lex, uint64_t norm) noexcept nogil:
    piece.lex, piece.norm, piece.length = lex, norm, lex.length


cdef uint64_t run_key(int kind, const void* data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Key of the characters start..end of a text of `kind` bytes a character. The same run may have several keys, in
    texts of different kinds. start < end, and at most 2^29 characters lie between them."""
    return hash64(<char*>data + start * kind, <int>((end - start) * kind), <uint64_t>kind)


cdef class Pieces:
    """The tokens that one run of characters becomes."""

    @staticmethod
    cdef Pieces make(Vocab vocab, list parts, bint permanent):
        """parts: (text, norm id or 0) in order. permanent: their lexemes outlive the memory zone, if there is one."""
        cdef Pieces self = Pieces.__new__(Pieces)
        cdef Pool mem = Pool()
        self.mem = mem
        self.n = len(parts)
        self.c = <PieceC*>mem.alloc(max(1, self.n), sizeof(PieceC))
        for i, (text, norm) in enumerate(parts):
            set_piece(&self.c[i], vocab.get_permanent(text) if permanent else vocab.get(text), norm)
        return self


cdef class RunCache:
    """Runs and their tokens."""

    def __cinit__(self):
        self.clear()

    cdef int clear(self) except -1:
        """Forget all runs, and free their memory."""
        self.index = PreshMap()
        self.mem = Pool()
        self.block = NULL
        self.left = 0
        self.n = 0
        return 0

    cdef const RunC* get(self, uint64_t key) noexcept:
        return <const RunC*>self.index.get(key)

    cdef const RunC* add(self, uint64_t key, const PieceC* pieces, Py_ssize_t n, uint64_t starts) except NULL:
        """Keep n pieces, which are copied."""
        cdef Py_ssize_t size = sizeof(RunC) + n * sizeof(PieceC)
        cdef RunC* run
        if self.n >= MAX_RUNS:
            self.clear()
        if size > self.left:
            self.left = max(BLOCK, size)
            self.block = <char*>self.mem.alloc(self.left, 1)
        run = <RunC*>self.block
        self.block += size
        self.left -= size
        run.pieces = <PieceC*>(run + 1)
        run.n = <int32_t>n
        run.starts = starts
        memcpy(run.pieces, pieces, n * sizeof(PieceC))
        self.index.set(key, run)
        self.n += 1
        return run
