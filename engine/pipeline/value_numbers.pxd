"""ValueNumbers: what rules can tell of the value of an attribute, as a small number."""
from libc.stdint cimport int64_t, uint64_t

from engine.strings.structs cimport TokenC


cdef extern from "engine/status.h":
    ctypedef enum eng_status:
        ENG_OK


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity

    eng_status eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "engine/id_table.h":
    ctypedef struct EngIdTableC:
        ScratchC slots
        size_t n

    int64_t eng_id_table_get(const EngIdTableC* table, uint64_t id) nogil
    eng_status eng_id_table_set(EngIdTableC* table, uint64_t id, int64_t number) nogil
    void eng_id_table_clear(EngIdTableC* table) nogil


cdef int set_number(EngIdTableC* table, uint64_t id, int64_t number) except -1
cdef int reserve(ScratchC* scratch, size_t n, size_t size) except -1


cdef class ValueNumbers:
    cdef readonly int attr
    cdef readonly object n_numbers  # numbers that there may be, 0 included; int
    cdef dict mentioned             # value -> its number, from 1 on
    cdef list predicates
    cdef list masks                 # by number of a mentioned value: bits of the predicates that hold for it
    cdef EngIdTableC known          # value -> number; of an attribute without predicates, just what is mentioned
    cdef int add_keys(self, uint64_t* keys, const TokenC* tokens, int n, uint64_t weight, object strings) except -1
    cdef int64_t find_out(self, uint64_t value, object strings) except -1
