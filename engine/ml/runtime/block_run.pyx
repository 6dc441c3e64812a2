"""One block of a token-to-vector model (maxout, layer norm, dropout) in one call: forward, and backward to its weights.

In training the work is cut into parts that threads share (docs/determinism.md): rows, or outputs where a gradient is
summed over the rows. Used by engine.ml.runtime.tok2vec_plan.
"""
from libc.stdint cimport int32_t, uint8_t, uint64_t

from engine.kernels.api cimport (
    ALIGNMENT, EngBlockSizesC, EngBlockTapeC, EngBlockWeightsC, EngKernelsC, kernels, pool_threads, run_parts,
)

import numpy

from engine.kernels.api import aligned_empty
from engine.ml.gradients import Gradient


cdef size_t ROWS = 96           # of one part: a multiple of the rows of a tile on all instruction sets
cdef size_t OUTPUTS = 12        # of one part of the weights' gradient: what is added to stays in the first-level cache
cdef size_t INPUT_ROWS = 64     # of one part of the input's gradient
cdef uint64_t NEXT_ROW = 0x9e3779b97f4a7c15ULL  # what the dropout stream adds to its seed from row to row


def copy_aligned(values):
    out = aligned_empty(values.shape)
    out[...] = values
    return out


cdef void forward_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef BlockCallC* c = <BlockCallC*>arg
    cdef size_t m = part * ROWS, O = c.n.O
    cdef EngBlockSizesC n = c.n
    cdef EngBlockTapeC tape
    cdef const float* residual = NULL
    if c.residual__mo is not NULL:
        residual = c.residual__mo + m * O
    n.M = min(ROWS, c.n.M - m)
    tape.xhat__mo, tape.rstd__m, tape.which__mo = c.tape.xhat__mo + m * O, c.tape.rstd__m + m, c.tape.which__mo + m * O
    c.k.forward(c.out__mo + m * O, c.x + m * c.stride, c.stride, residual, &c.weights, &tape, c.drop,
                c.seed + NEXT_ROW * m, c.scratch + worker * c.scratch_size, &n)


cdef void norm_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef BlockCallC* c = <BlockCallC*>arg
    cdef size_t m = part * ROWS, O = c.n.O
    cdef EngBlockSizesC n = c.n
    cdef EngBlockTapeC tape
    n.M = min(ROWS, c.n.M - m)
    tape.xhat__mo, tape.rstd__m, tape.which__mo = c.tape.xhat__mo + m * O, c.tape.rstd__m + m, c.tape.which__mo + m * O
    c.k.backward_norm(c.d_best__mo + m * O, c.norm_sums + part * 2 * O, c.norm_sums + (part * 2 + 1) * O,
                      c.d_out__mo + m * O, c.weights.gain__o, &tape, c.drop, &n)


cdef void gradient_part(void* arg, size_t part, size_t worker) noexcept nogil:
    """Groups of outputs for the weights, then every other group of rows for the input: rows of neighbouring groups
    overlap."""
    cdef BlockCallC* c = <BlockCallC*>arg
    cdef size_t first, O = c.n.O
    cdef EngBlockSizesC n
    if part < c.n_weight_parts:
        first = part * OUTPUTS
        c.k.backward_weights(c.dW__opk, c.db__op, c.d_best__mo, c.tape.which__mo, c.x, c.stride,
                             c.lists + worker * c.lists_size, first, min(O, first + OUTPUTS), &c.n)
        return
    first = (2 * (part - c.n_weight_parts) + c.is_odd) * c.rows_in
    n = c.n
    n.M = min(c.rows_in, c.n.M - first)
    c.k.backward_input(c.d_in + first * c.stride, c.stride, c.d_best__mo + first * O, c.tape.which__mo + first * O,
                       c.W__opk, &n)


