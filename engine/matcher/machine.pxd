"""Machine: all token patterns of a Matcher, compiled; and what it found out about tokens so far."""
from cymem.cymem cimport Pool
from libc.stddef cimport size_t
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc


cdef extern from "engine/status.h":
    ctypedef enum eng_status:
        ENG_OK
        ENG_NO_MEMORY


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity

    eng_status eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "nfa.h":
    ctypedef struct EngMatchNodeC:
        int32_t class_id
        int32_t pattern
        int32_t lead
        int32_t source
        uint8_t op
        uint8_t is_last
        uint8_t can_end
        uint8_t forks

    ctypedef struct EngMatchPatternC:
        int32_t first_node
        int32_t n_nodes
        int32_t key
        int32_t has_loop

    ctypedef struct EngMatchMachineC:
        const EngMatchNodeC* nodes
        const EngMatchPatternC* patterns
        const uint8_t* repeats__k
        const uint8_t* greedy__k
        int32_t n_nodes
        int32_t n_patterns
        int32_t n_keys
        int32_t n_classes
        int32_t has_open

    ctypedef struct EngMatchSignatureC:
        int32_t n_classes
        int32_t n_open
        int32_t n_patterns
        const int32_t* classes
        const int32_t* patterns

    ctypedef struct EngMatchFoundC:
        int32_t key
        int32_t start
        int32_t end
        int32_t link

    ctypedef struct EngMatchTrailC:
        int32_t before
        int32_t source

    ctypedef struct EngMatchRunC:
        ScratchC found
        ScratchC trail
        size_t n_states
        size_t n_found
        size_t work
        int keep_trail
        int is_closed
        int wants_closed
        const EngMatchSignatureC* const* tokens
        int32_t n_tokens

    eng_status eng_match_run_init(
        EngMatchRunC* run, const EngMatchMachineC* machine, const EngMatchSignatureC* const* tokens, int32_t n,
        size_t look_at, int32_t many,
    ) nogil
    void eng_match_run_free(EngMatchRunC* run) nogil
    void eng_match_read(EngMatchRunC* run, const EngMatchSignatureC* token) nogil
    eng_status eng_match_step(EngMatchRunC* run, int32_t i, const int32_t* patterns, int32_t n_patterns) nogil
    eng_status eng_match_end(EngMatchRunC* run) nogil
    int eng_match_asks(const EngMatchRunC* run, const int32_t* patterns, int32_t n_patterns, int32_t class_id) nogil
    eng_status eng_match_document(EngMatchRunC* run) nogil
    int eng_match_is_put_off(const EngMatchRunC* run, int32_t key) nogil
    eng_status eng_match_path(
        EngMatchRunC* run, const EngMatchMachineC* machine, const EngMatchSignatureC* const* tokens, int32_t n,
        const EngMatchFoundC* match, const int32_t* patterns, int32_t n_patterns, int32_t* sources,
    ) nogil


cdef extern from "ahead.h":
    eng_status eng_ahead_select(
        EngMatchRunC* run, const EngMatchSignatureC* const* tokens, int32_t n, const int32_t* patterns,
        int32_t n_patterns, int longest,
    ) nogil
    eng_status eng_ahead_first_end(
        EngMatchRunC* run, const EngMatchSignatureC* const* tokens, int32_t n, const int32_t* patterns,
        int32_t n_patterns, int32_t* out,
    ) nogil


cdef extern from "signatures.h":
    ctypedef struct EngSignatureTableC:
        ScratchC slots
        size_t n
        size_t n_columns

    const EngMatchSignatureC* eng_signatures_get(const EngSignatureTableC* table, const uint64_t* values) nogil
    eng_status eng_signatures_add(
        EngSignatureTableC* table, const uint64_t* values, const EngMatchSignatureC* signature
    ) nogil


cdef enum ColumnKind:
    TOKEN_FIELD         # 64 bits at `offset` of a TokenC
    LEXEME_FIELD        # 64 bits at `offset` of its LexemeC
    LEXEME_FLAGS        # the flags of `mask`
    OTHER_FIELD         # attribute `attr`


cdef struct ColumnC:
    int32_t kind
    int32_t attr
    size_t offset
    uint64_t mask


cdef struct IdsC:
    int32_t n
    int32_t* ids        # ascending


cdef struct QuestionsC:
    int32_t column      # of the signature
    int32_t flag        # bit of the flags, or -1 for the whole column


