"""The model of the transition-based parser, run over batches of states: greedy prediction.

`predict` takes the thinc node that `TransitionBasedParser` builds (refs tok2vec, lower, upper) and a StateBatch of
engine.parser. Each token's contribution to each feature slot is computed once for the batch, in one product ("table"); a
step then only gathers rows, so that its cost does not depend on the width of tok2vec. Updates are in step_tape. Called by
engine.pipeline.

Source: the feature cache is that of Chen and Manning 2014, "A fast and accurate dependency parser using neural
networks", section 3.2.
"""
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.string cimport memcpy

import numpy

from engine.kernels.api cimport (
    ENG_STEP_MAX_SLOTS, EngBlockSizesC, EngBlockWeightsC, EngKernelsC, EngStepSizesC, kernels, pool_threads,
    run_parts,
)
from engine.parser.core cimport StateBatch, TransitionSystem

from engine.errors import InputError, InternalError
from engine.kernels.api import aligned_empty
from engine.ml.runtime.kept import Kept
from engine.vocab.arrays import in_memory


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef extern from "step_ops.h":
    void eng_step_mask_unseen(float* scores__ak, const uint8_t* seen__k, Py_ssize_t A, Py_ssize_t K) nogil


MAX_PIECES = 127    # a winning piece is kept in seven bits
cdef size_t MAX_KEPT = 1 << 24  # bytes of scratch that outlive a call


cdef int reserve(ScratchC* scratch, size_t n, size_t size) except -1 nogil:
    if eng_scratch_reserve(scratch, n, size) != 0:
        raise MemoryError()
    return 0


# Rows of one part of a product that threads share.
cdef Py_ssize_t ROWS = 96


cdef struct LinearCallC:
    const EngKernelsC* k
    const EngBlockWeightsC* weights
    EngBlockSizesC n
    float* out__mo
    const float* x__mk
    float* scratch
    size_t scratch_size


cdef void linear_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef LinearCallC* c = <LinearCallC*>arg
    cdef EngBlockSizesC n = c.n
    cdef size_t first = part * ROWS
    n.M = min(<size_t>ROWS, c.n.M - first)
    c.k.linear(c.out__mo + first * n.O, c.x__mk + first * n.K, n.K, c.weights, c.scratch + worker * c.scratch_size, &n)


