"""Affix rules that are lists of words (engine.tokenizer.regex_words), matched in C."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint64_t
from preshed.maps cimport PreshMap


cdef enum:
    LONGEST_WORD = 64       # characters of a searched text; longer ones are left to the regular expression
    UNSURE = -1             # only the regular expression knows


cdef struct BitsC:          # of the classes that a character is in
    uint64_t[2] bits


cdef struct TextC:
    const uint8_t* classes  # (n,) of each character
    int32_t n


cdef struct LookC:          # what has to lie beside a word, or must not
    TextC* texts            # (n,) one of these
    int32_t n
    int32_t at              # character of the word that they lie behind, or ahead of, this one included
    bint is_behind
    bint is_positive


cdef struct WordC:
    TextC text
    LookC* looks            # (n_looks,) all of which have to hold
    int32_t n_looks
    int32_t start           # characters before which the searched text has to start; -1: anywhere
    int32_t end             # characters after which it has to end; -1: anywhere
    bint is_partial         # only a part of a match


cdef class WordRules:
    cdef Pool mem           # owner of everything below
    cdef object source      # engine.tokenizer.regex_words.Words
    cdef WordC* words       # (n,) in the order in which they are tried
    cdef int32_t n
    cdef BitsC[128] ascii   # by character
    cdef int32_t* tried     # by ASCII character at their beginning, or end: words
    cdef int32_t[129] tried_from    # where those of each character are in `tried`
    cdef PreshMap others    # other characters seen -> BitsC*
    cdef Py_ssize_t n_others

    # Of run[start:end]: characters of the match at its start, or at its end; 0 for none; or UNSURE.
    cdef int prefix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2
    cdef int suffix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2
    # Starts and ends of the matches of `finditer`, into spans (LONGEST_WORD, 2); their number, or UNSURE.
    cdef int infixes(self, str string, int32_t* spans) except -2

    cdef int _set_text(self, TextC* text, classes) except -1
    cdef int _set_bits(self, BitsC* bits, Py_UCS4 char) except -1
    cdef int _read(self, str run, Py_ssize_t start, Py_ssize_t end, const BitsC** chars) except -2
    cdef const BitsC* _bits(self, Py_UCS4 char) except? NULL


cdef WordRules prefix_words(object search)      # each None where the function does not allow it
cdef WordRules suffix_words(object search)
cdef WordRules infix_words(object finditer)
