"""The transition core as the rooms above see it: transition systems, and batches of states that advance in lock-step.

Knows no Doc. Token indices are int32 and local to a document unless said otherwise; class indices follow the class
order of the system. Everything that takes pointers runs without the GIL; axes: A active states, B states, F feature
slots, K classes, T tokens.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int8_t, int32_t, uint8_t, uint64_t


cdef class TransitionSystem:
    """Classes of one transition system (ArcEager, Biluo) in class order, each a move and a label."""
    cdef readonly Pool mem
    cdef readonly int n_classes
    cdef int32_t* move_of_class__k      # (K,) move id
    cdef uint64_t* label_of_class__k    # (K,) string id of the label; 0 for none


cdef class StateBatch:
    """B states over documents of one batch. Several states may share a document (oracle segments).

    Finished states leave `active__a`; the order of the others never changes. Token ids that leave this class are
    global: local index plus the document's offset in the batch's flattened tokens.
    """
    cdef readonly Pool mem
    cdef readonly TransitionSystem system
    cdef readonly int n_states          # B
    cdef readonly int n_active          # A
    cdef readonly int n_tokens          # of all documents together: global token ids lie below
    cdef int32_t* active__a             # (A,) state numbers, ascending
    cdef int32_t* doc_of_state__b       # (B,)

    # (A, F) global token ids of the feature slots, -1 for a missing slot. F in 1, 2, 3, 6, 8, 13 (COMPAT section 6).
    cdef int get_features(self, int32_t* ids__af, int F) except -1 nogil
    # (A, K) 1 where the class is valid in the state.
    cdef int get_valid(self, uint8_t* valid__ak) except -1 nogil
    # (A, K) dynamic-oracle costs, 9000 where invalid. Needs gold (see `has_gold`).
    cdef int get_costs(self, float* costs__ak) except -1 nogil
    # Apply one class to each active state; -1 empties the state (no valid class). Refreshes active__a and n_active.
    cdef int apply(self, const int32_t* class__a) except -1 nogil
    cdef readonly bint has_gold
