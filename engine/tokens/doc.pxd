"""Doc: one array of TokenC and what belongs to it."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t

from engine.strings.structs cimport LexemeC, TokenC
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone


cdef class Doc:
    cdef readonly Pool mem
    cdef readonly Vocab vocab
    cdef TokenC* c                          # (length,) first token; blank padding tokens lie on both sides
    cdef readonly int length
    cdef int capacity
    cdef int _text_length                   # code points so far, trailing space included
    cdef bint _has_views                    # a Token was made, whose pointer must stay readable when the array grows
    cdef public bint has_unknown_spaces
    cdef public object tensor               # float32 (length, width), or empty
    cdef public object user_data            # dict
    cdef public object user_hooks
    cdef public object user_token_hooks
    cdef public object user_span_hooks
    cdef public object cats                 # dict: label -> float
    cdef public object sentiment
    cdef public object _spans               # SpanGroups
    cdef public object _context
    cdef public object noun_chunks_iterator
    cdef object _vector
    cdef object _vector_norm
    cdef list _py_tokens                    # Token views made so far, or None
    cdef object __weakref__
    cdef MemoryZone _zone                   # owner of lexemes in `c`, kept alive; None when they stay with the vocab

    cdef int check_zone(self) except -1                 # StaleError after the end of `_zone`
    cdef int join_zone(self) noexcept                   # to be called after `vocab.get`, before `c` points to its lexeme
    cdef int reserve(self, int capacity) except -1      # room for so many tokens
    cdef int push_back(self, const LexemeC* lex, bint has_space) except -1
    # Heads are absolute indices. Fills head, dep, kids, edges and sentence starts in one pass.
    cdef int set_parse(self, const int32_t* heads__t, const uint64_t* deps__t) except -1
    cdef int update_tree(self) except -1    # recompute kids, edges and sentence starts from the heads in `c`
    cdef bint has_sentences(self) noexcept nogil        # any sent_start after the first token, or one token


cdef uint64_t get_token_attr(const TokenC* token, int attr) noexcept nogil  # value of any attribute id; NORM falls back to the lexeme
cdef uint64_t get_token_attr_for_matcher(const TokenC* token, int attr) noexcept nogil  # as above; SENT_START as the Matcher sees it
