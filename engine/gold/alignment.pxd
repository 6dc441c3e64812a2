"""Alignment: which tokens of two tokenizations of one text cover the same characters."""


cdef class AlignmentArray:
    cdef readonly object lengths    # int32 (n,): number of targets of each source token
    cdef readonly object data       # int32 (sum(lengths),): the targets
    cdef object _starts             # int32 (n + 1,): where the targets of each source token begin

    cdef int _set(self, object lengths, object data) except -1

    @staticmethod
    cdef AlignmentArray identity(Py_ssize_t n)

    @staticmethod
    cdef AlignmentArray from_pairs(object sources, object targets, Py_ssize_t n)


cdef class Alignment:
    cdef readonly AlignmentArray x2y
    cdef readonly AlignmentArray y2x
    cdef readonly bint is_identity  # token i of x is token i of y

    @staticmethod
    cdef Alignment identity(Py_ssize_t n)


cdef Alignment align_words(list x, list y)
