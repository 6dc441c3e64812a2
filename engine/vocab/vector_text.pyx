"""VectorText: word vectors as text, a word and its numbers a line, read from a stream of bytes.

Numbers have the value that Python's float() gives them, rounded to float32. Short decimals, which nearly all are, are
converted exactly by one multiplication or division of integers below 2^53 and powers of ten up to 10^22 (Clinger 1990,
"How to read floating point numbers accurately", section on the fast path); the rest goes through CPython.
tests/vocab/test_vector_text.py holds it to a slow version in Python. Caller: engine.vocab.read_vectors.
"""
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.math cimport isfinite
from libc.stdint cimport uint64_t
from libc.string cimport memchr

import numpy

from engine.errors import FormatError

cdef double[23] POWERS
cdef int _i
for _i in range(23):
    POWERS[_i] = 10.0 ** _i
cdef uint64_t EXACT = <uint64_t>1 << 53


cdef inline bint is_separator(char c) noexcept nogil:
    return c == c" " or c == c"\t"


cdef const char* read_short_number(const char* at, const char* end, double* value) noexcept nogil:
    """Read one decimal number; the place after it, or NULL when it is none of the short ones."""
    cdef uint64_t mantissa = 0
    cdef int n_digits = 0, exponent = 0, shown = 0
    cdef bint negative = False, negative_exponent = False
    if at < end and (at[0] == c"-" or at[0] == c"+"):
        negative = at[0] == c"-"
        at += 1
    while at < end and c"0" <= at[0] <= c"9":
        mantissa = mantissa * 10 + <uint64_t>(at[0] - c"0")
        n_digits += 1
        at += 1
    if at < end and at[0] == c".":
        at += 1
        while at < end and c"0" <= at[0] <= c"9":
            mantissa = mantissa * 10 + <uint64_t>(at[0] - c"0")
            n_digits += 1
            exponent -= 1
            at += 1
    if n_digits == 0 or n_digits > 19 or mantissa >= EXACT:
        return NULL
    if at < end and (at[0] == c"e" or at[0] == c"E"):
        at += 1
        if at < end and (at[0] == c"-" or at[0] == c"+"):
            negative_exponent = at[0] == c"-"
            at += 1
        if at >= end or not c"0" <= at[0] <= c"9":
            return NULL
        while at < end and c"0" <= at[0] <= c"9":
            shown = shown * 10 + (at[0] - c"0")
            if shown > 999:
                return NULL
            at += 1
        exponent += -shown if negative_exponent else shown
    if not -22 <= exponent <= 22:
        return NULL
    value[0] = <double>mantissa
    if exponent < 0:
        value[0] /= POWERS[-exponent]
    else:
        value[0] *= POWERS[exponent]
    if negative:
        value[0] = -value[0]
    return at


