"""Base noun phrases from a dependency tree: what the rules of all languages have in common."""
from libc.stdint cimport uint32_t, uint64_t

from cymem.cymem cimport Pool

from engine.strings.structs cimport TokenC


cdef struct PhraseC:
    int start                       # first token
    int end                         # last token


cdef struct LabelsC:
    uint64_t* ids                   # (n,), ids of dependency labels, owned by the rule's Pool
    int n


cdef class NounPhrases:
    cdef Pool mem
    cdef readonly tuple labels      # names of the arcs that make a noun the head of a phrase
    cdef readonly tuple nouns       # names of the parts of speech that head phrases
    cdef LabelsC head_labels
    cdef uint32_t noun_bits         # as pos_bit

    cdef LabelsC labels_of(self, names) except *        # a copy that lives as long as the rule
    # `tokens` is the document; i, the token asked about; first to last (exclusive), those that may head phrases.
    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil
    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil
    # Phrases from left to right, at most one a token; their number.
    cdef int find(self, const TokenC* tokens, int first, int last, PhraseC* out__t) noexcept nogil


cdef class ArcPhrases(NounPhrases):
    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil


cdef uint32_t pos_bits(names) except? 0                 # parts of speech as bits of a set

cdef uint64_t CONJ


cdef inline uint32_t pos_bit(int pos) noexcept nogil:
    """The bit of a part of speech, symbol ids 84 to 103; 0 when there is none."""
    return <uint32_t>1 << (pos - 84) if 84 <= pos <= 103 else 0


cdef inline bint has_label(const LabelsC* labels, uint64_t label) noexcept nogil:
    cdef int i
    for i in range(labels.n):       # some twenty labels at most: a table would be no faster
        if labels.ids[i] == label:
            return True
    return False


cdef inline int next_left(const TokenC* tokens, int i, int child) noexcept nogil:
    """The first direct dependent of i from `child` on that stands before i; i when there is none."""
    while child < i and child + tokens[child].head != i:
        child += 1
    return child


cdef inline int next_right(const TokenC* tokens, int i, int child) noexcept nogil:
    """The first direct dependent of i from `child` on, which lies after i; -1 when there is none."""
    while child <= tokens[i].r_edge:
        if child + tokens[child].head == i:
            return child
        child += 1
    return -1
