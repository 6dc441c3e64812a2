"""Tokenizer: text to Doc by special cases and affix rules."""
from libc.stdint cimport uint64_t

from engine.tokenizer.affixes cimport AffixRules
from engine.tokenizer.phrases cimport Phrases, PlacesC
from engine.tokenizer.run_cache cimport RunC, RunCache
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone


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
    cdef AffixRules _affixes    # the functions above, with what is known of them; another one when a function changes
    cdef object _make_settings  # gives the settings when they are first needed; None when they are here
    cdef bint _is_making      # settings are being made, by the thread that has the lock
    cdef object _lock
    cdef RunCache _cache        # runs of characters, and their lexemes that stay
    cdef RunCache _kept         # where the run lies that was added last
    cdef object _key            # of such a cache in a memory zone; another one when rules change
    cdef public Py_ssize_t _long    # characters above which affixes are searched at the ends alone; tests lower it
    cdef Phrases _phrases   # rules that are searched in finished documents; None until they are looked for
    cdef int _forget(self) except -1        # what was cut by other rules
    cdef int _ready(self) except -1
    cdef const RunC* _run_of(self, uint64_t key, str run, bint is_space) except NULL
    cdef Doc _tokenize(self, str text, PlacesC* places)
    cdef list _cut_words(self, str text)
    cdef int _push(self, Doc doc, str text, int kind, const void* data, Py_ssize_t start, Py_ssize_t end, bint is_space,
                   PlacesC* places) except -1
    cdef list _cut(self, str run, bint with_specials)
    cdef bint _is_special(self, str run, Py_ssize_t start, Py_ssize_t end) except -1
    cdef Phrases _find_phrases(self)
    cdef bint _is_cut(self, str text) except -1
    cdef Doc _with_specials(self, Doc doc, str text, list found)
