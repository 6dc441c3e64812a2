"""The array of a document written anew, with runs of tokens replaced by others: what merging and splitting come down to.

One pass whatever the number of changes: O(tokens). Callers: Retokenizer.
"""
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcpy

from engine.strings.structs cimport LexemeC, TokenC
from engine.tokens.array cimport set_column
from engine.tokens.attr_ids cimport TAG
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport SpanC, make_span
from engine.tokens.span_group cimport SpanGroup
from engine.tokens.tree cimport link_children

import numpy as np

cdef enum:
    INSIDE = 1
    OUTSIDE = 2
    BEGIN = 3


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


class Piece:
    """Tokens start to end (exclusive) that become others.

    base (int): the old token whose annotation the new ones begin with. words (list[str]): texts of the new ones.
    heads (list[(int, int)] | None): per new token an old token and which of its successors; by default that of `base`.
    values (list[dict[int, int]]): per new token the attributes to set.
    has_space (bool | None): whether a space follows the last; by default as before.
    """

    __slots__ = ("base", "end", "has_space", "heads", "start", "values", "words")

    def __init__(self, start, end, base, words, heads, values, has_space):
        self.start, self.end, self.base, self.words = start, end, base, words
        self.heads, self.values, self.has_space = heads, values, has_space


def rebuild(Doc doc not None, list pieces) -> list:
    """Replace tokens of a document. Pieces are in order, do not overlap, and were checked.

    Extension values stay where they are, since offsets of code points do. Spans of span groups grow to the tokens
    that hold their characters. Returns the index of the first new token of each piece.
    """
    cdef ScratchC scratch
    cdef int n_old = doc.length, n_new = doc.length, first, start
    cdef int32_t[::1] moved         # old token -> the first token that it became
    cdef int32_t[::1] source        # new token -> old token that it comes from
    cdef bint parsed = doc.has_annotation("DEP")
    cdef Py_ssize_t k
    cdef list lexemes = [], firsts = []
    for piece in pieces:
        n_new += len(piece.words) - (piece.end - piece.start)
        for word in piece.words:    # now: a word that the vocabulary refuses leaves the document as it was
            lexemes.append(doc.vocab[word])
    moved_array = np.empty((n_old + 1,), dtype="int32")
    source_array = np.empty((n_new,), dtype="int32")
    moved, source = moved_array, source_array
    number_tokens(moved, source, n_old, pieces)
    doc.join_zone()
    doc.reserve(n_new)
    scratch.data = NULL
    scratch.capacity = 0
    if eng_scratch_reserve(&scratch, <size_t>max(n_old, 1), sizeof(TokenC)) != 0:
        raise MemoryError()
    memcpy(scratch.data, doc.c, n_old * sizeof(TokenC))
    move_tokens(doc, <const TokenC*>scratch.data, moved, source, n_new)
    eng_scratch_free(&scratch)
    for piece in pieces:
        start = piece.start
        first = moved[start]
        firsts.append(first)
        k = len(piece.words)
        write_piece(doc, piece, first, moved, lexemes[:k])
        del lexemes[:k]
    place_tokens(doc)
    if parsed:
        doc.update_tree()
    else:
        link_children(doc.c, doc.length)
    begin_entities(doc)
    if doc.tensor.size and doc.tensor.shape[0] == n_old:
        doc.tensor = moved_tensor(doc.tensor, source_array, pieces, firsts)
    for group in doc.spans.values():
        move_spans(doc, group, moved)
    doc._vector = None
    doc._vector_norm = None
    return firsts


cdef int number_tokens(int32_t[::1] moved, int32_t[::1] source, int n_old, list pieces) except -1:
    cdef int old = 0, new = 0, i, n_words
    for piece in pieces:
        while old < piece.start:
            moved[old] = new
            source[new] = old
            old += 1
            new += 1
        n_words = <int>len(piece.words)
        for i in range(piece.start, piece.end):
            moved[i] = new
        for i in range(n_words):
            source[new + i] = piece.base
        old = piece.end
        new += n_words
    while old < n_old:
        moved[old] = new
        source[new] = old
        old += 1
        new += 1
    moved[n_old] = new
    return 0


cdef void move_tokens(Doc doc, const TokenC* tokens, int32_t[::1] moved, int32_t[::1] source, int n_new) noexcept nogil:
    cdef int i, n_old = doc.length
    for i in range(n_new):
        doc.c[i] = tokens[source[i]]
        doc.c[i].head = moved[source[i] + tokens[source[i]].head] - i
    for i in range(n_new, n_old):   # views on tokens that are gone find an empty one
        doc.c[i] = (doc.c - 1)[0]
    doc.length = n_new


cdef int write_piece(Doc doc, piece, int first, int32_t[::1] moved, list lexemes) except -1:
    """Texts, heads and attributes of the new tokens of a piece; what stood on `base` is there already."""
    cdef int i, n = <int>len(lexemes), attr
    cdef TokenC* token
    cdef uint64_t value
    cdef dict values
    cdef list heads = piece.heads, all_values = piece.values
    cdef int32_t head, part
    for i in range(n):
        token = &doc.c[first + i]
        token.lex = doc.vocab.get_by_orth(lexemes[i].orth)
        token.norm = 0
        token.spacy = 0
        if i == n - 1:
            token.spacy = piece.has_space
        if i > 0:
            if token.ent_iob == BEGIN:
                token.ent_iob = INSIDE
            if token.sent_start == 1:
                token.sent_start = -1
        if heads is not None:
            head, part = heads[i]
            token.head = moved[head] + part - first - i
        values = all_values[i]
        if TAG in values:       # first: what a tag map says of it gives way to the other attributes
            doc.vocab.apply_tag(token, values[TAG])
        for attr, value in values.items():
            set_column(token, 1, attr, &value, 1)
    return 0


cdef void place_tokens(Doc doc) noexcept nogil:
    cdef int i, idx = 0
    for i in range(doc.length):
        doc.c[i].idx = idx
        idx += doc.c[i].lex.length + doc.c[i].spacy
    doc._text_length = idx


cdef void begin_entities(Doc doc) noexcept nogil:
    """A token inside an entity that lost the token before begins it."""
    cdef int i
    cdef const TokenC* before
    for i in range(doc.length):
        if doc.c[i].ent_iob == INSIDE:
            before = &doc.c[i - 1]
            if i == 0 or before.ent_iob == OUTSIDE or before.ent_iob == 0 or before.ent_type != doc.c[i].ent_type:
                doc.c[i].ent_iob = BEGIN


def moved_tensor(tensor, source, list pieces, list firsts):
    """Rows of the new tokens: that of the last for merged ones, zeros for the parts of a split token."""
    rows = tensor[source]
    for piece, first in zip(pieces, firsts):
        if piece.heads is None:
            rows[first] = tensor[piece.end - 1]
        else:
            rows[first : first + len(piece.words)] = 0
    return rows


cdef int move_spans(Doc doc, SpanGroup group, int32_t[::1] moved) except -1:
    cdef int i, start, end, last, n_old = <int>moved.shape[0] - 1
    cdef SpanC span
    for i in range(group.length):
        start = min(group.c[i].start, n_old)
        end = min(group.c[i].end, n_old)
        last = end
        while 0 < last < n_old and end > start and moved[last] == moved[end - 1]:
            last += 1       # the rest of a merged token
        span = make_span(doc, moved[start], max(moved[start], moved[last]) if end > start else moved[start])
        span.id, span.kb_id, span.label = group.c[i].id, group.c[i].kb_id, group.c[i].label
        group.c[i] = span
    return 0
