"""A linear layer in prediction: weights packed for the kernels. Called by engine.ml.runtime.linear_forward."""
from engine.kernels.api cimport EngBlockSizesC, EngBlockWeightsC, EngKernelsC, kernels

import numpy

from engine.errors import InputError
from engine.kernels.api import aligned_empty


cdef class PackedLinear:
    """W (O, I) and b (O,), float32. Threads may share it."""
    cdef const EngKernelsC* k
    cdef EngBlockSizesC n
    cdef EngBlockWeightsC weights
    cdef float[::1] packed

    def __init__(self, const float[:, ::1] W not None, const float[::1] b not None):
        cdef const EngKernelsC* k = kernels()
        cdef size_t N = k.packed_width(W.shape[0], 1)
        self.k = k
        self.n.O, self.n.P, self.n.K = W.shape[0], 1, W.shape[1]
        self.packed = aligned_empty(((self.n.K + 1) * N,))
        self.weights.packed__kn, self.weights.bias__n = &self.packed[N], &self.packed[0]
        k.pack(&self.packed[N], &self.packed[0], &W[0, 0], &b[0], self.n.O, 1, self.n.K)

    def run(self, vectors):
        """Each array (T, I) of a list times the weights, plus the bias: float32 (sum of T, O) for all of them."""
        cdef const float[:, ::1] rows
        cdef EngBlockSizesC n = self.n
        cdef float[::1] scratch = aligned_empty((self.k.forward_scratch(&n),))
        cdef float[:, ::1] out
        cdef Py_ssize_t first = 0, T = 0
        for each in vectors:
            T += len(each)
        result = numpy.empty((T, n.O), dtype="float32")
        if T == 0:
            return result
        out = result
        for each in vectors:
            rows = numpy.ascontiguousarray(each, dtype="float32")
            n.M = rows.shape[0]
            if n.M == 0:
                continue
            if <size_t>rows.shape[1] != n.K:
                raise InputError("model.width", f"vectors of width {rows.shape[1]} for a layer of {n.K} inputs")
            with nogil:
                self.k.linear(&out[first, 0], &rows[0, 0], n.K, &self.weights, &scratch[0], &n)
            first += n.M
        return result
