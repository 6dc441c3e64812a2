"""Chooses the C kernels when it is imported: the best that the machine can run, or the one that ENGINE_FORCE_ISA names.

`kernels()` is their table; the C functions are described in include/engine/kernels.h. `_testing` runs one kernel of one
instruction set on arrays.
"""
from cymem.cymem cimport Pool
from libc.math cimport sqrt
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t

import math
import os

import numpy

from engine.errors import ConfigError, InputError


cdef const EngKernelsC* CHOSEN = NULL


def available():
    """Names of the instruction sets that this machine can run, best first."""
    out = []
    cdef const EngKernelsC* found
    cdef size_t i = 0
    while True:
        found = eng_kernels_at(i)
        if found is NULL:
            return out
        out.append(found.name.decode("ascii"))
        i += 1


def active():
    """Name of the instruction set in use: "avx512", "avx2" or "ref"."""
    return CHOSEN.name.decode("ascii")


cdef int choose() except -1:
    global CHOSEN
    name = os.environ.get("ENGINE_FORCE_ISA", "")
    CHOSEN = eng_kernels_select(name.encode("utf8"))
    if CHOSEN is NULL:
        raise ConfigError(
            "kernels.unknown_isa",
            f"ENGINE_FORCE_ISA is {name!r}; this machine can run {', '.join(available())}.",
            "Unset it to use the best.",
        )
    return 0


choose()


cdef extern from "engine/pool.h":
    void eng_pool_set_threads(size_t n_threads) noexcept nogil
    size_t eng_pool_threads() noexcept nogil
    void eng_pool_run(EngPartFn fn, void* call, size_t n_parts, size_t n_workers) noexcept nogil
    void eng_pool_after_fork() noexcept nogil


MAX_THREADS = ENG_POOL_MAX_THREADS


def set_num_threads(n_threads):
    """Threads that the arithmetic of training runs on, 1 to 64, that of the caller included; results do not depend on it.

    Raises InputError for any other number.
    """
    if isinstance(n_threads, bool) or not isinstance(n_threads, int) or not 1 <= n_threads <= ENG_POOL_MAX_THREADS:
        raise InputError("threads.number", f"{n_threads!r} threads", f"Give a number from 1 to {ENG_POOL_MAX_THREADS}.")
    eng_pool_set_threads(<size_t>n_threads)


def get_num_threads():
    """Threads that the arithmetic of training runs on."""
    return eng_pool_threads()


def _after_fork():
    eng_pool_after_fork()


cdef int start_threads() except -1:
    """The number of threads that the environment asks for; 1 without it."""
    value = os.environ.get("ENGINE_NUM_THREADS", "").strip()
    if value:
        if not value.isdecimal() or not 1 <= int(value) <= ENG_POOL_MAX_THREADS:
            raise ConfigError(
                "threads.environment",
                f"ENGINE_NUM_THREADS is {value!r}.",
                f"Set it to a number from 1 to {ENG_POOL_MAX_THREADS}, or unset it.",
            )
        eng_pool_set_threads(<size_t>int(value))
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_after_fork)
    return 0


start_threads()


cdef size_t pool_threads() noexcept nogil:
    return eng_pool_threads()


cdef void run_parts(EngPartFn fn, void* call, size_t n_parts, size_t n_workers) noexcept nogil:
    eng_pool_run(fn, call, n_parts, n_workers)


cdef const EngKernelsC* kernels() noexcept nogil:
    return CHOSEN


cdef void hash_rows(int32_t* ids__t4, const uint64_t* keys, size_t keys_stride, size_t T, uint32_t seed,
                    uint32_t n_rows) noexcept nogil:
    eng_hash_rows(ids__t4, keys, keys_stride, T, seed, n_rows)


# Weights of one part of an optimizer step: small enough for several threads, large enough for a thread to be worth it.
cdef size_t ADAM_PART = 16384


cdef struct AdamCallC:
    const EngKernelsC* k
    const EngAdamC* step
    size_t n
    float* w
    float* g
    float* m
    float* v
    float* average
    double* norms


cdef void norm_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef AdamCallC* call = <AdamCallC*>arg
    cdef size_t begin = part * ADAM_PART
    call.norms[part] = call.k.squared_norm(call.g + begin, min(ADAM_PART, call.n - begin))


cdef void adam_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef AdamCallC* call = <AdamCallC*>arg
    cdef size_t begin = part * ADAM_PART
    call.k.adam(
        call.w + begin, call.g + begin, call.m + begin, call.v + begin,
        NULL if call.average is NULL else call.average + begin, min(ADAM_PART, call.n - begin), call.step,
    )


