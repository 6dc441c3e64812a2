"""Matcher: finds the token patterns of keys in documents."""
from engine.matcher.machine cimport Machine, Run
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab


cdef class Matcher:
    cdef readonly Vocab vocab
    cdef public bint validate
    cdef readonly object fuzzy_compare
    cdef public dict _patterns      # key id -> the patterns as given
    cdef public dict _callbacks     # key id -> function or None
    cdef public dict _filter        # key id -> "FIRST", "LONGEST" or None
    cdef list _read                 # (key id, Pattern) in the order in which they were added
    cdef set _exact                 # attributes that must be annotated
    cdef Machine _machine           # None until the next call when patterns have changed
    cdef bint _has_callbacks
    cdef public tuple _limits       # of the machine; tests lower them

    cdef Machine machine(self)
    cdef int _check_annotation(self, Doc doc) except -1
    cdef list _in_order(self, Machine machine, Run run, dict by_key)
    cdef list _select(self, Machine machine, Run run, int n)
