"""Lexical attributes that need no language: shape, case, flags. What a Vocab computes for each new word form.

Each function is a public getter `str -> str | bool` as `Vocab.lex_attr_getters` holds them. A Vocab whose getter of an
attribute is the very function of this module computes it in C from the characters (`native_mask`, `native_flags`).
"""
from libc.stdint cimport uint8_t, uint64_t

from unicodedata import category


cdef extern from "Python.h":
    int PyUnicode_4BYTE_KIND
    str PyUnicode_FromKindAndData(int kind, const void* buffer, Py_ssize_t size)
    bint PyUnicode_IS_COMPACT_ASCII(object string)
    const void* PyUnicode_1BYTE_DATA(object string)


BRACKETS = frozenset("()[]{}<>")
QUOTES = frozenset([*"\"'`«»‘’‚‛“”„‟‹›❮❯", "''", "``"])
LEFT_PUNCT = frozenset([*"\"'(<[{«‘‚‛“„‟‹❮", "``"])
RIGHT_PUNCT = frozenset([*"\"')>]}»’”›❯", "''"])
cdef frozenset _MARKS = QUOTES | BRACKETS
cdef Py_ssize_t MAX_RUN = 4         # of equal characters kept in a shape


def is_alpha(str text) -> bool:
    return text.isalpha()


def is_ascii(str text) -> bool:
    return text.isascii()


def is_digit(str text) -> bool:
    return text.isdigit()


def is_lower(str text) -> bool:
    return text.islower()


def is_space(str text) -> bool:
    return text.isspace()


def is_title(str text) -> bool:
    return text.istitle()


def is_upper(str text) -> bool:
    return text.isupper()


def is_punct(str text) -> bool:
    """Every character is punctuation (Unicode category P*)."""
    for char in text:
        if not category(char).startswith("P"):
            return False
    return True


def is_currency(str text) -> bool:
    """Every character is a currency sign (Unicode category Sc)."""
    for char in text:
        if category(char) != "Sc":
            return False
    return True


def is_bracket(str text) -> bool:
    return text in BRACKETS


def is_quote(str text) -> bool:
    return text in QUOTES


def is_left_punct(str text) -> bool:
    return text in LEFT_PUNCT


def is_right_punct(str text) -> bool:
    return text in RIGHT_PUNCT


def lower(str text) -> str:
    return text.lower()


def prefix(str text) -> str:
    """The first character."""
    return text[:1]


def suffix(str text) -> str:
    """The last three characters, or fewer."""
    return text[max(0, len(text) - 3):]


def word_shape(str text) -> str:
    """The word with its letters as X and x and its digits as d; runs of one mapped character are cut after four.

    >>> word_shape("Apple"), word_shape("C3PO"), word_shape("!!!!!!")
    ('Xxxxx', 'XdXX', '!!!!')
    """
    return shape_of(text)


cdef str shape_of(str text):
    cdef Py_ssize_t n = len(text), i, run = 0, n_out = 0
    cdef Py_UCS4 char, mapped, last = 0
    cdef Py_UCS4[100] out
    if n >= MAX_SHAPE:
        return "LONG"
    for i in range(n):
        char = text[i]
        if char < 128:
            if u"a" <= char <= u"z":
                mapped = u"x"
            elif u"A" <= char <= u"Z":
                mapped = u"X"
            elif u"0" <= char <= u"9":
                mapped = u"d"
            else:
                mapped = char
        elif char.isalpha():
            mapped = u"X" if char.isupper() else u"x"
        elif char.isdigit():
            mapped = u"d"
        else:
            mapped = char
        run = run + 1 if i and mapped == last else 1
        last = mapped
        if run <= MAX_RUN:
            out[n_out] = mapped
            n_out += 1
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, out, n_out)


cdef Py_ssize_t ascii_shape(char* out, const char* chars, Py_ssize_t n) noexcept nogil:
    cdef Py_ssize_t i, run = 0, n_out = 0
    cdef char char, mapped, last = 0
    if n >= MAX_SHAPE:
        return 0
    for i in range(n):
        char = chars[i]
        if c"a" <= char <= c"z":
            mapped = c"x"
        elif c"A" <= char <= c"Z":
            mapped = c"X"
        elif c"0" <= char <= c"9":
            mapped = c"d"
        else:
            mapped = char
        run = run + 1 if i and mapped == last else 1
        last = mapped
        if run <= MAX_RUN:
            out[n_out] = mapped
            n_out += 1
    return n_out


class StopFlag:
    """Getter of IS_STOP: whether the lower-case text is one of some words. A Vocab asks them without a call."""

    def __init__(self, words):
        self.words = frozenset(words)

    def __call__(self, text):
        return text.lower() in self.words


