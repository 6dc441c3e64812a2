"""Vocab: owner of the lexemes, the strings, the morphology, the lookups and the vectors that documents share."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport PreshMap

from engine.strings.store cimport StringStore
from engine.strings.structs cimport LexemeC, TokenC
from engine.vocab.morphology cimport Morphology
from engine.vocab.zone cimport MemoryZone


cdef class Vocab:
    cdef readonly Pool mem
    cdef readonly StringStore strings
    cdef public Morphology morphology
    cdef public object _vectors
    cdef public object _lookups
    cdef public object writing_system
    cdef public object get_noun_chunks
    cdef readonly int length            # number of lexemes
    cdef public object _unused_object
    cdef public object lex_attr_getters # dict: attribute id -> function of a str
    cdef public dict cfg
    cdef public dict tag_map            # tag -> {"pos": ..., "morph": ...}; {} when none was given
    cdef dict _tags                     # tag id -> (pos, morph id), for tags of tag_map
    cdef long _getters_version          # of lex_attr_getters when the fields below were made; -1 never
    cdef uint64_t _native               # bit of each flag that C computes
    cdef bint _lower_is_native
    cdef bint _shape_is_native
    cdef bint _affixes_are_native
    cdef list _for_letters          # the same for words of letters alone; a frozenset in the place of a getter: of those
    cdef object _stop_words         # frozenset where IS_STOP is asked of it; None: by its getter
    cdef list _called                   # (attribute id, getter) of the others
    cdef uint64_t _lang_id
    cdef object _norm_getter        # or a dict: norms that are not the lower-case text; or None
    cdef PreshMap _by_orth              # orth id -> LexemeC*, of the lexemes that stay
    cdef dict _zones                    # id of a thread -> the innermost memory zone that is open in it
    # Innermost memory zone of this thread, owner of the lexemes that it makes; or None.
    cdef MemoryZone zone(self)
    cdef list _zones_within(self, MemoryZone zone)      # (thread, innermost zone) where that lies in a zone
    # Lexeme of a text or of a known id, made when new. It may be gone when the zone ends: keep the zone with it.
    cdef const LexemeC* get(self, str string) except NULL
    cdef const LexemeC* get_by_orth(self, uint64_t orth) except NULL    # KeyError when the id is unknown to `strings`
    cdef const LexemeC* get_permanent(self, str string) except NULL     # one that stays, in a memory zone or not
    cdef MemoryZone zone_of(self, uint64_t orth)                        # that a lexeme was made in; None if it stays
    cdef object _vector_key(self, object orth)
    cdef int apply_tag(self, TokenC* token, uint64_t tag) except -1     # sets tag, and pos/morph when tag_map has it
    cdef const LexemeC* _new_lexeme(self, uint64_t orth, str string, MemoryZone zone) except NULL
    cdef int _plan_getters(self) except -1
    cdef int _fill(self, LexemeC* lex, str string, bint transient) except -1
    cdef int _fill_norm(self, LexemeC* lex, str string, bint transient) except -1
    cdef int _refresh_one(self, uint64_t orth, bint transient) except -1
    cdef list _orths(self)              # of all lexemes
