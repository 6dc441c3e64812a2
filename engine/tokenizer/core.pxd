"""Tokenizer: text to Doc by special cases and affix rules."""
from libc.stdint cimport uint64_t
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone


cdef struct PieceC:
    const LexemeC* lex      # borrowed from the Vocab
    uint64_t norm           # of a special case; 0: the lexeme's


cdef class Pieces:
    """The tokens that one run of characters becomes."""
    cdef PieceC* c          # (n,)
    cdef Py_ssize_t n
    cdef object mem         # Pool that owns `c`

    @staticmethod
    cdef Pieces make(Vocab vocab, list parts, bint permanent)


cdef struct RuleC:          # when a rule need not be tried on a word; engine.tokenizer.regex_facts
    bint is_known           # False: always try
    bint more_than_letters  # never matches a word of ASCII letters
    bint[128] first         # may begin a match
    bint[128] last          # may end a match


cdef class Tokenizer:
    cdef readonly Vocab vocab
    cdef object _token_match
    cdef object _url_match
    cdef object _prefix_search
    cdef object _suffix_search
    cdef object _infix_finditer
    cdef bint _faster_heuristics
    cdef dict _rules        # text -> list of {ORTH: str, NORM: str}
    cdef dict _specials     # text -> Pieces
    cdef Py_ssize_t _longest_special    # characters
    cdef dict _cache        # run of characters -> Pieces of lexemes that stay
    cdef object _key        # of such a dict in a memory zone; another one when rules change
    cdef RuleC _prefix_rule
    cdef RuleC _suffix_rule
    cdef RuleC _infix_rule
    cdef RuleC _token_rule
    cdef RuleC _url_rule
    cdef bint _prefix_anchored  # every match of the prefix rules begins where the word does
    cdef bint _suffix_anchored  # every match of the suffix rules ends where the word does
    cdef public Py_ssize_t _long    # characters above which affixes are searched at the ends alone; tests lower it
    cdef bint _prefix_is_read   # whether _prefix_reach is known; read when a long word is first met
    cdef bint _suffix_is_read
    cdef object _prefix_reach   # engine.tokenizer.regex_reach.Reach; None where a search looks at all of a word
    cdef object _suffix_reach
    cdef dict _phrases      # id of a first token -> list of tuples of ids: rules that are searched in finished documents
    cdef PreshMap _phrase_starts
    cdef Pieces _pieces_of(self, str run, bint with_specials)
    cdef int _forget(self) except -1        # what was cut by other rules
    cdef Doc _tokenize(self, str text, bint with_specials)
    cdef Doc _replace_phrases(self, Doc doc)
    cdef int _push(self, Doc doc, str run, bint is_space, bint with_specials) except -1
    cdef list _cut(self, str run, bint with_specials)
    cdef list _cut_core(self, str word, bint with_specials)
    cdef bint _matches_token(self, str word) except -1
    cdef Py_ssize_t _prefix_length(self, str word) except -1
    cdef Py_ssize_t _suffix_length(self, str word, Py_ssize_t begin) except -1
    cdef bint _is_special(self, str run, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t _prefix_at(self, str run, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Py_ssize_t _suffix_at(self, str run, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int _find_phrases(self) except -1
    cdef bint _is_cut(self, str text) except -1
    cdef Doc _with_specials(self, Doc doc, list found)
