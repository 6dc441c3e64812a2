"""Token: the Python view of one TokenC."""
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab


cdef class Token:
    cdef readonly Vocab vocab
    cdef readonly Doc doc       # keeps the array alive
    cdef TokenC* c              # borrowed from `doc`
    cdef readonly int i

    @staticmethod
    cdef Token cinit(Vocab vocab, const TokenC* token, int offset, Doc doc)
