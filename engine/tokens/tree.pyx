"""What follows from the heads of a document: numbers of children, edges of subtrees, starts of sentences.

One pass over the tokens in an order in which every child comes before its head, so linear time for any tree. Heads
that form a ring (possible while a person reattaches tokens one by one) share the outer edges of the ring.
Callers: Doc.
"""
from libc.stdint cimport int32_t

from engine.strings.structs cimport TokenC


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef inline void widen(TokenC* head, const TokenC* child) noexcept nogil:
    if child.l_edge < head.l_edge:
        head.l_edge = child.l_edge
    if child.r_edge > head.r_edge:
        head.r_edge = child.r_edge


cdef int link_children(TokenC* tokens, int length) except -1 nogil:
    """Fill l_kids, r_kids, l_edge and r_edge from `head`, which must lie inside the document.

    Raises     MemoryError.
    """
    cdef ScratchC scratch
    cdef int32_t* n_open        # children that have not been passed on to their head yet; -1 when the token is done
    cdef int i, j, head, first, last
    scratch.data = NULL
    scratch.capacity = 0
    if length == 0:
        return 0
    if eng_scratch_reserve(&scratch, <size_t>length, sizeof(int32_t)) != 0:
        raise MemoryError()
    n_open = <int32_t*>scratch.data
    for i in range(length):
        tokens[i].l_kids = 0
        tokens[i].r_kids = 0
        tokens[i].l_edge = i
        tokens[i].r_edge = i
        n_open[i] = 0
    for i in range(length):
        head = i + tokens[i].head
        if head != i:
            n_open[head] += 1
            if i < head:
                tokens[head].l_kids += 1
            else:
                tokens[head].r_kids += 1
    for i in range(length):
        j = i
        while n_open[j] == 0:
            n_open[j] = -1
            head = j + tokens[j].head
            if head == j:
                break
            widen(&tokens[head], &tokens[j])
            n_open[head] -= 1
            j = head
    for i in range(length):     # what is left are rings
        if n_open[i] <= 0:
            continue
        first = tokens[i].l_edge
        last = tokens[i].r_edge
        j = i + tokens[i].head
        while j != i:
            first = min(first, tokens[j].l_edge)
            last = max(last, tokens[j].r_edge)
            j += tokens[j].head
        while n_open[j] > 0:
            n_open[j] = -1
            tokens[j].l_edge = first
            tokens[j].r_edge = last
            j += tokens[j].head
    eng_scratch_free(&scratch)
    return 0


cdef void start_sentences_at_roots(TokenC* tokens, int length) noexcept nogil:
    """sent_start is 1 at the left edge of the subtree of each root, -1 elsewhere.

    A token without head and label is no root: nothing is known of it.
    """
    cdef int i
    for i in range(length):
        tokens[i].sent_start = -1
    for i in range(length):
        if tokens[i].head == 0 and tokens[i].dep != 0:
            tokens[tokens[i].l_edge].sent_start = 1


cdef int root_of(const TokenC* tokens, int i, int length) noexcept nogil:
    """The root above token i; -1 in a ring of heads."""
    cdef int n_steps = 0
    while tokens[i].head != 0:
        i += tokens[i].head
        n_steps += 1
        if n_steps > length:
            return -1
    return i


cdef void start_sentence_at_root(TokenC* tokens, int root) noexcept nogil:
    """The same for the tokens between the edges of one tree, with or without labels; the others stay as they are."""
    cdef int i
    for i in range(tokens[root].l_edge, tokens[root].r_edge + 1):
        tokens[i].sent_start = -1
    for i in range(tokens[root].l_edge, tokens[root].r_edge + 1):
        if tokens[i].head == 0 and (i == root or tokens[i].dep != 0):
            tokens[tokens[i].l_edge].sent_start = 1


cdef int change_head(TokenC* tokens, int length, int i, int head) except -1 nogil:
    """Give token i another head (absolute), and both trees, the one that it leaves and the one that it joins, what
    follows from that."""
    cdef int left = root_of(tokens, i, length)
    cdef int joined
    tokens[i].head = head - i
    link_children(tokens, length)
    if left >= 0 and left != i:
        start_sentence_at_root(tokens, left)
    joined = root_of(tokens, i, length)
    if joined >= 0:
        start_sentence_at_root(tokens, joined)
    return 0
