"""What runs of characters became: a table from the hash of a run to its tokens, in C."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab


cdef struct PieceC:
    const LexemeC* lex      # borrowed from the Vocab
    uint64_t norm           # of a special case; 0: the lexeme's
    int32_t length          # characters; beside the rest, so that what is appended is read at one place


cdef struct RunC:
    PieceC* pieces          # (n,)
    int32_t n
    uint64_t starts         # bit j: piece j may begin a phrase (engine.tokenizer.phrases); bit 63: so may one after it


cdef class Pieces:
    """The tokens that one run of characters becomes."""
    cdef PieceC* c          # (n,)
    cdef Py_ssize_t n
    cdef object mem         # Pool that owns `c`

    @staticmethod
    cdef Pieces make(Vocab vocab, list parts, bint permanent)


cdef void set_piece(PieceC* piece, const LexemeC* lex, uint64_t norm) noexcept nogil
cdef uint64_t run_key(int kind, const void* data, Py_ssize_t start, Py_ssize_t end) noexcept nogil


cdef class RunCache:
    cdef PreshMap index     # key of a run -> RunC
    cdef Pool mem           # owner of the blocks
    cdef char* block        # where the next run goes
    cdef Py_ssize_t left    # bytes of `block`
    cdef readonly Py_ssize_t n
    cdef const RunC* get(self, uint64_t key) noexcept
    cdef const RunC* add(self, uint64_t key, const PieceC* pieces, Py_ssize_t n, uint64_t starts) except NULL
    cdef int clear(self) except -1
