"""Scans over the tokens of a document that people repeat often: entities, tokens by offsets, tokens for JSON.

Callers: Doc, doc_join, doc_json.
"""
cimport cython
from libc.stdint cimport uint64_t
from libc.string cimport memset

from engine.strings.store cimport StringStore
from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport NO_FEATURES
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span, SpanC, make_span

from engine.errors import InputError

cdef enum:
    INSIDE = 1
    BEGIN = 3


def read_ents(Doc doc not None) -> tuple:
    """The entities as Spans. A "begin" without a type is a blocked token, not an entity."""
    cdef list out = []
    cdef int i, start = -1
    cdef SpanC span
    cdef const TokenC* first
    for i in range(doc.length + 1):
        if i < doc.length and doc.c[i].ent_iob == INSIDE:
            if start < 0:
                raise InputError(
                    "ents.inside_without_begin",
                    f'Token {i} ({doc[i].text!r}) is tagged "I" and no entity begins before it.',
                    'Begin entities with "B" (ENT_IOB 3).',
                )
            continue
        if start >= 0:
            first = &doc.c[start]
            if first.ent_type != 0:
                span = make_span(doc, start, i)
                span.label = first.ent_type
                span.kb_id = first.ent_kb_id
                span.id = first.ent_id
                out.append(Span.cinit(doc, span))
        start = i if i < doc.length and doc.c[i].ent_iob == BEGIN else -1
    return tuple(out)


cdef int first_end_after(Doc doc, int offset, bint or_at) noexcept:
    """Index of the first token whose end lies after an offset (or at it); the length when there is none."""
    cdef int low = 0, high = doc.length, middle, end
    while low < high:
        middle = (low + high) // 2
        end = doc.c[middle].idx + doc.c[middle].lex.length
        if end > offset or (or_at and end == offset):
            high = middle
        else:
            low = middle + 1
    return low


cdef int first_start_from(Doc doc, int offset) noexcept:
    """Index of the first token that starts at an offset or later; the length when there is none."""
    cdef int low = 0, high = doc.length, middle
    while low < high:
        middle = (low + high) // 2
        if doc.c[middle].idx >= offset:
            high = middle
        else:
            low = middle + 1
    return low


def tokens_of_chars(Doc doc not None, Py_ssize_t start, Py_ssize_t end, str mode not None):
    """(first token, token after the last) of the code points [start, end); None when they fit no tokens."""
    cdef int first, stop
    if mode not in ("strict", "contract", "expand"):
        raise InputError(
            "char_span.mode", f"alignment_mode is {mode!r}.", "It is one of 'strict', 'contract', 'expand'."
        )
    if doc.length == 0 or not 0 <= start <= end <= doc._text_length:
        return None
    if mode == "strict":
        first = first_start_from(doc, <int>start)
        stop = first_end_after(doc, <int>end, True)
        if first == doc.length or doc.c[first].idx != start:
            return None
        if stop == doc.length or doc.c[stop].idx + doc.c[stop].lex.length != end:
            return None
        stop += 1
    elif mode == "contract":
        first = first_start_from(doc, <int>start)
        stop = first_end_after(doc, <int>end, False)
        if first >= stop:
            return None
    else:  # a space belongs to no token: it neither begins nor ends what is touched
        if end == 0 or start == doc._text_length:
            return None
        first = first_end_after(doc, <int>start, False)
        stop = first_start_from(doc, <int>end)
    return (first, stop) if first <= stop else None


def text_length(Doc doc not None) -> int:
    """Number of code points of the text."""
    return doc._text_length


cdef enum:
    N_NAMES = 1024      # a power of two


@cython.final
cdef class Names:
    """Strings looked up last, by id: labels and frequent lemmas repeat. Lives for one call, holds the strings."""
    cdef StringStore strings
    cdef uint64_t[N_NAMES] ids
    cdef list texts

    def __cinit__(self, StringStore strings):
        self.strings = strings
        self.texts = [""] * N_NAMES
        memset(self.ids, 0, sizeof(self.ids))   # the text of 0 is ""

    cdef inline object get(self, uint64_t id):
        cdef uint64_t slot = id & (N_NAMES - 1)
        if self.ids[slot] != id:
            self.texts[slot] = self.strings.text_of(id)
            self.ids[slot] = id
        return self.texts[slot]


def token_dicts(Doc doc not None) -> list:
    """One dict a token, as Doc.to_json describes tokens: place, and those attributes that any token has."""
    cdef Names names = Names(doc.vocab.strings)
    cdef bint has_tag = doc.has_annotation("TAG"), has_pos = doc.has_annotation("POS")
    cdef bint has_morph = doc.has_annotation("MORPH"), has_lemma = doc.has_annotation("LEMMA")
    cdef bint has_dep = doc.has_annotation("DEP")
    cdef list out = []
    cdef dict keys = {"id": 0, "start": 0, "end": 0}, entry
    cdef const TokenC* token
    cdef int i
    if has_tag:
        keys["tag"] = ""
    if has_pos:
        keys["pos"] = ""
    if has_morph:
        keys["morph"] = ""
    if has_lemma:
        keys["lemma"] = ""
    if has_dep:
        keys["dep"] = ""
        keys["head"] = 0
    keys = keys.copy()      # its table has the right size, and a copy of it is one block
    for i in range(doc.length):
        token = &doc.c[i]
        entry = keys.copy()
        entry["id"] = i
        entry["start"] = token.idx
        entry["end"] = token.idx + token.lex.length
        if has_tag:
            entry["tag"] = names.get(token.tag)
        if has_pos:
            entry["pos"] = names.get(<uint64_t>token.pos)
        if has_morph and token.morph != NO_FEATURES:
            entry["morph"] = names.get(token.morph)
        if has_lemma:
            entry["lemma"] = names.get(token.lemma)
        if has_dep:
            entry["dep"] = names.get(token.dep)
            entry["head"] = i + token.head
        out.append(entry)
    return out
