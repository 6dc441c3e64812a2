"""Prediction with MultiHashEmbed and MaxoutWindowEncoder: packed weights and finished word forms are kept between calls.

A form is a row of keys (NORM, PREFIX, ...). What depends on the form alone is computed once and kept in a bounded cache:
its vector after the mixing layer, and the products of that vector with the three thirds of the first convolution's
weights. The other convolutions take three tokens at a time (engine/kernels/c/window_body.h). Values are those of the
thinc tree within 1e-5, and depend on the document alone: not on its batch, nor on what is in the cache.

Everything kept is dropped when a parameter changes, which a sum over all of them tells at each call. Several threads may
predict with one model at a time: each call takes a cache of its own from those that are free. Called by
engine.ml.runtime.tok2vec_forward.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from engine.kernels.api cimport (
    EngBlockSizesC, EngBlockWeightsC, EngKernelsC, EngWindowSizesC, hash_rows, kernels,
)

import numpy

from engine.kernels.api import aligned_empty
from engine.ml.runtime.kept import Kept
from engine.ml.runtime.parts import parts
from engine.ml.token_keys import as_attribute_ids, flat_keys


cdef Py_ssize_t MAX_FORMS = 8192    # in a cache; 4 KB each at a width of 96. A full cache is emptied
cdef Py_ssize_t NEW_AT_ONCE = 256   # forms that are computed together
cdef int MULTIPLE = 16              # of the width, for the kernels


def can_predict(plan) -> bool:
    """Whether the sizes of a plan are such as the kernels know."""
    if not kernels().is_float32:
        return False    # there, plain products on matrix registers are faster
    depth = len(plan.blocks)
    return plan.window == 1 and depth > 0 and plan.pad == depth and plan.width % MULTIPLE == 0


cdef class Weights:
    """The parameters of a plan, packed, and the caches that were filled with them."""
    cdef const EngKernelsC* k
    cdef readonly list free             # FormCaches that no call uses
    cdef int[::1] attribute_ids
    cdef list tables                    # (rows, table_width) each
    cdef list seeds
    cdef Py_ssize_t width, depth, pieces, n_tables, table_width
    cdef float[::1] mix
    cdef EngBlockSizesC n_mix
    cdef EngBlockWeightsC w_mix
    cdef float[::1] first               # the first convolution as a product of one token, with 3 * P * O outputs
    cdef EngBlockSizesC n_first
    cdef EngBlockWeightsC w_first
    cdef float[::1] first_bias          # (P, O)
    cdef EngBlockWeightsC w_after       # of the first convolution: bias, gain, shift
    cdef EngWindowSizesC n_window
    cdef list packed                    # of the other convolutions: bias, weights
    cdef list keep                      # owners of the pointers above

    def __init__(self, plan):
        cdef const EngKernelsC* k = kernels()
        self.k = k
        self.free = []
        self.keep = []
        self.attribute_ids = as_attribute_ids(plan.extract.attrs["columns"])
        self.tables = [table.get_param("E") for table in plan.tables]
        self.seeds = [table.attrs["seed"] for table in plan.tables]
        self.width, self.depth = plan.width, len(plan.blocks)
        self.n_tables, self.table_width = len(plan.tables), plan.tables[0].get_dim("nO")
        self.pack_mix(plan.mix)
        self.pack_first(plan.blocks[0])
        self.packed = []
        for block in plan.blocks[1:]:
            self.packed.append(self.pack_window(block))

    cdef const float* pointer(self, values) except NULL:
        """To float32 values that stay where they are."""
        cdef const float[::1] view = numpy.ascontiguousarray(values, dtype="float32").reshape(-1)
        self.keep.append(view)
        return &view[0]

    cdef int pack_mix(self, block) except -1:
        cdef const float[:, :, ::1] W = block.maxout.get_param("W")
        cdef size_t N = self.k.packed_width(W.shape[0], W.shape[1])
        self.n_mix.O, self.n_mix.P, self.n_mix.K = W.shape[0], W.shape[1], W.shape[2]
        self.mix = aligned_empty(((self.n_mix.K + 1) * N,))
        self.k.pack(&self.mix[N], &self.mix[0], &W[0, 0, 0], self.pointer(block.maxout.get_param("b")), self.n_mix.O,
                    self.n_mix.P, self.n_mix.K)
        self.w_mix.packed__kn, self.w_mix.bias__n = &self.mix[N], &self.mix[0]
        self.w_mix.gain__o = self.pointer(block.layernorm.get_param("G").copy())
        self.w_mix.shift__o = self.pointer(block.layernorm.get_param("b").copy())
        return 0

    cdef int pack_first(self, block) except -1:
        W = block.maxout.get_param("W")
        O, P, K = W.shape
        self.pieces = P
        # (3, P, O, I): what each third of the weights makes of a token
        thirds = numpy.ascontiguousarray(W.reshape((O, P, 3, K // 3)).transpose((2, 1, 0, 3))).reshape((-1, K // 3))
        cdef size_t N = self.k.packed_width(thirds.shape[0], 1)
        self.n_first.O, self.n_first.P, self.n_first.K = thirds.shape[0], 1, K // 3
        self.first = aligned_empty(((self.n_first.K + 1) * N,))
        self.k.pack(&self.first[N], &self.first[0], self.pointer(thirds),
                    self.pointer(numpy.zeros((thirds.shape[0],), dtype="float32")), self.n_first.O, 1, self.n_first.K)
        self.w_first.packed__kn, self.w_first.bias__n = &self.first[N], &self.first[0]
        self.w_after.packed__kn = NULL
        self.w_after.bias__n = self.pointer(block.maxout.get_param("b").T)
        self.w_after.gain__o = self.pointer(block.layernorm.get_param("G").copy())
        self.w_after.shift__o = self.pointer(block.layernorm.get_param("b").copy())
        return 0

    cdef Convolution pack_window(self, block):
        cdef const float[:, :, ::1] W = block.maxout.get_param("W")
        cdef Convolution out = Convolution.__new__(Convolution)
        out.n.I, out.n.O, out.n.P = self.width, W.shape[0], W.shape[1]
        out.packed = aligned_empty((self.k.window_packed(&out.n),))
        out.bias = aligned_empty((self.k.window_bias(&out.n),))
        self.k.window_pack(&out.packed[0], &out.bias[0], &W[0, 0, 0], self.pointer(block.maxout.get_param("b")), &out.n)
        out.w.packed__kn, out.w.bias__n = &out.packed[0], &out.bias[0]
        out.w.gain__o = self.pointer(block.layernorm.get_param("G").copy())
        out.w.shift__o = self.pointer(block.layernorm.get_param("b").copy())
        return out


cdef class Convolution:
    """The packed weights of one convolution."""
    cdef EngWindowSizesC n
    cdef EngBlockWeightsC w
    cdef float[::1] packed
    cdef float[::1] bias


def parameters(plan):
    """All parameters of a plan; first one that is not kept as it is, see `Kept`."""
    out = []
    for block in (plan.mix, *plan.blocks):
        out += [block.maxout.get_param("W"), block.maxout.get_param("b")]
        out += [block.layernorm.get_param("G"), block.layernorm.get_param("b")]
    return out + [table.get_param("E") for table in plan.tables]


cdef class FormCache:
    """Finished forms, and the scratch of one call at a time."""
    cdef Py_ssize_t capacity
    cdef Py_ssize_t n               # forms
    cdef Py_ssize_t n_slots         # a power of two, at least twice the capacity
    cdef int32_t[::1] slots         # numbers of forms, -1 where free
    cdef uint64_t[:, ::1] keys      # (capacity, C)
    cdef float[:, ::1] mixed        # (capacity, width)
    cdef float[:, ::1] parts        # (capacity, 3 * P * O)
    cdef float[:, ::1] embedded     # (NEW_AT_ONCE, C * table_width)
    cdef int32_t[:, ::1] ids        # (NEW_AT_ONCE, 4)
    cdef float[::1] scratch

    def __init__(self, Weights weights, Py_ssize_t capacity):
        cdef EngWindowSizesC* n
        cdef size_t n_scratch = max(weights.k.forward_scratch(&weights.n_mix), weights.k.forward_scratch(&weights.n_first))
        cdef Convolution each
        for each in weights.packed:
            n_scratch = max(n_scratch, weights.k.window_scratch(&each.n))
        self.capacity = capacity
        self.n_slots = 64
        while self.n_slots < 2 * capacity:
            self.n_slots *= 2
        self.slots = numpy.full((self.n_slots,), -1, dtype="int32")
        self.keys = numpy.empty((capacity, weights.n_tables), dtype="uint64")
        self.mixed = aligned_empty((capacity, weights.width))
        self.parts = aligned_empty((capacity, weights.n_first.O))
        self.embedded = aligned_empty((NEW_AT_ONCE, weights.n_tables * weights.table_width))
        self.ids = numpy.empty((NEW_AT_ONCE, 4), dtype="int32")
        self.scratch = aligned_empty((n_scratch,))

    cdef void clear(self) noexcept nogil:
        self.n = 0
        memset(&self.slots[0], 0xff, self.n_slots * sizeof(int32_t))

    cdef bint number(self, int32_t* form__t, const uint64_t* keys__tc, Py_ssize_t T, Py_ssize_t C) noexcept nogil:
        """The form of each of T tokens; new ones get numbers from `n` on. False when there is no room for them."""
        cdef Py_ssize_t t, c, slot
        cdef uint64_t h
        cdef const uint64_t* row
        cdef const uint64_t* other
        cdef int32_t found
        for t in range(T):
            row = keys__tc + t * C
            h = 0
            for c in range(C):
                h = (h ^ row[c]) * 0x9e3779b97f4a7c15ULL
                h ^= h >> 29
            slot = <Py_ssize_t>(h & <uint64_t>(self.n_slots - 1))
            while True:
                found = self.slots[slot]
                if found < 0:
                    if self.n == self.capacity:
                        return False
                    found = <int32_t>self.n
                    self.slots[slot] = found
                    memcpy(&self.keys[found, 0], row, C * sizeof(uint64_t))
                    self.n += 1
                    break
                other = &self.keys[found, 0]
                c = 0
                while c < C and row[c] == other[c]:
                    c += 1
                if c == C:
                    break
                slot = (slot + 1) & (self.n_slots - 1)
            form__t[t] = found
        return True

    cdef int compute(self, Weights weights, Py_ssize_t start) except -1:
        """Fill in the forms from `start` on."""
        cdef const EngKernelsC* k = weights.k
        cdef Py_ssize_t C = weights.n_tables, w = weights.table_width, c, U
        cdef const float[:, ::1] E
        cdef EngBlockSizesC n_mix = weights.n_mix, n_first = weights.n_first
        cdef uint32_t seed
        while start < self.n:
            U = min(self.n - start, NEW_AT_ONCE)
            for c in range(C):
                E = weights.tables[c]
                seed = weights.seeds[c]
                with nogil:
                    hash_rows(&self.ids[0, 0], &self.keys[start, c], C, U, seed, <uint32_t>E.shape[0])
                    k.gather_add(&self.embedded[0, c * w], C * w, &E[0, 0], &self.ids[0, 0], U, w)
            n_mix.M = n_first.M = U
            with nogil:
                k.forward(&self.mixed[start, 0], &self.embedded[0, 0], C * w, NULL, &weights.w_mix, NULL, 0.0, 0,
                          &self.scratch[0], &n_mix)
                k.linear(&self.parts[start, 0], &self.mixed[start, 0], weights.width, &weights.w_first,
                         &self.scratch[0], &n_first)
            start += U
        return 0


cdef class Layout:
    """Where the tokens of a part lie: each document starts a group of three rows, with rows of padding around it as the
    thinc tree has them. Rows that belong to no document are zero in every layer, so that no value depends on the
    neighbours.

    Layer d (of D) is needed D - d rows beyond the document on either side.
    """
    cdef Py_ssize_t n_rows
    cdef int32_t[::1] start__b      # first row of each document
    cdef int32_t[::1] rows__m       # rows of the first layer
    cdef int32_t[:, ::1] ids__m3
    cdef list groups                # int32 (G,) for each of the other layers

    def __init__(self, const int32_t[::1] lengths, const int32_t[::1] form__t, Py_ssize_t D):
        cdef Py_ssize_t B = lengths.shape[0], T = form__t.shape[0], b, n, i, m = 0, t = 0, group = 1, d, g
        cdef int32_t left, own, right
        cdef Py_ssize_t n_docs = 0
        for b in range(B):
            n_docs += lengths[b] > 0
        self.start__b = numpy.zeros((B,), dtype="int32")
        self.rows__m = numpy.empty((T + 2 * (D - 1) * n_docs,), dtype="int32")
        self.ids__m3 = numpy.empty((T + 2 * (D - 1) * n_docs, 3), dtype="int32")
        cdef int32_t[::1] numbers
        for b in range(B):
            n = lengths[b]
            if n == 0:
                continue
            group += groups_of(D - 1)
            self.start__b[b] = <int32_t>(3 * group)
            for i in range(1 - D, n + D - 1):
                self.rows__m[m] = <int32_t>(3 * group + i)
                self.ids__m3[m, 0] = form__t[t + i - 1] if 0 <= i - 1 < n else -1
                self.ids__m3[m, 1] = form__t[t + i] if 0 <= i < n else -1
                self.ids__m3[m, 2] = form__t[t + i + 1] if 0 <= i + 1 < n else -1
                m += 1
            t += n
            group += groups_of(n + D - 1) + 1   # one group stays zero
        self.n_rows = 3 * group + 1
        self.groups = []
        for d in range(2, D + 1):
            m = 0
            for b in range(B):
                if lengths[b] > 0:
                    m += groups_of(D - d) + groups_of(lengths[b] + D - d)
            numbers = numpy.empty((m,), dtype="int32")
            m = 0
            for b in range(B):
                if lengths[b] == 0:
                    continue
                g = self.start__b[b] // 3
                for i in range(g - groups_of(D - d), g + groups_of(lengths[b] + D - d)):
                    numbers[m] = <int32_t>i
                    m += 1
            self.groups.append(numbers)


cdef inline Py_ssize_t groups_of(Py_ssize_t n_rows) noexcept nogil:
    return (n_rows + 2) // 3


cdef struct StepC:
    EngWindowSizesC n
    const EngBlockWeightsC* weights     # borrowed from the Convolution
    const int32_t* groups               # borrowed from the Layout


cdef int encode(Weights weights, FormCache cache, Layout layout, float* out__to, const int32_t[::1] lengths) except -1:
    """All convolutions; the vectors of the tokens."""
    cdef const EngKernelsC* k = weights.k
    cdef Py_ssize_t w = weights.width, d, b, t = 0
    cdef float[:, :, ::1] X = aligned_empty((2, layout.n_rows, w))
    cdef EngWindowSizesC n
    cdef Convolution each
    cdef const int32_t[::1] groups
    cdef Pool mem = Pool()
    cdef StepC* steps = <StepC*>mem.alloc(weights.depth, sizeof(StepC))
    n.G, n.I, n.O, n.P = layout.rows__m.shape[0], w, w, weights.pieces
    for d in range(weights.depth - 1):
        each = weights.packed[d]
        groups = layout.groups[d]
        steps[d].n = each.n
        steps[d].n.G = groups.shape[0]
        steps[d].weights = &each.w
        steps[d].groups = &groups[0]
    # All of them in one piece: each time the lock is asked for, another thread may be holding it.
    with nogil:
        memset(&X[0, 0, 0], 0, 2 * layout.n_rows * w * sizeof(float))
        k.window_first(&X[0, 0, 0], &cache.mixed[0, 0], &cache.parts[0, 0], &layout.ids__m3[0, 0], &layout.rows__m[0],
                       &weights.w_after, &n)
        for d in range(weights.depth - 1):
            k.window_forward(&X[(d + 1) % 2, 0, 0], &X[d % 2, 0, 0], steps[d].groups, steps[d].weights,
                             &cache.scratch[0], &steps[d].n)
        d = (weights.depth - 1) % 2
        for b in range(lengths.shape[0]):
            if lengths[b] > 0:
                memcpy(out__to + t * w, &X[d, layout.start__b[b], 0], lengths[b] * w * sizeof(float))
                t += lengths[b]
    return 0


cdef list predict_part(Weights weights, FormCache cache, docs):
    cdef const uint64_t[:, ::1] keys
    cdef const int32_t[::1] lengths
    cdef Py_ssize_t T, start, b, t
    keys, lengths = flat_keys(docs, weights.attribute_ids)
    T = keys.shape[0]
    out = numpy.empty((T, weights.width), dtype="float32")
    cdef float[:, ::1] view = out
    cdef int32_t[::1] form__t = numpy.empty((T,), dtype="int32")
    if T:
        if T > cache.capacity:
            cache = FormCache(weights, T)   # a long document: for this call alone
        start = cache.n
        with nogil:
            if not cache.number(&form__t[0], &keys[0, 0], T, weights.n_tables):
                cache.clear()
                start = 0
                cache.number(&form__t[0], &keys[0, 0], T, weights.n_tables)
        cache.compute(weights, start)
        encode(weights, cache, Layout(lengths, form__t, weights.depth), &view[0, 0], lengths)
    outputs = []
    t = 0
    for b in range(lengths.shape[0]):
        outputs.append(out[t:t + lengths[b]])
        t += lengths[b]
    return outputs


def predict(Weights weights not None, docs):
    """Token vectors of documents, one float32 array (tokens, width) each."""
    cdef FormCache cache
    try:
        cache = weights.free.pop()
    except IndexError:
        cache = FormCache(weights, MAX_FORMS)
    outputs = []
    for part in parts(docs):
        outputs.extend(predict_part(weights, cache, part))
    # After an error the cache may be half filled, and goes.
    weights.free.append(cache)
    return outputs


kept = Kept()


def weights_of(model, plan):
    """The packed weights of a model; new ones when a parameter has changed."""
    return kept.get(model, parameters(plan), lambda: Weights(plan))