cdef struct CountsC:
    int32_t classes
    int32_t open
    int32_t patterns


cdef class Known:
    """What was found out about values and tokens; dropped as a whole when it has grown large."""
    cdef Pool mem
    cdef EngSignatureTableC signatures
    cdef list answers                   # a PreshMap for each attribute with questions, else None: value -> IdsC*
    cdef Py_ssize_t n_bytes


cdef class Run:
    """Memory of one run over a document."""
    cdef EngMatchRunC c
    cdef EngMatchRunC path
    cdef ScratchC row                   # uint64_t (n_columns,): values of the token that is looked up
    cdef ScratchC tokens                # const EngMatchSignatureC*
    cdef Known known                    # owns what `tokens` points to
    cdef Pool mem                       # of signatures of single tokens; None unless there are extension attributes


cdef class Machine:
    cdef readonly list keys             # (n_keys,) ids of the keys
    cdef list modes                     # (n_keys,) "FIRST", "LONGEST" or None; None when no key is greedy
    cdef Pool mem
    cdef EngMatchMachineC c
    cdef Py_ssize_t n_tests
    cdef Py_ssize_t n_columns
    cdef ColumnC* columns
    cdef list attributes                # ids of the attributes that are asked for
    cdef QuestionsC* questions          # (len(attributes),)
    cdef list fixed                     # (len(attributes),) PreshMap: value -> IdsC* of tests that hold
    cdef list predicates                # (len(attributes),) list of (test, what of the value it is given, function)
    cdef IdsC* tests_of_class           # (n_classes,)
    cdef IdsC* classes_of_test          # (n_tests,) classes that are looked at when the test holds
    cdef IdsC free_classes              # classes without tests: their extension attributes decide alone
    cdef uint8_t* is_open               # (n_classes,) extension attributes decide too
    cdef IdsC* begins                   # (n_classes,) patterns that a token of the class may begin
    cdef IdsC not_begins                # classes and patterns in turn: a token that is not of the class may begin it
    cdef IdsC always_begins             # patterns that any token may begin
    cdef list extensions                # (n_classes,) list of (name, Predicate), or None
    cdef set extension_names
    cdef list patterns_of_key           # (n_keys,) list
    cdef IdsC* key_patterns             # (n_keys,)
    cdef uint32_t* test_marks           # (n_tests,) scratch
    cdef uint32_t* class_marks          # (n_classes,) scratch
    cdef uint32_t* pattern_marks        # (n_patterns,) scratch
    cdef uint32_t mark
    cdef int32_t* found_classes         # (n_classes,) scratch
    cdef int32_t* open_classes          # (n_classes,) scratch
    cdef int32_t* found_patterns        # (n_patterns,) scratch
    cdef Known known
    cdef list free_runs
    cdef size_t look_at                 # states of all patterns
    cdef int32_t many                   # states of one pattern

    cdef Run take_run(self)
    cdef int give_back(self, Run run) except -1
    cdef int find(self, Run run, Doc doc, int start, int end) except -1
    cdef bint is_put_off(self, Run run, int key) noexcept
    cdef int select(self, Run run, int key, bint longest) except -1     # number of matches put behind run.c.found
    cdef int first_end(self, Run run, int key) except -1                # least end of a match of a key
    cdef list path(self, Run run, const EngMatchFoundC* match, int n)
    cdef const EngMatchSignatureC* look_up(self, Run run, const TokenC* token, object strings) except NULL
    cdef const EngMatchSignatureC* make_signature(self, Run run, object strings) except NULL
    cdef CountsC collect(self, list asked, uint32_t mark) noexcept
    cdef void write_signature(self, EngMatchSignatureC* out, CountsC n) noexcept
    cdef IdsC* answer(self, Known known, Py_ssize_t attribute, uint64_t value, object strings) except NULL
    cdef uint32_t next_mark(self) noexcept
    cdef bint all_hold(self, int32_t class_id, uint32_t mark) noexcept
    cdef int32_t add_patterns(self, const IdsC* patterns, int32_t n, uint32_t mark) noexcept
    cdef const EngMatchSignatureC* close_token(
        self, Run run, Doc doc, int place, const EngMatchSignatureC* token, bint all_classes
    ) except NULL
    cdef int ask_extensions(self, Run run, Doc doc, int start, int end) except -1