# Attribute ids of the flags and the function that stands for each.
NATIVE = {
    1: is_alpha, 2: is_ascii, 3: is_digit, 4: is_lower, 5: is_punct, 6: is_space, 7: is_title, 8: is_upper,
    14: is_bracket, 15: is_quote, 16: is_left_punct, 17: is_right_punct, 18: is_currency,
    66: lower, 68: word_shape, 69: prefix, 70: suffix,
}

cdef uint64_t native_mask(object getters):
    """Bit of each flag whose getter is the function of this module."""
    cdef uint64_t mask = 0
    for attr, function in NATIVE.items():
        if attr < 64 and getters.get(attr) is function:
            mask |= <uint64_t>1 << <int>attr
    return mask


cdef enum:      # what an ASCII character is
    IN_LETTERS = 1
    IN_UPPER = 2
    IN_LOWER = 4
    IN_DIGITS = 8
    IN_SPACES = 16
    IN_PUNCT = 32
    IN_CURRENCY = 64

cdef uint8_t[128] CLASSES


def _fill_classes():
    cdef int i, j
    for i in range(128):
        CLASSES[i] = 0
        for j, function in enumerate([is_alpha, is_upper, is_lower, is_digit, is_space, is_punct, is_currency]):
            if function(chr(i)):
                CLASSES[i] |= <uint8_t>(1 << j)


_fill_classes()


cdef uint64_t ascii_flags(str text):
    """`native_flags` of ASCII characters, at least one."""
    cdef const uint8_t* chars = <const uint8_t*>PyUnicode_1BYTE_DATA(text)
    cdef uint64_t flags = <uint64_t>1 << 2
    cdef Py_ssize_t n = len(text), i
    cdef uint8_t in_all = 255, in_any = 0, here
    cdef bint is_title_case = True, after_letter = False
    for i in range(n):
        here = CLASSES[chars[i]]
        in_all &= here
        in_any |= here
        # Capital letters begin a word, small ones go on.
        if here & IN_LETTERS and after_letter != (here & IN_LOWER != 0):
            is_title_case = False
        after_letter = here & IN_LETTERS
    if in_all & IN_LETTERS:
        flags |= <uint64_t>1 << 1
    elif in_all & IN_DIGITS:
        flags |= <uint64_t>1 << 3
    elif in_all & IN_SPACES:
        flags |= <uint64_t>1 << 6
    elif in_all & IN_PUNCT:
        flags |= <uint64_t>1 << 5
    elif in_all & IN_CURRENCY:
        flags |= <uint64_t>1 << 18
    if in_any & IN_LETTERS:
        if not in_any & IN_UPPER:
            flags |= <uint64_t>1 << 4
        if is_title_case:
            flags |= <uint64_t>1 << 7
        if not in_any & IN_LOWER:
            flags |= <uint64_t>1 << 8
    elif n <= 2:
        flags |= mark_flags(text)
    return flags


cdef uint64_t mark_flags(str text):
    cdef uint64_t flags = 0
    if text in _MARKS:
        if text in BRACKETS:
            flags |= <uint64_t>1 << 14
        if text in QUOTES:
            flags |= <uint64_t>1 << 15
        if text in LEFT_PUNCT:
            flags |= <uint64_t>1 << 16
        if text in RIGHT_PUNCT:
            flags |= <uint64_t>1 << 17
    return flags


cdef uint64_t native_flags(str text):
    """All flags of this module at once. Equal to calling each function: tests/vocab/test_vocab.py."""
    cdef uint64_t flags = 0
    if PyUnicode_IS_COMPACT_ASCII(text) and text:
        return ascii_flags(text)
    if text.isascii():
        flags |= <uint64_t>1 << 2
    if text.isalpha():
        flags |= <uint64_t>1 << 1
        if text.islower():
            return flags | <uint64_t>1 << 4     # letters only: none of the marks and digits below
    elif text.isdigit():
        return flags | <uint64_t>1 << 3 | (<uint64_t>1 << 4 if text.islower() else 0) | (
            <uint64_t>1 << 8 if text.isupper() else 0) | (<uint64_t>1 << 7 if text.istitle() else 0)
    else:
        if text.isspace():
            flags |= <uint64_t>1 << 6
        elif is_punct(text):
            flags |= <uint64_t>1 << 5
        elif is_currency(text):
            flags |= <uint64_t>1 << 18
        if not text:
            flags |= <uint64_t>1 << 18
        flags |= mark_flags(text)
    if text.islower():
        flags |= <uint64_t>1 << 4
    if text.istitle():
        flags |= <uint64_t>1 << 7
    if text.isupper():
        flags |= <uint64_t>1 << 8
    return flags


def _testing_native_flags(str text) -> int:
    """Test door of native_flags."""
    return native_flags(text)
