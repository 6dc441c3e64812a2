"""One block of a token-to-vector model (maxout, layer norm, dropout) in one call."""
from libc.stdint cimport int32_t, uint8_t, uint64_t

from engine.kernels.api cimport EngBlockSizesC, EngBlockTapeC, EngBlockWeightsC, EngKernelsC


cdef struct BlockCallC:
    const EngKernelsC* k
    EngBlockSizesC n
    EngBlockWeightsC weights
    EngBlockTapeC tape
    bint is_train
    float drop              # of this pass: the mixing layer's dropout is applied elsewhere
    uint64_t seed
    float* scratch          # scratch_size floats a worker
    size_t scratch_size
    const float* x          # row m of the input starts at x + m * stride
    size_t stride
    float* out__mo
    const float* residual__mo
    # backward
    const float* W__opk
    const float* d_out__mo
    float* d_best__mo
    float* d_in             # as x
    float* dW__opk
    float* db__op
    float* norm_sums        # (parts, 2, O): of gain and shift
    uint8_t* lists          # lists_size bytes a worker
    size_t lists_size
    size_t rows_in          # rows of one part of the input's gradient
    size_t n_weight_parts
    size_t is_odd


cdef class BlockRun:
    cdef BlockCallC c
    cdef object block               # engine.ml.runtime.recognise.Block
    cdef const float[:, :, ::1] W   # (O, P, K)
    cdef const float[:, ::1] b
    cdef const float[::1] G
    cdef const float[::1] shift
    cdef float[::1] packed
    cdef float[::1] scratch
    cdef float[::1] xhat
    cdef float[::1] rstd
    cdef uint8_t[::1] which
    cdef readonly float drop        # the block's rate
    cdef size_t n_workers

    cdef void forward(self, float* out, const float* x, size_t stride, const float* residual, float drop,
                      uint64_t seed) noexcept nogil
    cdef int backward(self, float* d_in, const float* d_out, const float* x, size_t stride, float drop,
                      float[::1] d_best) except -1