def adam_step(
    float[::1] weights, float[::1] gradient, float[::1] mom1, float[::1] mom2, double beta1, double beta2, double eps,
    double rate, double decay, double grad_clip, float[::1] average=None, double average_rate=0.0, str isa=""
) -> float:
    """One Adam step in place, (n,) each: clips the gradient to the norm `grad_clip` (0: not), updates the moments and
    the weights, decays these, and zeroes the gradient.

    rate: learning rate, bias correction included. decay: learning rate times weight decay. average: moved by
    average_rate of the way towards the new weights. isa: kernels to use.
    Returns the norm of the gradient, 0 when it was not needed.
    """
    cdef const EngKernelsC* k = CHOSEN if not isa else eng_kernels_select(isa.encode("ascii"))
    cdef size_t n = weights.shape[0]
    cdef EngAdamC step
    cdef double norm = 0.0
    cdef bint fits = gradient.shape[0] == mom1.shape[0] == mom2.shape[0] == weights.shape[0]
    if average is not None:
        fits = fits and average.shape[0] == weights.shape[0]
    if not fits or k is NULL:
        raise InputError("kernels.adam_sizes", "Weights and what goes with them differ in size, or the ISA is unknown.")
    if n == 0:
        return 0.0
    step.gradient_scale = 1.0
    cdef AdamCallC call
    cdef size_t n_parts = (n + ADAM_PART - 1) // ADAM_PART
    cdef size_t i
    cdef double[::1] norms
    call.k = k
    call.step = &step
    call.n = n
    call.w, call.g, call.m, call.v = &weights[0], &gradient[0], &mom1[0], &mom2[0]
    call.average = NULL if average is None else &average[0]
    if grad_clip > 0:
        # Parts of fixed size, summed in order: the same norm for any number of threads.
        norms = numpy.empty((n_parts,), dtype="float64")
        call.norms = &norms[0]
        with nogil:
            eng_pool_run(norm_part, &call, n_parts, n_parts)
        for i in range(n_parts):
            norm += norms[i]
        norm = sqrt(norm)
        if norm >= grad_clip:
            step.gradient_scale = <float>(grad_clip / norm)
    step.beta1 = <float>beta1
    step.beta2 = <float>beta2
    step.eps = <float>eps
    step.rate = <float>rate
    step.decay = <float>decay
    step.average_rate = <float>average_rate
    with nogil:
        eng_pool_run(adam_part, &call, n_parts, n_parts)
    return norm


def squared_norm(const float[::1] values not None) -> float:
    """Sum of squares, in double and in a fixed order."""
    return CHOSEN.squared_norm(&values[0], values.shape[0]) if values.shape[0] else 0.0


def aligned_empty(shape, dtype="float32"):
    """An uninitialised array that starts at a multiple of ALIGNMENT."""
    dtype = numpy.dtype(dtype)
    cdef Py_ssize_t n_bytes = math.prod(shape) * dtype.itemsize
    raw = numpy.empty((n_bytes + ALIGNMENT,), dtype="uint8")
    cdef uint8_t[::1] view = raw
    cdef Py_ssize_t start = -<Py_ssize_t>(<size_t>&view[0]) % ALIGNMENT
    start = start + ALIGNMENT if start < 0 else start
    return raw[start:start + n_bytes].view(dtype).reshape(shape)


cdef struct ParametersC:
    const float* values
    size_t n
    uint64_t sum


def parameter_sums(params) -> list:
    """(shape, sum) of each float32 array: whether parameters are still those that were packed."""
    cdef Py_ssize_t i, n = len(params)
    cdef const float[::1] view
    cdef Pool mem = Pool()
    cdef ParametersC* arrays = <ParametersC*>mem.alloc(n + 1, sizeof(ParametersC))
    views = []
    for i in range(n):
        view = params[i].reshape(-1)
        views.append(view)
        if view.shape[0]:
            arrays[i].values, arrays[i].n = &view[0], view.shape[0]
    # All in one piece: each time the interpreter's lock is asked for, another thread may be holding it.
    with nogil:
        for i in range(n):
            if arrays[i].n:
                arrays[i].sum = eng_parameter_sum(arrays[i].values, arrays[i].n)
    return [(params[i].shape, arrays[i].sum) for i in range(n)]


