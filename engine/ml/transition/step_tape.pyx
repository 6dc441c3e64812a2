"""Updates of the transition-based parser's model: the steps of a whole batch of states, and their backward pass.

`begin_update` takes the thinc node that `TransitionBasedParser` builds (refs tok2vec, lower, upper) and a StateBatch of
engine.parser. The arithmetic is C (engine/ml/transition/c), cut into parts that threads share: see docs/determinism.md.
Called by engine.pipeline.

Source: the feature cache is that of Chen and Manning 2014, "A fast and accurate dependency parser using neural
networks", section 3.2; the update is that of Goldberg and Nivre 2012, "A dynamic oracle for arc-eager dependency
parsing", with the softmax loss of COMPAT section 6.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.string cimport memcpy

import numpy

from engine.kernels.api cimport (
    EngBlockSizesC, EngBlockWeightsC, EngKernelsC, EngStepSizesC, kernels, pool_threads, run_parts,
)
from engine.parser.core cimport ClassesC, StateBatch, StateC, SystemC

from engine.errors import InputError, InternalError
from engine.kernels.api import aligned_empty
from engine.ml.gradients import Gradient
from engine.ml.runtime.dense import begin_token_vectors
from engine.ml.transition.step_model import check_model, check_states, pieces_first
from engine.vocab.arrays import in_memory


cdef extern from "engine/status.h":
    ctypedef int eng_status
    enum:
        ENG_OK
        ENG_NO_MEMORY


cdef extern from "step_train.h":
    enum:
        ENG_STEP_ROWS

    ctypedef struct EngStepPartC:
        int32_t* active__a
        size_t A
        size_t S
        uint64_t random_state
        double loss

    ctypedef struct EngSlotC:
        pass

    ctypedef struct EngStepsC:
        const EngKernelsC* k
        EngStepSizesC n
        size_t I
        int has_upper
        int has_unseen
        const float* x__ti
        const float* W__fopi
        float* W__fpoi
        const float* U__ko
        const float* pad__fpo
        const float* bias__po
        float* lower
        const float* zeros__op
        size_t lower_size
        EngBlockWeightsC upper
        float* table__ftpo
        uint8_t* seen__k
        StateC* states
        size_t n_states
        const ClassesC* classes
        const SystemC* system
        size_t max_moves
        float drop
        EngStepPartC* parts
        size_t n_parts
        EngSlotC* slots
        float* scratch
        size_t scratch_size
        float* dW__fopi
        float* d_pad__fop
        float* d_bias__op
        float* dU__ko
        float* d_upper_bias__k
        float* dx__ti

    void eng_steps_pack(void* steps, size_t part, size_t worker) noexcept nogil
    void eng_steps_table(void* steps, size_t part, size_t worker) noexcept nogil
    void eng_steps_run(void* steps, size_t part, size_t worker) noexcept nogil
    size_t eng_steps_n_hidden_parts(const EngStepsC* c) noexcept nogil
    void eng_steps_hidden(void* steps, size_t part, size_t worker) noexcept nogil
    size_t eng_steps_n_slot_parts(const EngStepsC* c) noexcept nogil
    void eng_steps_slots(void* steps, size_t part, size_t worker) noexcept nogil
    size_t eng_steps_n_lower_parts(const EngStepsC* c) noexcept nogil
    void eng_steps_lower(void* steps, size_t part, size_t worker) noexcept nogil
    void eng_steps_tokens(void* steps, size_t part, size_t worker) noexcept nogil
    eng_status eng_steps_status(const EngStepsC* c) noexcept nogil
    void eng_steps_free(EngStepsC* c) noexcept nogil


# Dropout of the hidden layer while training, whatever the config says (COMPAT section 5, "Dropout").
HIDDEN_DROPOUT = 0.1
# Shares that the states of a batch are cut into: more would make the products of a step small.
MAX_SHARES = 4
cdef uint64_t NEXT_SHARE = 0xd1342543de82ef95ULL    # between the random streams of two shares


cdef class StepTape:
    """The weights of one parser model, packed, and all steps of one batch of states.

    The arrays belong to the thinc nodes; they are borrowed for as long as the object lives.
    """
    cdef EngStepsC c
    cdef Pool mem
    cdef StateBatch states
    cdef list nodes                 # what holds the arrays that `c` points to
    cdef Py_ssize_t max_workers

    def __init__(self, model, tokvecs, StateBatch states not None, Py_ssize_t max_moves, float drop):
        cdef EngStepsC* c = &self.c
        cdef const float[:, ::1] X
        cdef const float[:, :, :, ::1] W
        cdef const float[::1] pad
        cdef const float[::1] bias
        cdef uint8_t[::1] seen
        lower = model.get_ref("lower")
        F, O, P, I = lower.get_param("W").shape
        check_model(F, P)
        if not states.has_gold:
            raise InputError("parser.no_gold", "the states have no gold annotation to learn from")
        if not 0.0 <= drop < 1.0:
            raise InputError("parser.dropout", f"dropout must lie in [0, 1), got {drop}")
        self.mem = Pool()
        self.states = states
        c.k = kernels()
        c.n.F, c.n.O, c.n.P, c.I = F, O, P, I
        X = numpy.ascontiguousarray(in_memory(tokvecs), dtype="float32").reshape((-1, I))
        c.n.T = X.shape[0]
        W = numpy.ascontiguousarray(in_memory(lower.get_param("W")), dtype="float32")
        pad = pieces_first(lower.get_param("pad").reshape((F, O, P))).reshape(-1)
        bias = pieces_first(lower.get_param("b")).reshape(-1)
        c.W__fopi, c.pad__fpo, c.bias__po = &W[0, 0, 0, 0], &pad[0], &bias[0]
        self.nodes = [X, W, pad, bias]
        c.n.K = O
        self.set_upper(model)
        check_states(states, c.n.K, c.n.T)
        seen = numpy.ones((c.n.K,), dtype="uint8")
        for k in model.attrs.get("unseen_classes") or ():
            if 0 <= k < c.n.K:
                seen[k] = 0
                c.has_unseen = 1
        self.nodes.append(seen)
        c.seen__k = &seen[0]
        c.max_moves, c.drop = max(max_moves, 0), drop
        if c.n.T:
            c.x__ti = &X[0, 0]
            self.set_table()
        self.set_states()

    def __dealloc__(self):
        eng_steps_free(&self.c)

    cdef int set_upper(self, model) except -1:
        cdef EngStepsC* c = &self.c
        cdef const float[:, ::1] U
        cdef const float[::1] bias
        cdef float[::1] packed
        cdef size_t N
        upper = model.get_ref("upper")
        c.has_upper = bool(model.attrs.get("has_upper", upper.has_param("W")))
        if not c.has_upper:
            return 0
        U = numpy.ascontiguousarray(in_memory(upper.get_param("W")), dtype="float32")
        bias = numpy.ascontiguousarray(in_memory(upper.get_param("b")), dtype="float32")
        c.n.K = U.shape[0]
        N = c.k.packed_width(c.n.K, 1)
        packed = aligned_empty(((c.n.O + 1) * N,))
        c.k.pack(&packed[N], &packed[0], &U[0, 0], &bias[0], c.n.K, 1, c.n.O)
        c.upper.packed__kn, c.upper.bias__n = &packed[N], &packed[0]
        c.U__ko = &U[0, 0]
        self.nodes += [U, bias, packed]
        return 0

    cdef int set_table(self) except -1:
        """Pack the weights of each slot, and make the table of the tokens' contributions to each."""
        cdef EngStepsC* c = &self.c
        cdef size_t OP = c.n.O * c.n.P, N = c.k.packed_width(OP, 1)
        cdef EngBlockSizesC n
        cdef float[::1] zeros = numpy.zeros((OP,), dtype="float32")
        cdef float[::1] packed
        cdef float[::1] table
        cdef float[::1] turned
        cdef float[::1] scratch
        n.M, n.O, n.P, n.K = ENG_STEP_ROWS, OP, 1, c.I
        c.lower_size = (c.I + 1) * N
        packed = aligned_empty((c.n.F * c.lower_size,))
        self.max_workers = pool_threads()
        c.scratch_size = (c.k.forward_scratch(&n) + 15) // 16 * 16
        scratch = aligned_empty((self.max_workers * c.scratch_size,))
        table = aligned_empty((c.n.T * c.n.F * OP,))
        turned = aligned_empty((c.n.F * OP * c.I,))
        c.lower, c.scratch, c.table__ftpo = &packed[0], &scratch[0], &table[0]
        c.W__fpoi, c.zeros__op = &turned[0], &zeros[0]
        c.n.token_stride, c.n.slot_stride = OP, c.n.T * OP
        self.nodes += [packed, scratch, table, turned, zeros]
        with nogil:
            run_parts(eng_steps_pack, c, c.n.F, c.n.F)
            run_parts(eng_steps_table, c, c.n.F * ((c.n.T + ENG_STEP_ROWS - 1) // ENG_STEP_ROWS), self.max_workers)
        return 0

    cdef int set_states(self) except -1:
        """Deal the states out in shares. What a class has to be seen in is one matter for all: then there is one."""
        cdef EngStepsC* c = &self.c
        cdef StateBatch states = self.states
        cdef size_t A = states.n_active, i, begin, end
        cdef EngStepPartC* part
        c.states, c.n_states = states.states__b, states.n_states
        c.classes, c.system = &states.system.classes, states.system.ops
        c.n_parts = 1 if c.has_unseen else max(1, min(MAX_SHARES, A))
        c.parts = <EngStepPartC*>self.mem.alloc(c.n_parts, sizeof(EngStepPartC))
        c.slots = <EngSlotC*>self.mem.alloc(c.n.F + 1, sizeof(EngSlotC))
        for i in range(c.n_parts):
            part = &c.parts[i]
            begin, end = i * A // c.n_parts, (i + 1) * A // c.n_parts
            part.A = end - begin
            part.active__a = <int32_t*>self.mem.alloc(part.A + 1, sizeof(int32_t))
            memcpy(part.active__a, states.active__a + begin, part.A * sizeof(int32_t))
        return 0

    cdef int check(self) except -1:
        cdef eng_status status = eng_steps_status(&self.c)
        if status == ENG_NO_MEMORY:
            raise MemoryError()
        if status != ENG_OK:
            raise InternalError("parser.step_status", f"a step ended with status {status}, {self.c.n.F} feature slots")
        return 0

    def run(self, uint64_t seed):
        """Follow the model's own choices to the end of each state, or for `max_moves` steps; the summed loss."""
        cdef EngStepsC* c = &self.c
        cdef double loss = 0.0
        cdef size_t i
        for i in range(c.n_parts):
            c.parts[i].random_state = seed + i * NEXT_SHARE
        with nogil:
            run_parts(eng_steps_run, c, c.n_parts, c.n_parts)
        self.check()
        self.states.refresh_active()
        for i in range(c.n_parts):
            loss += c.parts[i].loss
        return loss

    def backprop(self, model):
        """Add the gradients of lower and upper to their nodes; returns that of the token vectors, (T, I)."""
        cdef EngStepsC* c = &self.c
        cdef size_t S = 0, i
        cdef float[:, ::1] dX = numpy.zeros((c.n.T, c.I), dtype="float32")
        cdef float[:, :, :, ::1] dW
        cdef float[:, :, :, ::1] d_pad
        cdef float[:, ::1] d_bias
        cdef float[:, ::1] dU
        cdef float[::1] d_upper_bias
        for i in range(c.n_parts):
            S += c.parts[i].S
        if S == 0 or c.n.T == 0:
            return model.ops.asarray(dX)
        lower = model.get_ref("lower")
        gradients = [Gradient(lower, name) for name in ("W", "pad", "b")]
        dW, d_pad, d_bias = (gradient.array for gradient in gradients)
        c.dW__fopi, c.d_pad__fop, c.d_bias__op = &dW[0, 0, 0, 0], &d_pad[0, 0, 0, 0], &d_bias[0, 0]
        c.dx__ti = &dX[0, 0]
        if c.has_upper:
            upper = model.get_ref("upper")
            gradients += [Gradient(upper, name) for name in ("W", "b")]
            dU, d_upper_bias = (gradient.array for gradient in gradients[3:])
            c.dU__ko, c.d_upper_bias__k = &dU[0, 0], &d_upper_bias[0]
        with nogil:
            i = eng_steps_n_hidden_parts(c)
            run_parts(eng_steps_hidden, c, i, i)
        self.check()
        with nogil:
            i = eng_steps_n_slot_parts(c)
            run_parts(eng_steps_slots, c, i, i)
            i = eng_steps_n_lower_parts(c)
            run_parts(eng_steps_lower, c, i, i)
            i = (c.n.T + ENG_STEP_ROWS - 1) // ENG_STEP_ROWS
            run_parts(eng_steps_tokens, c, i, i)
        for gradient in gradients:
            gradient.finish()
        return model.ops.asarray(dX)

    def unseen(self):
        """Classes that are still unseen, as the model's attribute holds them; None when all were seen before."""
        return {k for k in range(self.c.n.K) if not self.c.seen__k[k]} if self.c.has_unseen else None


def begin_update(model, docs, StateBatch states not None, Py_ssize_t max_moves=0, float drop=HIDDEN_DROPOUT):
    """Follow the model's choices from each state and compare each with the dynamic oracle.

    max_moves (int): steps to take at most, 0 for no limit.
    drop (float): dropout of the hidden layer.
    Returns the loss, summed squares of the gradient of the scores, and a function that adds all gradients to the
    model's nodes. Dropout draws from streams of its own, seeded by one draw from numpy's global generator.
    """
    tokvecs, backprop_tok2vec = begin_token_vectors(model.get_ref("tok2vec"), docs)
    cdef StepTape tape = StepTape(model, tokvecs, states, max_moves, drop)
    loss = tape.run(int.from_bytes(numpy.random.bytes(8), "little"))
    unseen = tape.unseen()
    if unseen is not None:
        model.attrs["unseen_classes"] = unseen

    def backprop():
        return backprop_tok2vec(tape.backprop(model))

    return loss, backprop
