"""Token: the Python view of one TokenC. Fields vocab, doc, c and i come from TokenText."""
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.tokens.token_text cimport TokenText
from engine.vocab.vocab cimport Vocab


cdef class Token(TokenText):
    @staticmethod
    cdef Token cinit(Vocab vocab, const TokenC* token, int offset, Doc doc)
