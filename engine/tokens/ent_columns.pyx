"""Entities written to the tokens of a document. doc_scan reads them; ents checks what people give. Callers: ents."""
from libc.stdint cimport int32_t
from libc.string cimport memset

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span

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


def write_ents(Doc doc not None, list spans, list codes, int default):
    """Set the entity annotation of all tokens, unless two spans overlap: then nothing is written.

    spans (list[Span]): inside the document. codes (list[int]): -1 for an entity, else the ENT_IOB of all its tokens.
    default (int): ENT_IOB of the tokens outside all spans; -1 leaves them, but that the rest of an entity whose
        beginning is covered begins anew.
    Returns None, or (index of one span, index of another, token that both hold).
    """
    cdef ScratchC scratch
    cdef int32_t* owner         # of each token: index of its span, plus 1
    cdef int n = doc.length, k, i
    cdef Span span
    if n == 0:
        return None
    scratch.data = NULL
    scratch.capacity = 0
    if eng_scratch_reserve(&scratch, <size_t>n, sizeof(int32_t)) != 0:
        raise MemoryError()
    owner = <int32_t*>scratch.data
    memset(owner, 0, n * sizeof(int32_t))
    for k in range(len(spans)):
        span = spans[k]
        for i in range(span.c.start, span.c.end):
            if owner[i] != 0:
                other = owner[i] - 1
                eng_scratch_free(&scratch)
                return other, k, i
            owner[i] = k + 1
    for k in range(len(spans)):
        write_span(doc.c, spans[k], codes[k])
    if default >= 0:
        for i in range(n):
            if owner[i] == 0:
                set_entity(&doc.c[i], default, 0, 0, 0)
    else:
        for i in range(1, n):
            if (
                owner[i] == 0 and doc.c[i].ent_iob == INSIDE
                and (owner[i - 1] != 0 or doc.c[i - 1].ent_iob == OUTSIDE or doc.c[i - 1].ent_iob == 0)
            ):
                doc.c[i].ent_iob = BEGIN
    eng_scratch_free(&scratch)
    return None


cdef void set_entity(
    TokenC* token, int iob, unsigned long long label, unsigned long long kb_id, unsigned long long id,
) noexcept nogil:
    token.ent_iob = iob
    token.ent_type = label
    token.ent_kb_id = kb_id
    token.ent_id = id


cdef void write_span(TokenC* tokens, Span span, int code) noexcept:
    cdef int i
    for i in range(span.c.start, span.c.end):
        if code < 0:
            set_entity(&tokens[i], BEGIN if i == span.c.start else INSIDE, span.c.label, span.c.kb_id, span.c.id)
        else:
            set_entity(&tokens[i], code, 0, 0, 0)
