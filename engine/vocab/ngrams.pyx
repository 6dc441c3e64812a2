"""Floret vectors: a word's vector is the mean of the table rows that its n-grams hash to.

The n-grams of a word are those of minn to maxn code points of the word between its marks, and the marked word itself;
each has `hash_count` rows, by the 32-bit quarters of the MurmurHash3 x64-128 of its UTF-8 bytes. Source: the floret
project's description of its hashed fastText tables. Caller: Vectors.
"""
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint32_t
from murmurhash.mrmr cimport hash128_x64

from engine.errors import InputError


cdef class NgramHasher:
    """The n-grams of one floret table.

    minn, maxn: code points of the shortest and the longest n-gram. hash_count (1..4): rows of each. hash_seed: of the
    hashes. bow, eow: marks before and after a word.
    """
    cdef readonly int minn
    cdef readonly int maxn
    cdef readonly int hash_count
    cdef readonly uint32_t hash_seed
    cdef readonly str bow
    cdef readonly str eow

    def __init__(self, int minn, int maxn, int hash_count, uint32_t hash_seed, str bow not None, str eow not None):
        if not 0 <= minn <= maxn or not 1 <= hash_count <= 4:
            raise InputError(
                "vectors.bad_floret",
                f"minn={minn}, maxn={maxn}, hash_count={hash_count} are no settings of floret vectors.",
                "0 <= minn <= maxn and 1 <= hash_count <= 4.",
            )
        self.minn, self.maxn, self.hash_count, self.hash_seed = minn, maxn, hash_count, hash_seed
        self.bow, self.eow = bow, eow

    def rows(self, str word not None, Py_ssize_t n_rows) -> list:
        """Rows of all n-grams of a word in a table of n_rows, in the order in which they are added up."""
        cdef list out = []
        cdef Pool mem = Pool()
        cdef int32_t* found
        cdef Py_ssize_t n = 0, i
        found = self._find(word, n_rows, mem, &n)
        for i in range(n):
            out.append(found[i])
        return out

    cdef int32_t* _find(self, str word, Py_ssize_t n_rows, Pool mem, Py_ssize_t* n_found) except NULL:
        """The rows of a word, (n_found,), in memory of `mem`."""
        cdef str padded = self.bow + word + self.eow
        cdef Py_ssize_t n_bytes = 0, n_chars = len(padded), i, k, n, total
        cdef const char* utf8 = PyUnicode_AsUTF8AndSize(padded, &n_bytes)
        cdef Py_ssize_t* starts = <Py_ssize_t*>mem.alloc(n_chars + 1, sizeof(Py_ssize_t))
        cdef uint32_t[4] quarters
        cdef int32_t* out
        k = 0
        for i in range(n_bytes):
            if (<unsigned char>utf8[i] & 0xC0) != 0x80:
                starts[k] = i
                k += 1
        starts[n_chars] = n_bytes
        total = 1
        for n in range(self.minn, min(<Py_ssize_t>self.maxn, n_chars) + 1):
            total += n_chars - n + 1
        out = <int32_t*>mem.alloc(total * self.hash_count, sizeof(int32_t))
        hash128_x64(utf8, <int>n_bytes, self.hash_seed, quarters)
        for k in range(self.hash_count):
            out[k] = <int32_t>(quarters[k] % <uint32_t>n_rows)
        total = self.hash_count
        for n in range(self.minn, min(<Py_ssize_t>self.maxn, n_chars) + 1):
            for i in range(n_chars - n + 1):
                hash128_x64(utf8 + starts[i], <int>(starts[i + n] - starts[i]), self.hash_seed, quarters)
                for k in range(self.hash_count):
                    out[total] = <int32_t>(quarters[k] % <uint32_t>n_rows)
                    total += 1
        n_found[0] = total
        return out

    def mean(self, list words not None, const float[:, ::1] table, float[:, ::1] out):
        """Write the vectors of words into `out` (words, width); zeros for "". table (rows, width)."""
        cdef Py_ssize_t i, k, w, n, width = table.shape[1]
        cdef int32_t* rows
        cdef Pool mem
        if out.shape[0] != len(words) or out.shape[1] != width:
            raise InputError("vectors.bad_output", f"{len(words)} vectors of {width} numbers do not fit the output.")
        for i in range(len(words)):
            for w in range(width):
                out[i, w] = 0
            if not words[i] or not table.shape[0]:
                continue
            mem = Pool()
            rows = self._find(<str>words[i], table.shape[0], mem, &n)
            for k in range(n):
                for w in range(width):
                    out[i, w] += table[rows[k], w]
            for w in range(width):
                out[i, w] /= <float>n
