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
    ALIGNMENT, EngBlockSizesC, EngBlockWeightsC, EngKernelsC, EngWindowSizesC, hash_rows, kernels,
)
from engine.ml.token_keys cimport first_token, write_keys
from engine.strings.structs cimport TokenC

import numpy

from engine.kernels.api import aligned_empty
from engine.ml.runtime.kept import Kept
from engine.ml.runtime.parts import parts
from engine.ml.token_keys import as_attribute_ids


cdef Py_ssize_t MAX_FORMS = 8192    # in a cache; 4 KB each at a width of 96. A full cache is emptied
cdef Py_ssize_t NEW_AT_ONCE = 256   # forms that are computed together
cdef int MULTIPLE = 16              # of the width, for the kernels
cdef size_t MAX_KEPT = 1 << 23      # bytes of scratch that outlive a call; a part of MAX_PART tokens takes a fourth


cdef extern from "engine/scratch.h":
    ctypedef struct ScratchC:
        void* data
        size_t capacity
    int eng_scratch_reserve(ScratchC* scratch, size_t n, size_t size) nogil
    void eng_scratch_free(ScratchC* scratch) nogil


cdef struct DocC:
    const TokenC* tokens                # borrowed from the Doc or Span
    Py_ssize_t n


cdef struct PartC:                      # documents that go through the layers together
    const DocC* docs__b
    Py_ssize_t B
    Py_ssize_t T                        # tokens
    float* out__to                      # vectors


cdef struct TableC:                     # of the embedding
    const float* E__ro
    uint32_t seed
    uint32_t n_rows


cdef struct ConvolutionC:
    EngWindowSizesC n
    EngBlockWeightsC w                  # borrowed from Weights.keep


def can_predict(plan) -> bool:
    """Whether the sizes of a plan are such as the kernels know."""
    depth = len(plan.blocks)
    return plan.window == 1 and depth > 0 and plan.pad == depth and plan.width % MULTIPLE == 0


cdef class Weights:
    """The parameters of a plan, packed, and the caches that were filled with them."""
    cdef const EngKernelsC* k
    cdef readonly list free             # FormCaches that no call uses
    cdef int[::1] attribute_ids
    cdef Pool mem
    cdef TableC* tables__c
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
    cdef ConvolutionC* convolutions__d  # the others, depth - 1
    cdef size_t n_scratch               # floats that a kernel needs
    cdef list keep                      # owners of the pointers above

    def __init__(self, plan):
        cdef const EngKernelsC* k = kernels()
        cdef Py_ssize_t i
        self.k = k
        self.free = []
        self.keep = []
        self.mem = Pool()
        self.attribute_ids = as_attribute_ids(plan.extract.attrs["columns"])
        self.width, self.depth = plan.width, len(plan.blocks)
        self.n_tables, self.table_width = len(plan.tables), plan.tables[0].get_dim("nO")
        self.tables__c = <TableC*>self.mem.alloc(self.n_tables, sizeof(TableC))
        for i, table in enumerate(plan.tables):
            values = table.get_param("E")
            self.tables__c[i].E__ro = self.pointer(values)
            self.tables__c[i].seed, self.tables__c[i].n_rows = table.attrs["seed"], values.shape[0]
        self.pack_mix(plan.mix)
        self.pack_first(plan.blocks[0])
        self.n_scratch = max(k.forward_scratch(&self.n_mix), k.forward_scratch(&self.n_first))
        self.convolutions__d = <ConvolutionC*>self.mem.alloc(self.depth, sizeof(ConvolutionC))
        for i, block in enumerate(plan.blocks[1:]):
            self.pack_window(block, &self.convolutions__d[i])
            self.n_scratch = max(self.n_scratch, k.window_scratch(&self.convolutions__d[i].n))

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

    cdef int pack_window(self, block, ConvolutionC* out) except -1:
        cdef const float[:, :, ::1] W = block.maxout.get_param("W")
        cdef float[::1] packed
        cdef float[::1] bias
        out.n.I, out.n.O, out.n.P = self.width, W.shape[0], W.shape[1]
        packed = aligned_empty((self.k.window_packed(&out.n),))
        bias = aligned_empty((self.k.window_bias(&out.n),))
        self.keep += [packed, bias]
        self.k.window_pack(&packed[0], &bias[0], &W[0, 0, 0], self.pointer(block.maxout.get_param("b")), &out.n)
        out.w.packed__kn, out.w.bias__n = &packed[0], &bias[0]
        out.w.gain__o = self.pointer(block.layernorm.get_param("G").copy())
        out.w.shift__o = self.pointer(block.layernorm.get_param("b").copy())
        return 0


