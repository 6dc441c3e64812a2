"""What follows from the heads of a document: numbers of children, edges of subtrees, starts of sentences."""
from engine.strings.structs cimport TokenC


cdef int link_children(TokenC* tokens, int length) except -1 nogil
cdef void start_sentences_at_roots(TokenC* tokens, int length) noexcept nogil
cdef int change_head(TokenC* tokens, int length, int i, int head) except -1 nogil
