"""The transition core as the rooms above see it: transition systems, and batches of states that advance in lock-step.

Knows no Doc. Token indices are int32 and local to a document unless said otherwise; class indices follow the class
order of the system. Everything that takes pointers runs without the GIL; axes: A active states, B states, F feature
slots, K classes, T tokens.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int8_t, int32_t, uint8_t, uint64_t


cdef extern from "engine/parser/c/transition.h":
    enum:
        ENG_TREE_LEFT
        ENG_TREE_RIGHT
        ENG_TREE_BREAK
        ENG_ENT_MISSING
        ENG_ENT_BEGIN
        ENG_ENT_IN
        ENG_ENT_LAST
        ENG_ENT_UNIT
        ENG_ENT_OUT
        ENG_MAX_MOVES
        ENG_COST_INVALID

    ctypedef struct ClassRunC:
        int32_t begin
        int32_t end
        int32_t move

    ctypedef struct ClassesC:
        int32_t K
        int32_t n_runs
        const ClassRunC* runs
        const int32_t* move__k
        const uint64_t* label__k
        const int32_t* same_label__km
        const int32_t* unlabelled__m
        const int32_t* adjacent__m

    ctypedef struct PresetsC:
        int32_t n
        int32_t offset
        const int32_t* sent_start
        const int32_t* ent_iob
        const uint64_t* ent_type
        const uint8_t* is_space

    ctypedef struct GoldTreeC:
        const int32_t* head
        const int32_t* arc
        const uint8_t* is_known
        const int32_t* sent_start
        const int32_t* kids
        const int32_t* kids_begin
        const int32_t* gold_class

    ctypedef struct SpanKeyC:
        int32_t start
        int32_t end
        uint64_t label

    ctypedef struct GoldEntsC:
        const int32_t* move
        const uint64_t* label
        const SpanKeyC* wrong
        int32_t n_wrong

    ctypedef struct StateC:
        const PresetsC* doc
        const GoldTreeC* tree
        const GoldEntsC* ents
        int32_t n_stack
        int32_t n_spans
        int32_t open_start
        int32_t* head
        int32_t* label_class
        uint8_t* flags
        int32_t* span_start
        int32_t* span_end
        int32_t* span_class

    ctypedef struct SystemC:
        int32_t n_int_arrays
        void (*start)(StateC* state, int32_t* ints, uint8_t* flags) noexcept nogil
        int (*is_final)(const StateC* state) noexcept nogil
        int (*features)(const StateC* states, const int32_t* active__a, int32_t A, int32_t* ids__af,
                        int32_t F) noexcept nogil
        void (*valid)(const StateC* state, const ClassesC* classes, uint8_t* valid__k) noexcept nogil
        void (*costs)(const StateC* state, const ClassesC* classes, float* costs__k) noexcept nogil
        void (*apply)(StateC* state, const ClassesC* classes, int32_t k) noexcept nogil


cdef class TransitionSystem:
    """Classes of one transition system (ArcEager, Biluo) in class order, each a move and a label."""
    cdef readonly Pool mem
    cdef readonly int n_classes
    cdef int32_t* move_of_class__k      # (K,) move id
    cdef uint64_t* label_of_class__k    # (K,) string id of the label; 0 for none
    cdef const SystemC* ops
    cdef ClassesC classes
    cdef uint8_t* is_decorated__k       # (K,) the label is `x||y`
    cdef uint64_t* base_of_class__k     # (K,) id of x, or of the whole label
    cdef uint64_t* wanted_of_class__k   # (K,) id of y, or 0

    cdef int find_class(self, int move, uint64_t label) noexcept nogil   # -1 when there is none


cdef class DocBatch:
    """What the states have to know of the documents, token by token, all documents after each other."""
    cdef readonly Pool mem
    cdef readonly int n_docs
    cdef readonly int n_tokens
    cdef int32_t* length__d
    cdef int32_t* offset__d             # (D,) first token of each document
    cdef int32_t* sent_start__t         # 1 start, -1 not a start, 0 unknown
    cdef int32_t* head__t               # head so far, local; the token itself where there is none
    cdef uint64_t* dep__t
    cdef int32_t* ent_iob__t            # 0 missing, 1 I, 2 O, 3 B
    cdef uint64_t* ent_type__t
    cdef uint8_t* is_space__t
    cdef PresetsC* presets__d


cdef class Gold:
    """Gold annotation of one document; keep it with its example, it is not changed by training."""
    cdef readonly Pool mem
    cdef readonly int n_tokens
    cdef TransitionSystem mapped_for    # system that `gold_class` belongs to

    cdef int map_classes(self, TransitionSystem system) except -1


cdef class GoldTree(Gold):
    cdef GoldTreeC c
    cdef uint64_t* label__t
    cdef int32_t* gold_class__t


cdef class GoldEntities(Gold):
    cdef GoldEntsC c


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
    cdef readonly DocBatch docs
    cdef StateC* states__b
    cdef list golds                     # (D,) Gold of each document, or None

    # (A, F) global token ids of the feature slots, -1 for a missing slot. F in 1, 2, 3, 6, 8, 13 (COMPAT section 6).
    cdef int get_features(self, int32_t* ids__af, int F) except -1 nogil
    # (A, K) 1 where the class is valid in the state.
    cdef int get_valid(self, uint8_t* valid__ak) except -1 nogil
    # (A, K) dynamic-oracle costs, 9000 where invalid. Needs gold (see `has_gold`).
    cdef int get_costs(self, float* costs__ak) except -1 nogil
    # Apply one class to each active state; -1 empties the state (no valid class). Refreshes active__a and n_active.
    cdef int apply(self, const int32_t* class__a) except -1 nogil
    cdef readonly bint has_gold

    cdef int init_states(self, list doc_of_state) except -1
    cdef int refresh_active(self) noexcept nogil
    cdef int check_state(self, int b) except -1
    cdef list segments(self, list numbers, list ways, int max_moves, list annotated)
    cdef int start_segments(self, StateBatch out, list numbers, list ways, dict starts) except -1
    # Heads (absolute) and labels of state b after finalisation, for all tokens of its document.
    cdef int finish_tree(self, int b, int32_t* heads__t, uint64_t* labels__t) except -1
