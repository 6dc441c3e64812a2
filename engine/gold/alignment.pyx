"""Alignment: which tokens of two tokenizations of one text cover the same characters.

`Alignment` maps each token of x to the tokens of y and back. Both directions are `AlignmentArray`s: a flat array of
indices and the number of indices per token. Callers: `Example`, and components that read `example.alignment`.
"""
from libc.stdint cimport int32_t

import numpy

from engine.errors import InputError, RangeError


cdef class AlignmentArray:
    """Sorted target indices of each source token.

    lengths (numpy.ndarray[int32], (n,)): number of targets of each source token.
    data (numpy.ndarray[int32], (sum(lengths),)): the targets, source after source; also called `dataXd`.
    """

    def __init__(self, alignment):
        """alignment (Sequence[Sequence[int]]): the targets of each source token."""
        cdef Py_ssize_t i, n = len(alignment)
        lengths = numpy.empty(n, dtype="int32")
        flat = []
        for i in range(n):
            targets = alignment[i]
            lengths[i] = len(targets)
            flat.extend(targets)
        self._set(lengths, numpy.asarray(flat, dtype="int32"))

    cdef int _set(self, object lengths, object data) except -1:
        self.lengths = lengths
        self.data = data
        starts = numpy.zeros(len(lengths) + 1, dtype="int32")
        numpy.cumsum(lengths, out=starts[1:])
        self._starts = starts
        return 0

    @staticmethod
    cdef AlignmentArray identity(Py_ssize_t n):
        cdef AlignmentArray self = AlignmentArray.__new__(AlignmentArray)
        self._set(numpy.ones(n, dtype="int32"), numpy.arange(n, dtype="int32"))
        return self

    @staticmethod
    cdef AlignmentArray from_pairs(object sources, object targets, Py_ssize_t n):
        """Pairs sorted by source, then target."""
        cdef AlignmentArray self = AlignmentArray.__new__(AlignmentArray)
        self._set(numpy.bincount(sources, minlength=n).astype("int32"), targets)
        return self

    @property
    def dataXd(self):
        return self.data

    def __len__(self):
        return len(self.lengths)

    def __getitem__(self, idx):
        """The targets of one source token (int), or of a run of them (slice), as an int32 array."""
        cdef Py_ssize_t i, n = len(self.lengths)
        if isinstance(idx, slice):
            start, stop, step = idx.indices(n)
            if step != 1:
                raise InputError("alignment.step", f"slice {idx}, expected one without a step")
            if stop <= start:
                return self.data[0:0]
            return self.data[self._starts[start]:self._starts[stop]]
        if not hasattr(idx, "__index__"):
            raise InputError("alignment.index", f"index {idx!r}, expected an int or a slice")
        i = idx
        if i < 0:
            i += n
        if not 0 <= i < n:
            raise RangeError("alignment.out_of_range", f"index {idx} in an alignment of {n} tokens")
        return self.data[self._starts[i]:self._starts[i + 1]]


cdef class Alignment:
    """x2y and y2x (AlignmentArray): the two directions of an alignment.

    is_identity (bool): token i of x is token i of y, for all i.
    """

    def __init__(self, AlignmentArray x2y not None, AlignmentArray y2x not None):
        self.x2y = x2y
        self.y2x = y2x
        self.is_identity = False

    @classmethod
    def from_indices(cls, x2y, y2x):
        """Alignment of the given lists of target indices, one list per token."""
        return cls(AlignmentArray(x2y), AlignmentArray(y2x))

    @classmethod
    def from_strings(cls, x, y):
        """Alignment of two lists of words. Case and whitespace may differ.

        Raises InputError when the words, joined and without whitespace, spell different texts.
        Example: `Alignment.from_strings(["can", "not"], ["cannot"]).y2x[0]` is [0, 1].
        """
        return align_words(list(x), list(y))

    @staticmethod
    cdef Alignment identity(Py_ssize_t n):
        cdef AlignmentArray same = AlignmentArray.identity(n)
        cdef Alignment self = Alignment(same, same)
        self.is_identity = True
        return self


cdef Alignment align_words(list x, list y):
    """Walk both texts at once: equal words that start together are paired whole; otherwise equal characters pair
    the words they belong to, and a whitespace character without partner is passed over."""
    cdef list xs = [word.lower() for word in x]
    cdef list ys = [word.lower() for word in y]
    cdef Py_ssize_t nx = len(xs), ny = len(ys)
    if xs == ys:
        return Alignment.identity(nx)
    if "".join("".join(xs).split()) != "".join("".join(ys).split()):
        raise InputError(
            "alignment.texts_differ",
            f"the two tokenizations spell different texts: {_difference(xs, ys)}",
            "Only case and whitespace may differ between the predicted and the gold words.",
        )
    cdef list pairs_x = [], pairs_y = []
    cdef Py_ssize_t i = 0, j = 0, ci = 0, cj = 0, last_i = -1, last_j = -1
    cdef str a, b
    cdef Py_UCS4 c, d
    while i < nx and j < ny:
        a = xs[i]
        b = ys[j]
        if ci == len(a):
            i += 1
            ci = 0
        elif cj == len(b):
            j += 1
            cj = 0
        elif ci == 0 and cj == 0 and a == b:
            pairs_x.append(i)
            pairs_y.append(j)
            i += 1
            j += 1
        else:
            c = a[ci]
            d = b[cj]
            if c == d:
                if i != last_i or j != last_j:
                    pairs_x.append(i)
                    pairs_y.append(j)
                    last_i = i
                    last_j = j
                ci += 1
                cj += 1
            elif c.isspace():
                ci += 1
            else:   # the texts are equal but for whitespace, so d is whitespace
                cj += 1
    # Both lists ascend, so the pairs are in order in either direction.
    forth = numpy.asarray(pairs_x, dtype="int32")
    back = numpy.asarray(pairs_y, dtype="int32")
    return Alignment(AlignmentArray.from_pairs(forth, back, nx), AlignmentArray.from_pairs(back, forth, ny))


def _difference(xs, ys):
    a = "".join("".join(xs).split())
    b = "".join("".join(ys).split())
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    start = max(0, n - 15)
    return f"{a[start:n + 25]!r} against {b[start:n + 25]!r} (after {n} characters)"
