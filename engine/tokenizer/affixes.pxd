"""The affix rules of a tokenizer, with what is known of them."""
from engine.tokenizer.rule_facts cimport RuleC
from engine.tokenizer.word_rules cimport WordRules


cdef class AffixRules:
    cdef object prefix_search
    cdef object suffix_search
    cdef object infix_finditer
    cdef object token_match
    cdef object url_match
    cdef object prefix_match    # the prefix pattern's `match`, where its `search` can only match at the start
    cdef object suffix_match    # the suffix pattern's `match`
    cdef RuleC prefix_rule
    cdef RuleC suffix_rule
    cdef RuleC infix_rule
    cdef RuleC token_rule
    cdef RuleC url_rule
    cdef bint letters_are_tokens    # no rule ever matches in a word of ASCII letters
    cdef bint prefix_is_read    # whether prefix_reach is known; read when a long word is first met
    cdef bint suffix_is_read
    cdef object prefix_reach    # engine.tokenizer.regex_reach.Reach; None where a search looks at all of a word
    cdef object suffix_reach
    cdef bint words_are_read    # whether the three below are known
    cdef int n_asked            # affixes that were asked for before that
    cdef WordRules prefix_words     # None where the function itself has to be asked
    cdef WordRules suffix_words
    cdef WordRules infix_words
    cdef bint _has_words(self) except -1
    # The length where it is certain without the function, else UNSURE, of run[start:end].
    cdef int _known_prefix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2
    cdef int _known_suffix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2
    cdef bint matches_token(self, str word) except -1
    # Length of the prefix or suffix of a word; of begin: no match begins before, 0 where the function may be any.
    cdef Py_ssize_t prefix_length(self, str word) except -1
    cdef Py_ssize_t suffix_length(self, str word, Py_ssize_t begin=*) except -1
    # The same of run[start:end]. Of words above `long` characters only those that can matter are looked at.
    cdef Py_ssize_t prefix_at(self, str run, Py_ssize_t start, Py_ssize_t end, Py_ssize_t long) except -1
    cdef Py_ssize_t suffix_at(self, str run, Py_ssize_t start, Py_ssize_t end, Py_ssize_t long) except -1
    cdef int cut_word(self, str word, list out) except -1       # appends the tokens of a word without affixes