cdef class BlockRun:
    """A block's weights, packed, and its tape for M rows."""

    def __init__(self, block, Py_ssize_t M, bint is_train):
        cdef BlockCallC* c = &self.c
        cdef const EngKernelsC* k = kernels()
        cdef size_t N
        self.block = block
        self.W = block.maxout.get_param("W")
        self.b = block.maxout.get_param("b")
        self.G = block.layernorm.get_param("G")
        self.shift = block.layernorm.get_param("b")
        c.k, c.is_train = k, is_train
        c.n.M, c.n.O, c.n.P, c.n.K = M, self.W.shape[0], self.W.shape[1], self.W.shape[2]
        N = k.packed_width(c.n.O, c.n.P)
        self.n_workers = pool_threads() if is_train else 1
        self.packed = aligned_empty(((c.n.K + 1) * N,))
        c.scratch_size = (k.forward_scratch(&c.n) + 15) // 16 * 16
        self.scratch = aligned_empty((self.n_workers * c.scratch_size,))
        c.scratch = &self.scratch[0]
        c.weights.packed__kn = &self.packed[N]
        c.weights.bias__n = &self.packed[0]
        c.weights.gain__o = &self.G[0]
        c.weights.shift__o = &self.shift[0]
        if is_train:
            self.drop = block.dropout.attrs["dropout_rate"] if block.dropout.attrs["is_enabled"] else 0.0
            self.xhat = aligned_empty((M * c.n.O,))
            self.rstd = numpy.empty((M,), dtype="float32")
            self.which = numpy.empty((M * c.n.O,), dtype="uint8")
            c.tape.xhat__mo = &self.xhat[0]
            c.tape.rstd__m = &self.rstd[0]
            c.tape.which__mo = &self.which[0]
        with nogil:
            k.pack(&self.packed[N], &self.packed[0], &self.W[0, 0, 0], &self.b[0, 0], c.n.O, c.n.P, c.n.K)

    cdef void forward(self, float* out, const float* x, size_t stride, const float* residual, float drop,
                      uint64_t seed) noexcept nogil:
        """out (M, O); row m of the input starts at x + m * stride."""
        cdef BlockCallC* c = &self.c
        if not c.is_train:
            c.k.forward(out, x, stride, residual, &c.weights, NULL, 0.0, 0, c.scratch, &c.n)
            return
        c.out__mo, c.x, c.stride, c.residual__mo, c.drop, c.seed = out, x, stride, residual, drop, seed
        run_parts(forward_part, c, (c.n.M + ROWS - 1) // ROWS, self.n_workers)

    cdef int backward(self, float* d_in, const float* d_out, const float* x, size_t stride, float drop,
                      float[::1] d_best) except -1:
        """Add the gradients of the weights to their nodes, and that of the input to d_in. d_best: (M * O,) scratch.

        d_out is read before d_in is written.
        """
        cdef BlockCallC* c = &self.c
        cdef float[:, :, ::1] dW
        cdef float[:, ::1] db
        cdef float[::1] dG
        cdef float[::1] d_shift
        cdef size_t n_parts = (c.n.M + ROWS - 1) // ROWS, n_groups, part, o
        cdef float[:, :, ::1] sums = numpy.zeros((n_parts + 1, 2, c.n.O), dtype="float32")
        cdef size_t n_workers = pool_threads()
        cdef uint8_t[::1] lists
        cdef const float[:, :, ::1] W = self.W
        if <size_t>&W[0, 0, 0] % ALIGNMENT:
            W = copy_aligned(W)
        maxout = self.block.maxout
        norm = self.block.layernorm
        gradients = [
            Gradient(maxout, "W"), Gradient(maxout, "b"), Gradient(norm, "G"), Gradient(norm, "b"),
        ]
        dW, db, dG, d_shift = (gradient.array for gradient in gradients)
        c.lists_size = (c.k.grad_lists(&c.n) + 63) // 64 * 64
        lists = aligned_empty((n_workers * c.lists_size,), "uint8")
        c.lists, c.norm_sums = &lists[0], &sums[0, 0, 0]
        c.W__opk, c.dW__opk, c.db__op, c.d_best__mo = &W[0, 0, 0], &dW[0, 0, 0], &db[0, 0], &d_best[0]
        c.d_out__mo, c.d_in, c.x, c.stride, c.drop = d_out, d_in, x, stride, drop
        c.rows_in = max(INPUT_ROWS, (c.n.K + stride - 1) // stride)
        n_groups = (c.n.M + c.rows_in - 1) // c.rows_in
        with nogil:
            run_parts(norm_part, c, n_parts, n_parts)
            for part in range(n_parts):
                for o in range(c.n.O):
                    dG[o] += sums[part, 0, o]
                    d_shift[o] += sums[part, 1, o]
            c.n_weight_parts, c.is_odd = (c.n.O + OUTPUTS - 1) // OUTPUTS, 0
            run_parts(gradient_part, c, c.n_weight_parts + (n_groups + 1) // 2, n_workers)
            c.n_weight_parts, c.is_odd = 0, 1
            run_parts(gradient_part, c, n_groups // 2, n_workers)
        for gradient in gradients:
            gradient.finish()
        return 0
