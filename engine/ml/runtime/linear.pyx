"""A linear layer in prediction: weights packed for the kernels. Called by engine.ml.runtime.linear_forward."""
from cymem.cymem cimport Pool

from engine.kernels.api cimport EngBlockSizesC, EngBlockWeightsC, EngKernelsC, kernels

import numpy

from engine.errors import InputError
from engine.kernels.api import aligned_empty


cdef struct RowsC:
    const float* first
    Py_ssize_t n


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
        cdef Py_ssize_t first = 0, T = 0, i, n_arrays = len(vectors)
        cdef Pool mem = Pool()
        cdef RowsC* arrays = <RowsC*>mem.alloc(n_arrays + 1, sizeof(RowsC))
        held = []
        for i, each in enumerate(vectors):
            rows = numpy.ascontiguousarray(each, dtype="float32")
            if rows.shape[0] and <size_t>rows.shape[1] != n.K:
                raise InputError("model.width", f"vectors of width {rows.shape[1]} for a layer of {n.K} inputs")
            arrays[i].n = rows.shape[0]
            if arrays[i].n:
                arrays[i].first = &rows[0, 0]
                held.append(rows)
            T += arrays[i].n
        result = numpy.empty((T, n.O), dtype="float32")
        if T == 0:
            return result
        out = result
        # All in one piece: each time the interpreter's lock is asked for, another thread may be holding it.
        with nogil:
            for i in range(n_arrays):
                n.M = arrays[i].n
                if n.M:
                    self.k.linear(&out[first, 0], arrays[i].first, n.K, &self.weights, &scratch[0], &n)
                    first += n.M
        return result