cdef class _testing:
    """Test door: the kernels of one instruction set, on arrays. Shapes are the caller's to get right."""
    cdef const EngKernelsC* k

    def __init__(self, str isa):
        self.k = eng_kernels_select(isa.encode("ascii"))
        if self.k is NULL:
            raise InputError("kernels.unavailable_isa", f"There are no kernels {isa!r} here.")

    def py_forward(self, float[::1] data, size_t M, size_t stride, const float[:, :, ::1] W, const float[:, ::1] b,
                   const float[::1] G, const float[::1] shift, residual=None, float drop=0.0, uint64_t seed=0,
                   bint train=False):
        """Rows start at data[t * stride]. Returns out, and in training xhat, rstd, which too."""
        cdef EngBlockSizesC n
        n.M, n.O, n.P, n.K = M, W.shape[0], W.shape[1], W.shape[2]
        cdef size_t N = self.k.packed_width(n.O, n.P)
        cdef float[::1] packed = aligned_empty((n.K * N + 1,))
        cdef float[::1] bias = numpy.empty((N,), dtype="f")
        cdef float[::1] scratch = numpy.empty((self.k.forward_scratch(&n),), dtype="f")
        cdef float[:, ::1] out = numpy.empty((M + 1, n.O), dtype="f")
        cdef float[:, ::1] xhat = numpy.empty((M + 1, n.O), dtype="f")
        cdef float[::1] rstd = numpy.empty((M + 1,), dtype="f")
        cdef uint8_t[:, ::1] which = numpy.zeros((M + 1, n.O), dtype="uint8")
        cdef const float[:, ::1] residual_view
        cdef const float* residual_ptr = NULL
        if residual is not None and M:
            residual_view = residual
            residual_ptr = &residual_view[0, 0]
        cdef EngBlockWeightsC w
        cdef EngBlockTapeC tape
        self.k.pack(&packed[0], &bias[0], &W[0, 0, 0], &b[0, 0], n.O, n.P, n.K)
        w.packed__kn, w.bias__n, w.gain__o, w.shift__o = &packed[0], &bias[0], &G[0], &shift[0]
        tape.xhat__mo, tape.rstd__m, tape.which__mo = &xhat[0, 0], &rstd[0], &which[0, 0]
        with nogil:
            self.k.forward(&out[0, 0], &data[0], stride, residual_ptr, &w, &tape if train else NULL, drop, seed,
                           &scratch[0], &n)
        if not train:
            return numpy.asarray(out)[:M]
        return numpy.asarray(out)[:M], numpy.asarray(xhat)[:M], numpy.asarray(rstd)[:M], numpy.asarray(which)[:M]

    def py_linear(self, float[::1] data, size_t M, size_t stride, const float[:, ::1] W, const float[::1] b,
                  size_t times=1):
        """Rows start at data[t * stride]. Returns rows . W + b, (M, O). times: how often it is computed."""
        cdef EngBlockSizesC n
        n.M, n.O, n.P, n.K = M, W.shape[0], 1, W.shape[1]
        cdef size_t N = self.k.packed_width(n.O, 1)
        cdef float[::1] packed = aligned_empty((n.K * N + 1,))
        cdef float[::1] bias = numpy.empty((N,), dtype="f")
        cdef float[::1] scratch = numpy.empty((self.k.forward_scratch(&n),), dtype="f")
        cdef float[:, ::1] out = numpy.empty((M + 1, n.O), dtype="f")
        cdef EngBlockWeightsC w
        self.k.pack(&packed[0], &bias[0], &W[0, 0], &b[0], n.O, 1, n.K)
        w.packed__kn, w.bias__n, w.gain__o, w.shift__o = &packed[0], &bias[0], NULL, NULL
        cdef size_t i
        with nogil:
            for i in range(times):
                self.k.linear(&out[0, 0], &data[0], stride, &w, &scratch[0], &n)
        return numpy.asarray(out)[:M]

    def py_step_hidden(self, const float[:, :, :, ::1] table, const float[:, :, ::1] pad, const float[:, ::1] bias,
                       const int32_t[:, ::1] ids, bint relu=False):
        """table (T, F, P, O), pad (F, P, O), bias (P, O), ids (A, F). Returns hidden (A, O) and the pieces (A, O)."""
        cdef EngStepSizesC n
        cdef size_t A = ids.shape[0]
        n.T, n.F, n.P, n.O, n.K = table.shape[0], table.shape[1], table.shape[2], table.shape[3], 0
        n.token_stride, n.slot_stride = n.F * n.P * n.O, n.P * n.O
        cdef float[:, ::1] hidden = numpy.empty((A + 1, n.O), dtype="f")
        cdef uint8_t[:, ::1] which = numpy.empty((A + 1, n.O), dtype="uint8")
        with nogil:
            self.k.step_hidden(&hidden[0, 0], &which[0, 0], &table[0, 0, 0, 0], &pad[0, 0, 0], &bias[0, 0],
                               &ids[0, 0] if A else NULL, A, &n, relu)
        return numpy.asarray(hidden)[:A], numpy.asarray(which)[:A]

    def py_step_pick(self, const float[:, ::1] scores, const uint8_t[:, ::1] valid):
        """Best valid class of each row, int32 (A,)."""
        cdef int32_t[::1] out = numpy.empty((scores.shape[0] + 1,), dtype="int32")
        if scores.shape[0]:
            with nogil:
                self.k.step_pick(&out[0], &scores[0, 0], &valid[0, 0], scores.shape[0], scores.shape[1])
        return numpy.asarray(out)[:scores.shape[0]]

    def py_window(self, const float[:, ::1] data, const int32_t[::1] groups, const float[:, :, ::1] W,
                  const float[:, ::1] b, const float[::1] G, const float[::1] shift):
        """One convolution with its residual over the rows of `data` (., I); other rows than those of the groups are 0."""
        cdef EngWindowSizesC n
        n.G, n.I, n.O, n.P = groups.shape[0], data.shape[1], W.shape[0], W.shape[1]
        cdef float[::1] packed = aligned_empty((self.k.window_packed(&n),))
        cdef float[::1] bias = aligned_empty((self.k.window_bias(&n),))
        cdef float[::1] scratch = aligned_empty((self.k.window_scratch(&n),))
        cdef float[:, ::1] out = numpy.zeros((data.shape[0], n.O), dtype="f")
        cdef EngBlockWeightsC w
        self.k.window_pack(&packed[0], &bias[0], &W[0, 0, 0], &b[0, 0], &n)
        w.packed__kn, w.bias__n, w.gain__o, w.shift__o = &packed[0], &bias[0], &G[0], &shift[0]
        if n.G:
            with nogil:
                self.k.window_forward(&out[0, 0], &data[0, 0], &groups[0], &w, &scratch[0], &n)
        return numpy.asarray(out)

    def py_window_first(self, const float[:, ::1] mixed, const float[:, :, :, ::1] parts, const int32_t[:, ::1] ids,
                        const float[:, ::1] bias, const float[::1] G, const float[::1] shift):
        """mixed (U, O), parts (U, 3, P, O), ids (M, 3), bias (P, O)."""
        cdef EngWindowSizesC n
        cdef EngBlockWeightsC w
        n.G, n.I, n.O, n.P = ids.shape[0], bias.shape[1], bias.shape[1], bias.shape[0]
        cdef float[:, ::1] out = numpy.zeros((n.G + 1, n.O), dtype="f")
        cdef int32_t[::1] rows = numpy.arange(n.G + 1, dtype="int32")
        w.packed__kn, w.bias__n, w.gain__o, w.shift__o = NULL, &bias[0, 0], &G[0], &shift[0]
        if n.G:
            self.k.window_first(&out[0, 0], &mixed[0, 0], &parts[0, 0, 0, 0], &ids[0, 0], &rows[0], &w, &n)
        return numpy.asarray(out)[:n.G]

    @staticmethod
    def py_parameter_sum(const float[::1] values):
        return eng_parameter_sum(&values[0], values.shape[0]) if values.shape[0] else 0

    def py_backward(self, float[::1] data, size_t stride, const float[:, :, ::1] W, const float[::1] G,
                    const float[:, ::1] d_out, float[:, ::1] xhat, float[::1] rstd, uint8_t[:, ::1] which, float drop):
        """Returns dW, db, d_gain, d_shift, and the gradient of `data`."""
        cdef EngBlockSizesC n
        n.M, n.O, n.P, n.K = d_out.shape[0], W.shape[0], W.shape[1], W.shape[2]
        dW = numpy.zeros((n.O, n.P, n.K), dtype="f")
        db = numpy.zeros((n.O, n.P), dtype="f")
        d_gain = numpy.zeros((n.O,), dtype="f")
        d_shift = numpy.zeros((n.O,), dtype="f")
        d_data = numpy.zeros((data.shape[0],), dtype="f")
        if n.M == 0:
            return dW, db, d_gain, d_shift, d_data
        cdef float[:, :, ::1] dW_view = dW
        cdef float[:, ::1] db_view = db
        cdef float[::1] d_gain_view = d_gain, d_shift_view = d_shift, d_data_view = d_data
        cdef float[:, ::1] d_best = numpy.empty((n.M, n.O), dtype="f")
        cdef uint8_t[::1] lists = numpy.empty((self.k.grad_lists(&n),), dtype="uint8")
        cdef EngBlockTapeC tape
        tape.xhat__mo, tape.rstd__m, tape.which__mo = &xhat[0, 0], &rstd[0], &which[0, 0]
        with nogil:
            self.k.backward_norm(&d_best[0, 0], &d_gain_view[0], &d_shift_view[0], &d_out[0, 0], &G[0], &tape, drop, &n)
            self.k.backward_weights(&dW_view[0, 0, 0], &db_view[0, 0], &d_best[0, 0], &which[0, 0], &data[0], stride,
                                    &lists[0], 0, n.O, &n)
            self.k.backward_input(&d_data_view[0], stride, &d_best[0, 0], &which[0, 0], &W[0, 0, 0], &n)
        return dW, db, d_gain, d_shift, d_data

    def py_backward_weights(self, const float[::1] data, size_t stride, const float[:, :, ::1] W,
                            const float[:, ::1] d_best, const uint8_t[:, ::1] which, size_t o_begin, size_t o_end):
        """dW and db of some outputs; zero elsewhere."""
        cdef EngBlockSizesC n
        n.M, n.O, n.P, n.K = d_best.shape[0], W.shape[0], W.shape[1], W.shape[2]
        cdef float[:, :, ::1] dW = numpy.zeros((n.O, n.P, n.K), dtype="f")
        cdef float[:, ::1] db = numpy.zeros((n.O, n.P), dtype="f")
        cdef uint8_t[::1] lists = numpy.empty((self.k.grad_lists(&n),), dtype="uint8")
        if n.M:
            self.k.backward_weights(&dW[0, 0, 0], &db[0, 0], &d_best[0, 0], &which[0, 0], &data[0], stride, &lists[0],
                                    o_begin, o_end, &n)
        return numpy.asarray(dW), numpy.asarray(db)

    def py_product(self, const float[:, ::1] a, const float[:, ::1] b, out=None, bint turned=False, size_t run=0):
        """a . b, or a.T . b when turned, [added to out]. run: a (M, K) lies in blocks (K / run, M, run)."""
        cdef EngProductC job
        cdef float[:, ::1] result
        cdef float[:, :, ::1] blocks
        job.M, job.K = a.shape[0], a.shape[1]
        if turned:
            job.M, job.K = a.shape[1], a.shape[0]
        job.N = b.shape[1]
        job.adds = out is not None
        result = numpy.array(out) if out is not None else numpy.full((job.M, job.N), numpy.nan, dtype="f")
        job.a_run, job.a_next = job.K, 0
        if job.M == 0 or job.N == 0 or b.shape[0] == 0:
            return numpy.asarray(result)
        job.out, job.a, job.b = &result[0, 0], &a[0, 0], &b[0, 0]
        job.out_row, job.b_row = job.N, job.N
        job.a_row, job.a_step = job.K, 1
        if turned:
            job.a_row, job.a_step = 1, job.M
        if run:
            blocks = numpy.ascontiguousarray(numpy.asarray(a).reshape((job.M, job.K // run, run)).swapaxes(0, 1))
            job.a, job.a_row, job.a_run, job.a_next = &blocks[0, 0, 0], run, run, job.M * run
        with nogil:
            self.k.product(&job)
        return numpy.asarray(result)

    def py_sum_rows(self, float[::1] out, const float[:, ::1] x):
        """In place."""
        if x.shape[0] and x.shape[1]:
            self.k.sum_rows(&out[0], &x[0, 0], x.shape[0], x.shape[1])

    def py_softmax(self, float[:, ::1] rows):
        """In place."""
        if rows.shape[0] and rows.shape[1]:
            self.k.softmax(&rows[0, 0], rows.shape[0], rows.shape[1])

    def py_step_loss(self, const float[:, ::1] scores, const float[:, ::1] costs):
        """The loss and its gradient."""
        cdef float[:, ::1] d_scores = numpy.empty((scores.shape[0] + 1, scores.shape[1] + 1), dtype="f")
        cdef float[::1] gold = numpy.empty((scores.shape[1] + 1,), dtype="f")
        cdef double loss = 0.0
        if scores.shape[0] and scores.shape[1]:
            loss = self.k.step_loss(&d_scores[0, 0], &scores[0, 0], &costs[0, 0], scores.shape[0], scores.shape[1],
                                    &gold[0])
        size = scores.shape[0] * scores.shape[1]
        return loss, numpy.asarray(d_scores).reshape(-1)[:size].reshape((scores.shape[0], scores.shape[1]))

    def py_add_slot(self, size_t R, const float[:, ::1] d_hidden, const uint8_t[:, ::1] which, size_t P,
                    const int32_t[::1] order, rows=None):
        """Blocks (P * n_blocks, R, ENG_SLOT_BLOCK), and the one row of empty slots (P * n_blocks, 1, ENG_SLOT_BLOCK)."""
        cdef EngStepSizesC n
        cdef const int32_t[::1] row_view
        cdef const int32_t* row__s = NULL
        cdef uint8_t[:, :, ::1] marks = numpy.empty((d_hidden.shape[0], P, d_hidden.shape[1]), dtype="uint8")
        n.O, n.P = d_hidden.shape[1], P
        self.k.mark_pieces(&marks[0, 0, 0], &which[0, 0], d_hidden.shape[0], n.O, P)
        cdef size_t n_blocks = (n.O + ENG_SLOT_BLOCK - 1) // ENG_SLOT_BLOCK, half = n_blocks // 2
        cdef float[:, :, ::1] blocks = numpy.zeros((P * n_blocks, R, ENG_SLOT_BLOCK), dtype="f")
        cdef float[:, :, ::1] pad = numpy.zeros((P * n_blocks, 1, ENG_SLOT_BLOCK), dtype="f")
        if rows is not None and len(rows):
            row_view = rows
            row__s = &row_view[0]
        for first, end in ((0, half), (half, n_blocks)):
            self.k.add_slot(&blocks[0, 0, 0], R, &pad[0, 0, 0], &d_hidden[0, 0], &marks[0, 0, 0], row__s, &order[0],
                            order.shape[0], first, end, &n)
        return numpy.asarray(blocks), numpy.asarray(pad)

    def py_gather_add(self, const float[:, ::1] table, const int32_t[:, ::1] ids):
        cdef size_t U = ids.shape[0], O = table.shape[1]
        cdef float[:, ::1] out = numpy.empty((U + 1, O), dtype="f")
        if U:
            self.k.gather_add(&out[0, 0], O, &table[0, 0], &ids[0, 0], U, O)
        return numpy.asarray(out)[:U]

    def py_scatter_add(self, size_t n_rows, const int32_t[:, ::1] ids, const float[:, ::1] d_out):
        cdef size_t U = ids.shape[0], O = d_out.shape[1]
        cdef float[:, ::1] d_table = numpy.zeros((n_rows, O), dtype="f")
        if U:
            self.k.scatter_add(&d_table[0, 0], &ids[0, 0], &d_out[0, 0], O, U, O)
        return numpy.asarray(d_table)

    def py_add_rows(self, size_t n_rows, const int32_t[::1] ids, const float[:, ::1] values):
        cdef size_t M = ids.shape[0], O = values.shape[1]
        cdef float[:, ::1] rows = numpy.zeros((n_rows, O), dtype="f")
        if M:
            self.k.add_rows(&rows[0, 0], &ids[0], &values[0, 0], M, O)
        return numpy.asarray(rows)

    def py_dropout(self, float[:, ::1] rows, float drop, uint64_t seed):
        """In place."""
        if rows.shape[0]:
            self.k.dropout(&rows[0, 0], rows.shape[0], rows.shape[1], drop, seed)

    @staticmethod
    def py_hash_rows(const uint64_t[::1] keys, uint32_t seed, uint32_t n_rows):
        cdef int32_t[:, ::1] ids = numpy.empty((keys.shape[0] + 1, 4), dtype="int32")
        if keys.shape[0]:
            eng_hash_rows(&ids[0, 0], &keys[0], 1, keys.shape[0], seed, n_rows)
        return numpy.asarray(ids)[: keys.shape[0]]

    @staticmethod
    def py_dropout_mask(size_t n_rows, size_t n_columns, float drop, uint64_t seed):
        cdef float[:, ::1] mask = numpy.empty((n_rows + 1, n_columns), dtype="f")
        eng_dropout_mask(&mask[0, 0], n_rows, n_columns, drop, seed)
        return numpy.asarray(mask)[:n_rows]
