"""Edit distance of texts, and what FUZZY means in token patterns."""
from libc.stdint cimport uint32_t, uint64_t
from libc.stddef cimport size_t

from engine.errors import InputError


cdef extern from "Python.h":
    Py_UCS4* PyUnicode_AsUCS4Copy(object unicode) except NULL
    void PyMem_Free(void* p)


cdef extern from "engine/status.h":
    ctypedef enum eng_status:
        ENG_OK


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity

    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "levenshtein.h":
    eng_status eng_levenshtein(
        const uint32_t* a, size_t n_a, const uint32_t* b, size_t n_b, size_t limit, ScratchC* scratch, size_t* out
    ) nogil


cdef Py_ssize_t distance(str a, str b, Py_ssize_t limit) except -1:
    """Edits between two texts, or limit + 1 when there are more; a negative limit is none."""
    cdef ScratchC scratch
    cdef size_t out = 0, n_a = len(a), n_b = len(b)
    cdef eng_status status
    cdef Py_UCS4* left
    cdef Py_UCS4* right
    if a == b:
        return 0
    if limit >= 0 and (<Py_ssize_t>n_a - <Py_ssize_t>n_b > limit or <Py_ssize_t>n_b - <Py_ssize_t>n_a > limit):
        return limit + 1
    scratch.data = NULL
    scratch.capacity = 0
    left = PyUnicode_AsUCS4Copy(a)
    try:
        right = PyUnicode_AsUCS4Copy(b)
    except MemoryError:
        PyMem_Free(left)
        raise
    with nogil:
        status = eng_levenshtein(
            <const uint32_t*>left, n_a, <const uint32_t*>right, n_b,
            <size_t>limit if limit >= 0 else n_a + n_b, &scratch, &out,
        )
    PyMem_Free(left)
    PyMem_Free(right)
    eng_scratch_free(&scratch)
    if status != ENG_OK:
        raise MemoryError("There is no memory to compare two texts.")
    return <Py_ssize_t>out


def levenshtein(str a not None, str b not None, k=None) -> int:
    """Number of characters to insert, delete or replace to make one text the other.

    k (int | None): stop counting there: k + 1 stands for any larger number. None and negative numbers: no limit.

    >>> levenshtein("kitten", "sitting"), levenshtein("kitten", "sitting", 1)
    (3, 2)
    """
    return distance(a, b, -1 if k is None else k)


cpdef Py_ssize_t edit_limit(str pattern_text, Py_ssize_t max_edits) except -1:
    """The number of edits that `levenshtein_compare` allows."""
    return max_edits if max_edits >= 0 else max(2, round(0.3 * len(pattern_text)))


def levenshtein_compare(str input_text not None, str pattern_text not None, max_edits=-1) -> bool:
    """Whether two texts are at most `max_edits` edits apart.

    max_edits (int): negative for 2 edits, or three tenths of the length of the pattern when that is more.
    """
    cdef Py_ssize_t limit = edit_limit(pattern_text, max_edits)
    return distance(input_text, pattern_text, limit) <= limit


def make_levenshtein_compare():
    """`levenshtein_compare`, for configs."""
    return levenshtein_compare
