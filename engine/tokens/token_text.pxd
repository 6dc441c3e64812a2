"""TokenText: what a token says about its word, whatever its place in the tree."""
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab


cdef class TokenText:
    cdef readonly Vocab vocab
    cdef readonly Doc doc       # keeps the array alive
    cdef TokenC* c              # borrowed from `doc`
    cdef readonly int i

    # The token where it lies now; `c` when the document has not grown. StaleError after the end of its memory zone.
    cdef TokenC* p(self) except NULL