cdef class VectorText:
    """Reads lines `word number number ...` into a table that grows.

    width (int): numbers a line. rows (int): lines to expect, when that is known. limit (int): lines to read at most,
    0 for all. where (str): what messages call the file. line (int): number of the first line, from 1.
    """
    cdef readonly list words        # of each row
    cdef readonly Py_ssize_t n      # rows so far
    cdef readonly Py_ssize_t line   # number of the next line
    cdef readonly object data       # float32 (room, width); the first n rows are filled
    cdef readonly list spaced       # (line, word) of the first words that hold a space
    cdef readonly Py_ssize_t n_spaced
    cdef readonly Py_ssize_t limit
    cdef Py_ssize_t width
    cdef str where
    cdef bytes rest                 # of the last chunk, without the end of its line

    def __init__(self, Py_ssize_t width, Py_ssize_t rows, Py_ssize_t limit, str where, Py_ssize_t line=1):
        if width < 1:
            raise FormatError("vectors.no_numbers", f"{where}:{line}: a vector of {width} numbers.")
        self.width, self.where, self.line, self.limit = width, where, line, limit
        self.words = []
        self.spaced = []
        self.rest = b""
        if limit and (rows == 0 or limit < rows):
            rows = limit
        # A header may lie: memory is asked for as lines come.
        self.data = numpy.zeros((min(max(rows, 1), max(1, (1 << 24) // width)), width), dtype="f")

    @property
    def is_full(self) -> bool:
        """Whether `limit` lines are read."""
        return self.limit > 0 and self.n >= self.limit

    def feed(self, bytes chunk not None):
        """Read the lines that end in a chunk; the start of the next one is kept. Raises FormatError."""
        cdef bytes text = self.rest + chunk if self.rest else chunk
        cdef const char* at = PyBytes_AS_STRING(text)
        cdef const char* end = at + PyBytes_GET_SIZE(text)
        cdef const char* stop
        while at < end and not self.is_full:
            stop = <const char*>memchr(at, c"\n", end - at)
            if stop is NULL:
                break
            self._read(at, stop)
            at = stop + 1
        self.rest = b"" if self.is_full else text[at - PyBytes_AS_STRING(text):]

    def close(self):
        """Read the last line, where no line end follows it. Returns the (n, width) table."""
        cdef bytes text = self.rest
        self.rest = b""
        if text and not self.is_full:
            self._read(PyBytes_AS_STRING(text), PyBytes_AS_STRING(text) + PyBytes_GET_SIZE(text))
        self.data.resize((self.n, self.width), refcheck=False)
        return self.data

    cdef int _read(self, const char* start, const char* end) except -1:
        cdef float[:, ::1] table
        cdef const char* at = start
        cdef Py_ssize_t k
        cdef str word
        while end > start and (is_separator((end - 1)[0]) or (end - 1)[0] == c"\r"):
            end -= 1
        if start == end:
            self.line += 1
            return 0
        if self.n == self.data.shape[0]:
            self.data.resize((self.n + self.n // 2 + 1, self.width), refcheck=False)
        table = self.data
        # Nearly always, the word ends at the first space.
        while at < end and not is_separator(at[0]):
            at += 1
        if at == start or not self._numbers(at, end, &table[self.n, 0]):
            at = end
            for k in range(self.width):
                at -= 1
                while at > start and not is_separator(at[0]):
                    at -= 1
            if at <= start:
                raise self._wrong(start, end)
            if not self._numbers(at, end, &table[self.n, 0]):
                raise self._wrong(start, end)
            if len(self.spaced) < 3:
                self.spaced.append((self.line, bytes(start[:at - start]).decode("utf8", "replace")))
            self.n_spaced += 1
        try:
            word = PyUnicode_DecodeUTF8(<char*>start, at - start, NULL)
        except UnicodeDecodeError:
            raise FormatError(
                "vectors.encoding",
                f"{self.where}:{self.line}: the word {bytes(start[:at - start])!r} is not UTF-8.",
                "Convert the file to UTF-8.",
            ) from None
        self.words.append(word)
        self.n += 1
        self.line += 1
        return 0

    cdef int _numbers(self, const char* at, const char* end, float* out) except -1:
        """Read `width` numbers, a separator before each, to the end of the line; 0 when it holds something else."""
        cdef Py_ssize_t k
        cdef const char* stop
        cdef double value = 0
        for k in range(self.width):
            if at >= end or not is_separator(at[0]):
                return 0
            at += 1
            stop = read_short_number(at, end, &value)
            if stop is NULL or (stop < end and not is_separator(stop[0])):
                stop = at
                while stop < end and not is_separator(stop[0]):
                    stop += 1
                if not read_number(bytes(at[:stop - at]), &value):
                    return 0
            out[k] = <float>value
            at = stop
        return at == end

    cdef object _wrong(self, const char* start, const char* end):
        """The error of a line: a number that is none, or too few of them."""
        parts = bytes(start[:end - start]).replace(b"\t", b" ").split(b" ")
        word = parts[0].decode("utf8", "replace")
        place = f"{self.where}:{self.line}: the vector of {word!r}"
        for i, part in enumerate(parts[1:][-self.width:] if len(parts) > self.width else parts[1:], start=1):
            try:
                bad = not isfinite(<float><double>float(part))
            except ValueError:
                bad = True
            if bad:
                shown = part.decode("utf8", "replace")
                return FormatError(
                    "vectors.bad_number", f"{place} has {shown!r} where number {i} of {self.width} should be."
                )
        return FormatError(
            "vectors.wrong_count",
            f"{place} has {len(parts) - 1} numbers, expected {self.width}.",
            "Every line is a word and its numbers, with single spaces between them.",
        )


cdef int read_number(bytes text, double* value) except -1:
    """Any number that float() takes and that is finite as float32; 0 for other text."""
    try:
        value[0] = float(text)
    except ValueError:
        return 0
    return isfinite(<float>value[0]) and b"_" not in text and text.strip() == text
