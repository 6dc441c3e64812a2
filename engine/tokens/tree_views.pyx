"""Answers about trees that need more than one token: roots of spans, coordination. Callers: Token, Span."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport IS_SPACE
from engine.tokens.doc cimport Doc

from engine.errors import RangeError
from engine.strings.symbols import IDS

cdef uint64_t CONJ = IDS["conj"]
cdef uint64_t PUNCT_OR_SPACE = (<uint64_t>1 << <int>IDS["IS_PUNCT"]) | (<uint64_t>1 << IS_SPACE)


def conjuncts(Doc doc not None, int i) -> tuple:
    """Tokens joined to token i by arcs labelled conj, in order, without the token itself."""
    cdef int first = i, head, n_steps = 0, k
    cdef list waiting
    cdef set found
    while doc.c[first].dep == CONJ and doc.c[first].head != 0 and n_steps < doc.length:
        first += doc.c[first].head
        n_steps += 1    # the bound ends a ring of heads
    found = {first}
    waiting = [first]
    while waiting:
        head = waiting.pop()
        if doc.c[head].r_kids:
            for k in range(head + 1, doc.c[head].r_edge + 1):
                if k + doc.c[k].head == head and doc.c[k].dep == CONJ and k not in found:
                    found.add(k)
                    waiting.append(k)
    found.discard(i)
    return tuple([doc[j] for j in sorted(found)])


cdef int depth_of(const TokenC* tokens, int i, int length) noexcept nogil:
    """Number of heads above a token. Punctuation and white space without children count as the deepest."""
    cdef int depth = 0
    if tokens[i].l_kids + tokens[i].r_kids == 0 and tokens[i].lex.flags & PUNCT_OR_SPACE:
        return length - 1
    while tokens[i].head != 0 and depth < length:
        i += tokens[i].head
        depth += 1
    return depth


cdef int find_root(const TokenC* tokens, int start, int end, int length) noexcept nogil:
    cdef int i, head, depth, least = -1, nearest = start
    for i in range(start, end):
        if tokens[i].head == 0:
            return i
    for i in range(start, end):
        head = i + tokens[i].head
        if start <= head < end:
            continue    # its head is nearer
        depth = depth_of(tokens, i, length)
        if least < 0 or depth < least:
            nearest, least = i, depth
    return nearest


def root(Doc doc not None, int start, int end) -> int:
    """Index of the token of a span that is nearest to the root of its tree; the first of several.

    Punctuation and white space count where there is nothing else. An empty span has the token that it lies before.
    """
    if start >= doc.length:
        raise RangeError(
            "span.empty_root", f"The empty span at {start} has no root, in a document of {doc.length} tokens."
        )
    return find_root(doc.c, start, min(end, doc.length), doc.length)
