"""The C contract of include/engine/token.h, for cimport. Every room above `strings` reads tokens through these."""
from libc.stdint cimport int32_t, uint64_t


cdef extern from "engine/types.h":
    ctypedef uint64_t eng_hash
    ctypedef uint64_t eng_attr


cdef extern from "engine/token.h":
    ctypedef struct LexemeC:
        uint64_t flags
        eng_hash lang
        uint64_t id
        int32_t length
        eng_hash orth
        eng_hash lower
        eng_hash norm
        eng_hash shape
        eng_hash prefix
        eng_hash suffix

    ctypedef struct TokenC:
        const LexemeC* lex
        eng_hash norm
        eng_hash lemma
        eng_hash tag
        eng_hash morph
        eng_hash dep
        eng_hash ent_type
        eng_hash ent_kb_id
        eng_hash ent_id
        int32_t idx
        int32_t pos
        int32_t head
        int32_t sent_start
        int32_t ent_iob
        int32_t l_kids
        int32_t r_kids
        int32_t l_edge
        int32_t r_edge
        int32_t spacy