cdef class LinearLayer:
    """Weights (O, K) and bias (O,) or None, packed for the kernels."""
    cdef LinearCallC c
    cdef EngBlockWeightsC weights
    cdef float[::1] packed
    cdef float[::1] scratch
    cdef size_t n_workers

    @staticmethod
    cdef LinearLayer make(const EngKernelsC* k, const float[:, ::1] W, const float[::1] b):
        cdef LinearLayer self = LinearLayer.__new__(LinearLayer)
        cdef size_t N = k.packed_width(W.shape[0], 1)
        self.c.k, self.c.weights = k, &self.weights
        self.c.n.O, self.c.n.P, self.c.n.K = W.shape[0], 1, W.shape[1]
        self.packed = aligned_empty(((self.c.n.K + 1) * N,))
        self.n_workers = pool_threads()
        self.c.scratch_size = (k.forward_scratch(&self.c.n) + 15) // 16 * 16
        self.scratch = aligned_empty((self.n_workers * self.c.scratch_size,))
        self.c.scratch = &self.scratch[0]
        self.weights.packed__kn = &self.packed[N]
        self.weights.bias__n = &self.packed[0]
        with nogil:
            k.pack(&self.packed[N], &self.packed[0], &W[0, 0], &b[0], self.c.n.O, 1, self.c.n.K)
        return self

    cdef void run(self, float* out__mo, const float* x__mk, Py_ssize_t M) noexcept nogil:
        """out (M, O) = x (M, K) . W + b. Rows are independent: threads change no bit."""
        self.c.out__mo, self.c.x__mk, self.c.n.M = out__mo, x__mk, M
        if M <= ROWS or self.n_workers == 1:
            if M > 0:
                self.c.k.linear(out__mo, x__mk, self.c.n.K, &self.weights, self.c.scratch, &self.c.n)
            return
        run_parts(linear_part, &self.c, (M + ROWS - 1) // ROWS, self.n_workers)


def pieces_first(values):
    """A contiguous copy of parameters (..., O, P, .) or (..., O, P) of the lower layer with O and P swapped: the units
    of one piece lie together."""
    values = in_memory(values)
    axis = 0 if values.ndim == 2 else 1
    return numpy.array(numpy.swapaxes(values, axis, axis + 1), dtype="float32", order="C")


def check_model(Py_ssize_t F, Py_ssize_t P):
    """Raise InputError for a model with too many feature slots or maxout pieces."""
    if F > ENG_STEP_MAX_SLOTS:
        raise InputError("parser.slot_count", f"the model has {F} feature slots, at most {ENG_STEP_MAX_SLOTS} work")
    if not 1 <= P <= MAX_PIECES:
        raise InputError("parser.piece_count", f"the model has {P} maxout pieces, at most {MAX_PIECES} work")


def check_states(StateBatch states not None, Py_ssize_t K, Py_ssize_t T):
    """Raise InputError when states have not K classes, and InternalError when they are over more than T tokens."""
    if K != states.system.n_classes:
        raise InputError(
            "parser.class_count",
            f"the model scores {K} classes, the transition system has {states.system.n_classes}",
            "Initialize the component, or load the model and the moves of the same pipeline.",
        )
    if states.n_tokens > T:
        raise InternalError("parser.token_count", f"{states.n_tokens} tokens in the states, vectors for {T}")


cdef class StepModel:
    """Weights of one parser model, packed once, with the scratch to run the steps of one batch after another.

    The arrays belong to the thinc nodes; they are borrowed for as long as the object lives.
    """
    cdef const EngKernelsC* k
    cdef EngStepSizesC n
    cdef Py_ssize_t I               # width of the token vectors
    cdef bint has_upper
    cdef bint has_unseen
    cdef const float[:, ::1] X      # (T, I) token vectors
    cdef const float[:, ::1] W      # (F*P*O, I) lower layer
    cdef const float[::1] pad       # (F*P*O,)
    cdef const float[::1] bias      # (P*O,)
    cdef const float[:, ::1] U      # (K, O) upper layer
    cdef LinearLayer lower
    cdef LinearLayer upper
    cdef uint8_t[::1] seen          # (K,)
    cdef ScratchC table             # (T, F, P, O)
    cdef ScratchC ids               # (A, F)
    cdef ScratchC hidden            # (A, O)
    cdef ScratchC scores            # (A, K)
    cdef ScratchC valid             # (A, K)
    cdef ScratchC picked            # (A,)

    def __init__(self, model):
        lower = model.get_ref("lower")
        upper = model.get_ref("upper")
        self.k = kernels()
        F, O, P, I = lower.get_param("W").shape
        check_model(F, P)
        self.n.F, self.n.O, self.n.P, self.I = F, O, P, I
        self.n.token_stride, self.n.slot_stride = F * O * P, O * P
        self.W = pieces_first(lower.get_param("W")).reshape((F * O * P, I))
        self.pad = pieces_first(lower.get_param("pad").reshape((F, O, P))).reshape(-1)
        self.bias = pieces_first(lower.get_param("b")).reshape(-1)
        self.has_upper = bool(model.attrs.get("has_upper", upper.has_param("W")))
        # The bias joins the sum of a state's rows, not each row.
        self.lower = LinearLayer.make(self.k, self.W, numpy.zeros((F * O * P,), dtype="float32"))
        if self.has_upper:
            self.U = numpy.ascontiguousarray(in_memory(upper.get_param("W")), dtype="float32")
            bias = numpy.ascontiguousarray(in_memory(upper.get_param("b")), dtype="float32")
            self.upper = LinearLayer.make(self.k, self.U, bias)
            self.n.K = self.U.shape[0]
        else:
            self.n.K = O
        self.seen = numpy.ones((self.n.K,), dtype="uint8")
        for k in model.attrs.get("unseen_classes") or ():
            if 0 <= k < self.n.K:
                self.seen[k] = 0
                self.has_unseen = True

    def __dealloc__(self):
        eng_scratch_free(&self.table)
        eng_scratch_free(&self.ids)
        eng_scratch_free(&self.hidden)
        eng_scratch_free(&self.scores)
        eng_scratch_free(&self.valid)
        eng_scratch_free(&self.picked)

    cdef int start(self, tokvecs, StateBatch states) except -1:
        """Take over the token vectors (T, I) of a batch of states, and make room for their table."""
        cdef Py_ssize_t FOP = self.n.F * self.n.O * self.n.P
        self.X = numpy.ascontiguousarray(in_memory(tokvecs), dtype="float32").reshape((-1, self.I))
        self.n.T = self.X.shape[0]
        check_states(states, self.n.K, self.n.T)
        reserve(&self.table, self.n.T * FOP, sizeof(float))
        return 0

    cdef void score(self, float* scores__ak, const float* hidden__ao, Py_ssize_t A) noexcept nogil:
        """scores (A, K) of the hidden layer; without an upper layer they are the hidden layer."""
        if self.has_upper:
            self.upper.run(scores__ak, hidden__ao, A)
        else:
            memcpy(scores__ak, hidden__ao, A * self.n.K * sizeof(float))
        if self.has_unseen:
            eng_step_mask_unseen(scores__ak, &self.seen[0], A, self.n.K)

    cdef int run_greedy(self, StateBatch states) except -1 nogil:
        cdef Py_ssize_t A
        cdef EngStepSizesC* n = &self.n
        while states.n_active > 0:
            A = states.n_active
            reserve(&self.ids, A * n.F, sizeof(int32_t))
            reserve(&self.hidden, A * n.O, sizeof(float))
            reserve(&self.scores, A * n.K, sizeof(float))
            reserve(&self.valid, A * n.K, 1)
            reserve(&self.picked, A, sizeof(int32_t))
            states.get_features(<int32_t*>self.ids.data, n.F)
            states.get_valid(<uint8_t*>self.valid.data)
            self.k.step_hidden(<float*>self.hidden.data, NULL, <float*>self.table.data, &self.pad[0], &self.bias[0],
                               <int32_t*>self.ids.data, A, n, False)
            self.score(<float*>self.scores.data, <float*>self.hidden.data, A)
            self.k.step_pick(<int32_t*>self.picked.data, <float*>self.scores.data, <uint8_t*>self.valid.data, A, n.K)
            states.apply(<int32_t*>self.picked.data)
        return 0

    def predict(self, tokvecs, StateBatch states not None):
        """Run every state greedily to its end; the states hold the result.

        tokvecs: output of the model's tok2vec part for the documents of `states`, float32 (T, I).
        """
        self.start(tokvecs, states)
        # All in one piece: each time the interpreter's lock is asked for, another thread may be holding it.
        with nogil:
            if self.n.T:
                self.lower.run(<float*>self.table.data, &self.X[0, 0], self.n.T)
            self.run_greedy(states)
        self.X = None   # borrowed for this call
        if self.table.capacity > MAX_KEPT:
            eng_scratch_free(&self.table)


class StepModels:
    """The StepModels of one model that no call uses: each call takes one for itself, so that threads can share the model."""

    def __init__(self):
        self.free = []

    def take(self, model):
        try:
            return self.free.pop()
        except IndexError:
            return StepModel(model)


kept = Kept()


def models_of(model):
    """The StepModels of a model, new ones when a parameter has changed. A StepModel that was taken is given back by
    appending it to `free`."""
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    params = [in_memory(lower.get_param(name)) for name in ("W", "b", "pad")]
    if upper.has_param("W"):
        params += [in_memory(upper.get_param(name)) for name in ("W", "b")]
    if any(values.dtype != numpy.float32 for values in params):
        return StepModels()
    unseen = frozenset(model.attrs.get("unseen_classes") or ())
    return kept.get(model, params, StepModels, (bool(model.attrs.get("has_upper", True)), unseen))


def predict(model, docs, StateBatch states not None):
    """Run every state greedily to its end; the states hold the result.

    model (thinc.Model): a TransitionBasedParser.
    docs (list of Doc): the documents of `states`, in the order in which their tokens are numbered.
    """
    models = models_of(model)
    steps = models.take(model)
    steps.predict(model.get_ref("tok2vec").predict(docs), states)
    models.free.append(steps)