def parameters(plan):
    """All parameters of a plan; first one that is not kept as it is, see `Kept`."""
    out = []
    for block in (plan.mix, *plan.blocks):
        out += [block.maxout.get_param("W"), block.maxout.get_param("b")]
        out += [block.layernorm.get_param("G"), block.layernorm.get_param("b")]
    return out + [table.get_param("E") for table in plan.tables]


cdef int reserve(ScratchC* scratch, size_t n, size_t size) except -1 nogil:
    if eng_scratch_reserve(scratch, n, size) != 0:
        raise MemoryError()
    return 0


cdef inline float* aligned(const ScratchC* scratch) noexcept nogil:
    """Where aligned floats may begin in scratch that has ALIGNMENT bytes more than they take."""
    return <float*>((<size_t>scratch.data + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT)


cdef class FormCache:
    """Finished forms, and the scratch of one call at a time.

    The tokens of a part are laid out so that each document starts a group of three rows, with rows of padding around it
    as the thinc tree has them. Rows that belong to no document are zero in every layer, so that no value depends on the
    neighbours. Layer d (of D) is needed D - d rows beyond the document on either side.
    """
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
    # Of a part, from here on.
    cdef Py_ssize_t n_rows          # of each layer
    cdef Py_ssize_t n_first         # rows of the first layer that are needed
    cdef ScratchC keys__tc
    cdef ScratchC form__t           # int32
    cdef ScratchC start__b          # int32, first row of each document
    cdef ScratchC rows__m           # int32 (n_first,), those rows
    cdef ScratchC ids__m3           # int32 (n_first, 3), forms of the tokens before, at and after a row
    cdef ScratchC groups__g         # int32, numbers of the groups that each of the other layers needs, one after the other
    cdef ScratchC n_groups__d       # size_t (depth,), how many those are
    cdef ScratchC X                 # (2, n_rows, width), two layers in turn

    def __init__(self, Weights weights, Py_ssize_t capacity):
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
        self.scratch = aligned_empty((weights.n_scratch,))

    def __dealloc__(self):
        self.free_scratch()

    cdef void free_scratch(self) noexcept nogil:
        eng_scratch_free(&self.keys__tc)
        eng_scratch_free(&self.form__t)
        eng_scratch_free(&self.start__b)
        eng_scratch_free(&self.rows__m)
        eng_scratch_free(&self.ids__m3)
        eng_scratch_free(&self.groups__g)
        eng_scratch_free(&self.n_groups__d)
        eng_scratch_free(&self.X)

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

    cdef void compute(self, Weights weights, Py_ssize_t start) noexcept nogil:
        """Fill in the forms from `start` on."""
        cdef const EngKernelsC* k = weights.k
        cdef Py_ssize_t C = weights.n_tables, w = weights.table_width, c, U
        cdef const TableC* table
        cdef EngBlockSizesC n_mix = weights.n_mix, n_first = weights.n_first
        while start < self.n:
            U = min(self.n - start, NEW_AT_ONCE)
            for c in range(C):
                table = &weights.tables__c[c]
                hash_rows(&self.ids[0, 0], &self.keys[start, c], C, U, table.seed, table.n_rows)
                k.gather_add(&self.embedded[0, c * w], C * w, table.E__ro, &self.ids[0, 0], U, w)
            n_mix.M = n_first.M = U
            k.forward(&self.mixed[start, 0], &self.embedded[0, 0], C * w, NULL, &weights.w_mix, NULL, 0.0, 0,
                      &self.scratch[0], &n_mix)
            k.linear(&self.parts[start, 0], &self.mixed[start, 0], weights.width, &weights.w_first, &self.scratch[0],
                     &n_first)
            start += U

    cdef int find_forms(self, Weights weights, const PartC* part) except -1 nogil:
        """The forms of the tokens of a part, of at most `capacity` tokens; computed where they are new."""
        cdef Py_ssize_t C = weights.n_tables, b, t = 0, start = self.n
        cdef int32_t* form__t
        cdef uint64_t* keys__tc
        reserve(&self.keys__tc, part.T * C, sizeof(uint64_t))
        reserve(&self.form__t, part.T, sizeof(int32_t))
        keys__tc, form__t = <uint64_t*>self.keys__tc.data, <int32_t*>self.form__t.data
        for b in range(part.B):
            write_keys(keys__tc + t * C, part.docs__b[b].tokens, part.docs__b[b].n, weights.attribute_ids, C)
            t += part.docs__b[b].n
        if not self.number(form__t, keys__tc, part.T, C):
            self.clear()
            start = 0
            self.number(form__t, keys__tc, part.T, C)
        self.compute(weights, start)
        return 0

    cdef int lay_out(self, const PartC* part, Py_ssize_t D) except -1 nogil:
        cdef Py_ssize_t b, n, i, m = 0, t = 0, group = 1, d, g, n_docs = 0, n_groups = 2
        cdef int32_t* start__b
        cdef int32_t* rows__m
        cdef int32_t* ids__m3
        cdef int32_t* groups__g
        cdef const int32_t* form__t = <const int32_t*>self.form__t.data
        for b in range(part.B):
            if part.docs__b[b].n:
                n_docs += 1
                n_groups += groups_of(D - 1) + groups_of(part.docs__b[b].n + D - 1) + 1
        self.n_first = part.T + 2 * (D - 1) * n_docs
        reserve(&self.start__b, part.B, sizeof(int32_t))
        reserve(&self.rows__m, self.n_first, sizeof(int32_t))
        reserve(&self.ids__m3, self.n_first * 3, sizeof(int32_t))
        reserve(&self.groups__g, n_groups * D, sizeof(int32_t))
        reserve(&self.n_groups__d, D, sizeof(size_t))
        start__b, rows__m = <int32_t*>self.start__b.data, <int32_t*>self.rows__m.data
        ids__m3, groups__g = <int32_t*>self.ids__m3.data, <int32_t*>self.groups__g.data
        for b in range(part.B):
            n = part.docs__b[b].n
            if n == 0:
                continue
            group += groups_of(D - 1)
            start__b[b] = <int32_t>(3 * group)
            for i in range(1 - D, n + D - 1):
                rows__m[m] = <int32_t>(3 * group + i)
                ids__m3[3 * m] = form__t[t + i - 1] if 0 <= i - 1 < n else -1
                ids__m3[3 * m + 1] = form__t[t + i] if 0 <= i < n else -1
                ids__m3[3 * m + 2] = form__t[t + i + 1] if 0 <= i + 1 < n else -1
                m += 1
            t += n
            group += groups_of(n + D - 1) + 1   # one group stays zero
        self.n_rows = 3 * group + 1
        for d in range(2, D + 1):
            m = 0
            for b in range(part.B):
                if part.docs__b[b].n == 0:
                    continue
                g = start__b[b] // 3
                for i in range(g - groups_of(D - d), g + groups_of(part.docs__b[b].n + D - d)):
                    groups__g[m] = <int32_t>i
                    m += 1
            (<size_t*>self.n_groups__d.data)[d - 2] = m
            groups__g += m
        return 0

    cdef int encode(self, Weights weights, const PartC* part) except -1 nogil:
        """All convolutions; the vectors of the tokens."""
        cdef const EngKernelsC* k = weights.k
        cdef Py_ssize_t w = weights.width, d, b, t = 0
        cdef size_t size = self.n_rows * w
        cdef const int32_t* groups__g = <const int32_t*>self.groups__g.data
        cdef EngWindowSizesC n
        cdef const float* last
        cdef float* X
        reserve(&self.X, 2 * size + ALIGNMENT, sizeof(float))
        X = aligned(&self.X)
        memset(X, 0, 2 * size * sizeof(float))
        n.G, n.I, n.O, n.P = self.n_first, w, w, weights.pieces
        k.window_first(X, &self.mixed[0, 0], &self.parts[0, 0], <const int32_t*>self.ids__m3.data,
                       <const int32_t*>self.rows__m.data, &weights.w_after, &n)
        for d in range(weights.depth - 1):
            n = weights.convolutions__d[d].n
            n.G = (<size_t*>self.n_groups__d.data)[d]
            k.window_forward(X + (d + 1) % 2 * size, X + d % 2 * size, groups__g, &weights.convolutions__d[d].w,
                             &self.scratch[0], &n)
            groups__g += n.G
        last = X + (weights.depth - 1) % 2 * size
        for b in range(part.B):
            memcpy(part.out__to + t * w, last + (<int32_t*>self.start__b.data)[b] * w, part.docs__b[b].n * w * sizeof(float))
            t += part.docs__b[b].n
        return 0

    cdef int run(self, Weights weights, const PartC* part) except -1 nogil:
        """The vectors of a part of at most `capacity` tokens."""
        if part.T == 0:
            return 0
        self.find_forms(weights, part)
        self.lay_out(part, weights.depth)
        self.encode(weights, part)
        if self.X.capacity > MAX_KEPT:
            self.free_scratch()
        return 0


cdef inline Py_ssize_t groups_of(Py_ssize_t n_rows) noexcept nogil:
    return (n_rows + 2) // 3


def predict(Weights weights not None, docs):
    """Token vectors of documents, one float32 array (tokens, width) each."""
    cdef FormCache cache, larger
    cdef Pool mem = Pool()
    cdef float[:, ::1] view
    cdef Py_ssize_t n_parts = 0, i, b, t, longest = 0
    cdef PartC* part
    docs = list(docs)   # holds what the tokens are borrowed from
    cdef DocC* docs__b = <DocC*>mem.alloc(len(docs) + 1, sizeof(DocC))
    cdef PartC* parts__p = <PartC*>mem.alloc(len(docs) + 1, sizeof(PartC))
    outputs = []
    for some in parts(docs):
        part = &parts__p[n_parts]
        part.docs__b, part.B = docs__b, len(some)
        for b in range(part.B):
            docs__b[b].tokens = first_token(some[b], &docs__b[b].n)
            part.T += docs__b[b].n
        out = numpy.empty((part.T, weights.width), dtype="float32")
        view = out
        part.out__to = &view[0, 0] if part.T else NULL
        t = 0
        for b in range(part.B):
            outputs.append(out[t:t + docs__b[b].n])
            t += docs__b[b].n
        longest = max(longest, part.T)
        docs__b += part.B
        n_parts += 1
    try:
        cache = weights.free.pop()
    except IndexError:
        cache = FormCache(weights, MAX_FORMS)
    larger = FormCache(weights, longest) if longest > cache.capacity else None   # for a long document, and this call alone
    # All in one piece: each time the interpreter's lock is asked for, another thread may be holding it.
    with nogil:
        for i in range(n_parts):
            part = &parts__p[i]
            if part.T <= cache.capacity:
                cache.run(weights, part)
            else:
                larger.run(weights, part)
    # After an error the cache may be half filled, and goes.
    weights.free.append(cache)
    return outputs


kept = Kept()


def weights_of(model, plan):
    """The packed weights of a model; new ones when a parameter has changed."""
    return kept.get(model, parameters(plan), lambda: Weights(plan))
