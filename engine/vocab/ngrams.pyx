"""Hashes of n-grams for floret vectors."""
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.stdint cimport uint32_t
from murmurhash.mrmr cimport hash128_x64


def hash_ngram(str ngram, uint32_t seed) -> list:
    """The four 32-bit quarters of the MurmurHash3 x64-128 of an n-gram's UTF-8 bytes."""
    cdef uint32_t[4] out
    cdef Py_ssize_t n_bytes = 0
    cdef const char* utf8 = PyUnicode_AsUTF8AndSize(ngram, &n_bytes)
    hash128_x64(utf8, <int>n_bytes, seed, out)
    return [out[0], out[1], out[2], out[3]]
