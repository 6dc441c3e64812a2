"""Facts about one rule of a tokenizer, as a C struct."""
from libc.stdint cimport uint8_t, uint64_t


cdef struct RuleC:          # when a rule need not be tried on a word; engine.tokenizer.regex_facts
    bint is_known           # False: always try
    bint is_search          # the function is the `search` of a pattern
    bint more_than_letters  # never matches a word of ASCII letters
    bint anchored_at_start  # every match begins where the word does
    bint anchored_at_end    # every match ends where the word does
    bint[128] first         # may begin a match
    bint[128] last          # may end a match
    int n_needed
    uint8_t[128] needed     # (n_needed,) characters that are in every match
    uint64_t[128][2] before # by last character: bits of the characters that a wider match may hold before it


cdef int read_facts(RuleC* rule, object function) except -1
cdef bint is_letters(str word) noexcept            # whether it is ASCII letters, at least one
cdef bint is_letters_at(str run, Py_ssize_t start, Py_ssize_t end) noexcept     # the same of run[start:end]
cdef bint cannot_match(const RuleC* rule, str word)
cdef bint ends_alone(const RuleC* rule, str word)
cdef bint never_in_letters(const RuleC* rule)       # whether it never matches in ASCII letters alone
cdef bint cannot_begin(const RuleC* rule, str word)
