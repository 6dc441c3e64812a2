"""The compiled forward and backward pass of MultiHashEmbed and MaxoutWindowEncoder.

Values and gradients are those of the thinc tree within 1e-5; only the dropout masks come from another stream (seeded
by one draw from numpy's global generator). What is faster:

- Embedding and mixing layer are computed once for each distinct row of keys in the batch ("form"), and so are their
  gradients, summed over the tokens of the form.
- No array of concatenated windows is made; product, maxout, norm, dropout and residual are one pass (engine.kernels).
- Of the maxout's pieces only the winning ones take part in the backward pass.

Weights are read from the nodes at each call and packed anew, so that nothing is stale. Called by
engine.ml.runtime.tok2vec_forward.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from engine.kernels.api cimport EngKernelsC, hash_rows, kernels, run_parts
from engine.ml.runtime.block_run cimport BlockRun

import numpy

from engine.kernels.api import aligned_empty
from engine.ml.gradients import Gradient
from engine.ml.runtime.parts import parts
from engine.ml.token_keys import as_attribute_ids, flat_keys


cdef struct RowsC:
    # Where tokens lie in the padded batch.
    Py_ssize_t M        # rows, padding included
    Py_ssize_t T        # tokens
    Py_ssize_t edge     # zero rows before and after, for windows that reach over the ends


cdef Py_ssize_t find_forms(int32_t* form__t, int32_t* first__u, const uint64_t* keys__tc, Py_ssize_t T, Py_ssize_t C,
                           int32_t* slots, Py_ssize_t n_slots) noexcept nogil:
    """Number the distinct rows of keys in order of appearance. slots: n_slots values, a power of two above T.

    form__t: the form of each token. first__u: the first token of each form.
    """
    cdef Py_ssize_t t, c, U = 0
    cdef Py_ssize_t slot
    cdef uint64_t h
    cdef const uint64_t* row
    cdef const uint64_t* other
    cdef bint same
    memset(slots, 0xff, n_slots * sizeof(int32_t))
    for t in range(T):
        row = keys__tc + t * C
        h = 0
        for c in range(C):
            h = (h ^ row[c]) * 0x9e3779b97f4a7c15ULL
            h ^= h >> 29
        slot = <Py_ssize_t>(h & <uint64_t>(n_slots - 1))
        while True:
            if slots[slot] < 0:
                slots[slot] = <int32_t>U
                first__u[U] = <int32_t>t
                form__t[t] = <int32_t>U
                U += 1
                break
            other = keys__tc + <Py_ssize_t>first__u[slots[slot]] * C
            same = True
            for c in range(C):
                if row[c] != other[c]:
                    same = False
                    break
            if same:
                form__t[t] = slots[slot]
                break
            slot = (slot + 1) & (n_slots - 1)
    return U


cdef struct TableC:
    # One hash table in one call.
    const EngKernelsC* k
    const float* E__ro
    float* dE__ro
    int32_t* ids__u4
    const uint64_t* keys            # of the first form; n_tables from one form to the next
    size_t n_tables
    uint32_t seed
    uint32_t n_rows
    size_t U
    size_t O
    float* embedded                 # the table's columns of the first form
    size_t stride                   # from one form to the next


cdef void embed_table(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef TableC* c = <TableC*>arg + part
    hash_rows(c.ids__u4, c.keys, c.n_tables, c.U, c.seed, c.n_rows)
    c.k.gather_add(c.embedded, c.stride, c.E__ro, c.ids__u4, c.U, c.O)


cdef void gather_gradient(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef TableC* c = <TableC*>arg + part
    c.k.scatter_add(c.dE__ro, c.ids__u4, c.embedded, c.stride, c.U, c.O)


cdef int copy_rows(float* padded, const float* flat, const int32_t[::1] lengths, Py_ssize_t pad, Py_ssize_t width,
                   bint to_flat) noexcept nogil:
    """Between the rows of all tokens (T, width) and the padded batch: pad rows before, between, after non-empty docs."""
    cdef Py_ssize_t i, n
    cdef Py_ssize_t row = pad, t = 0
    for i in range(lengths.shape[0]):
        n = lengths[i]
        if n == 0:
            continue
        if to_flat:
            memcpy(<float*>flat + t * width, padded + row * width, n * width * sizeof(float))
        else:
            memcpy(padded + row * width, flat + t * width, n * width * sizeof(float))
        row += n + pad
        t += n
    return 0


cdef class Tok2VecRun:
    """One call on a batch; keeps what the backward pass needs when training."""
    cdef object plan
    cdef bint is_train
    cdef RowsC rows
    cdef Py_ssize_t width
    cdef Py_ssize_t pad
    cdef Py_ssize_t n_tables
    cdef Py_ssize_t table_width
    cdef Py_ssize_t U
    cdef int32_t[::1] lengths
    cdef int32_t[::1] form__t
    cdef int32_t[:, :, ::1] ids__cu4
    cdef float[:, ::1] embedded__uk
    cdef list column_masks          # per table: float32 (table_width,) or None
    cdef uint64_t seed              # of all masks but the tables'
    cdef Pool mem
    cdef TableC* tables             # (n_tables,)
    cdef BlockRun mix
    cdef list blocks
    cdef float[:, :, ::1] X         # (D + 1 in training, else 2; M + 2 edge; width)

    def __init__(self, plan, docs, bint is_train):
        self.plan = plan
        self.is_train = is_train
        self.mem = Pool()
        self.width, self.pad = plan.width, plan.pad
        self.n_tables = len(plan.tables)
        self.table_width = plan.tables[0].get_dim("nO")
        keys, self.lengths = flat_keys(docs, as_attribute_ids(plan.extract.attrs["columns"]))
        self.rows.T = len(keys)
        n_docs = int(numpy.count_nonzero(numpy.asarray(self.lengths)))
        self.rows.M = self.rows.T + self.pad * (n_docs + 1)
        self.rows.edge = plan.window
        if self.rows.T:
            self.embed(keys)

    cdef int embed(self, const uint64_t[:, ::1] keys__tc) except -1:
        """Rows of the tables for each form, and the mixing layer's output."""
        cdef const EngKernelsC* k = kernels()
        cdef Py_ssize_t T = self.rows.T, C = self.n_tables, w = self.table_width, c, u, o
        cdef Py_ssize_t n_slots = 64
        while n_slots < 2 * T:
            n_slots *= 2
        cdef int32_t[::1] slots = numpy.empty((n_slots,), dtype="int32")
        cdef int32_t[::1] first = numpy.empty((T,), dtype="int32")
        self.form__t = numpy.empty((T,), dtype="int32")
        with nogil:
            self.U = find_forms(&self.form__t[0], &first[0], &keys__tc[0, 0], T, C, &slots[0], n_slots)
        cdef Py_ssize_t U = self.U
        cdef uint64_t[:, ::1] keys__uc = numpy.empty((U, C), dtype="uint64")
        for u in range(U):
            memcpy(&keys__uc[u, 0], &keys__tc[first[u], 0], C * sizeof(uint64_t))
        self.ids__cu4 = numpy.empty((C, U, 4), dtype="int32")
        self.embedded__uk = aligned_empty((U, C * w))
        self.column_masks = []
        cdef const float[:, ::1] E
        cdef float[::1] mask
        cdef TableC* call
        self.tables = <TableC*>self.mem.alloc(C, sizeof(TableC))
        for c in range(C):
            table = self.plan.tables[c]
            E = table.get_param("E")
            call = &self.tables[c]
            call.k, call.E__ro, call.ids__u4, call.keys = k, &E[0, 0], &self.ids__cu4[c, 0, 0], &keys__uc[0, c]
            call.n_tables, call.seed, call.n_rows, call.U, call.O = C, table.attrs["seed"], E.shape[0], U, w
            call.embedded, call.stride = &self.embedded__uk[0, c * w], C * w
            rate = table.attrs.get("dropout_rate") or 0.0
            self.column_masks.append(table.ops.get_dropout_mask((w,), rate) if self.is_train and rate else None)
        with nogil:
            run_parts(embed_table, self.tables, C, C if self.is_train else 1)
        for c in range(C):
            if self.column_masks[c] is not None:
                mask = self.column_masks[c]
                scale_columns(self.embedded__uk, c * w, mask)
        self.mix = BlockRun(self.plan.mix, U, self.is_train)
        return 0

    cdef int encode(self) except -1:
        """Mixing layer and convolutions. The result is the last slice of X."""
        cdef Py_ssize_t D = len(self.plan.blocks), M = self.rows.M, edge = self.rows.edge, w = self.width, t, d, source, target
        cdef float[:, ::1] mixed__uo = aligned_empty((self.U, w))
        cdef float[:, ::1] flat = aligned_empty((self.rows.T, w))
        cdef BlockRun block
        cdef Py_ssize_t n_slices = D + 1 if self.is_train else 2
        # One draw seeds all masks of the call; drawn always in training, so that a rate of 0 does not shift the rest.
        self.seed = int.from_bytes(numpy.random.bytes(8), "little") if self.is_train else 0
        X = aligned_empty((n_slices, M + 2 * edge, w))
        X[0] = 0
        X[1:, :edge] = 0
        X[1:, M + edge:] = 0
        self.X = X
        self.blocks = []
        cdef const EngKernelsC* k = kernels()
        with nogil:
            self.mix.forward(&mixed__uo[0, 0], &self.embedded__uk[0, 0], self.embedded__uk.shape[1], NULL, 0.0, 0)
            for t in range(self.rows.T):
                memcpy(&flat[t, 0], &mixed__uo[self.form__t[t], 0], w * sizeof(float))
            if self.is_train and self.mix.drop > 0:
                k.dropout(&flat[0, 0], self.rows.T, w, self.mix.drop, self.seed)
            copy_rows(&self.X[0, edge, 0], &flat[0, 0], self.lengths, self.pad, w, False)
        for d in range(D):
            block = BlockRun(self.plan.blocks[d], M, self.is_train)
            source = d if self.is_train else d % 2
            target = d + 1 if self.is_train else (d + 1) % 2
            with nogil:
                block.forward(&self.X[target, edge, 0], &self.X[source, 0, 0], w, &self.X[source, edge, 0], block.drop,
                              self.seed + <uint64_t>(d + 1) * 0xd1342543de82ef95ULL)
            if self.is_train:
                self.blocks.append(block)
        return 0

    def outputs(self):
        """Token vectors, one array (tokens, width) a document."""
        cdef Py_ssize_t D = len(self.plan.blocks), w = self.width
        flat = numpy.empty((self.rows.T, w), dtype="float32")
        cdef float[:, ::1] view = flat
        if self.rows.T:
            self.encode()
            copy_rows(&self.X[D if self.is_train else D % 2, self.rows.edge, 0], &view[0, 0], self.lengths, self.pad, w,
                      True)
        return split(flat, self.lengths)

    def backprop(self, d_outputs):
        """Add all gradients to the nodes. d_outputs: one array (tokens, width) a document."""
        cdef const EngKernelsC* k = kernels()
        cdef Py_ssize_t M = self.rows.M, T = self.rows.T, edge = self.rows.edge, w = self.width, tw = self.table_width
        cdef Py_ssize_t d, c
        cdef BlockRun block
        if T == 0:
            return []
        flat = numpy.ascontiguousarray(numpy.concatenate(d_outputs), dtype="float32")
        if flat.shape != (T, w):
            raise ValueError(f"the gradient has shape {flat.shape}, expected {(T, w)}")
        cdef float[:, ::1] d_flat = flat if flat.flags.writeable else flat.copy()
        cdef float[:, ::1] d_out = aligned_empty((M + 2 * edge, w))
        cdef float[::1] d_best = aligned_empty((max(M, self.U) * w,))
        memset(&d_out[0, 0], 0, (M + 2 * edge) * w * sizeof(float))
        copy_rows(&d_out[edge, 0], &d_flat[0, 0], self.lengths, self.pad, w, False)
        for d in range(len(self.blocks) - 1, -1, -1):
            # In place: the gradient of the output is read whole before that of the input, the residual, is added to.
            block = self.blocks[d]
            block.backward(&d_out[0, 0], &d_out[edge, 0], &self.X[d, 0, 0], w, block.drop, d_best)
            if edge:
                memset(&d_out[0, 0], 0, edge * w * sizeof(float))
                memset(&d_out[M + edge, 0], 0, edge * w * sizeof(float))
        cdef float[:, ::1] d_mixed = aligned_empty((self.U, w))
        cdef float[:, ::1] d_embedded = aligned_empty((self.U, self.embedded__uk.shape[1]))
        cdef float[:, ::1] d_tokens = aligned_empty((T, w))
        memset(&d_mixed[0, 0], 0, self.U * w * sizeof(float))
        memset(&d_embedded[0, 0], 0, self.U * self.embedded__uk.shape[1] * sizeof(float))
        with nogil:
            copy_rows(&d_out[edge, 0], &d_tokens[0, 0], self.lengths, self.pad, w, True)
            if self.mix.drop > 0:
                k.dropout(&d_tokens[0, 0], T, w, self.mix.drop, self.seed)
            k.add_rows(&d_mixed[0, 0], &self.form__t[0], &d_tokens[0, 0], T, w)
        self.mix.backward(&d_embedded[0, 0], &d_mixed[0, 0], &self.embedded__uk[0, 0], self.embedded__uk.shape[1], 0.0,
                          d_best)
        cdef float[:, ::1] dE
        cdef float[::1] mask
        gradients = [Gradient(table, "E") for table in self.plan.tables]
        for c in range(self.n_tables):
            if self.column_masks[c] is not None:
                mask = self.column_masks[c]
                scale_columns(d_embedded, c * tw, mask)
            dE = gradients[c].array
            self.tables[c].dE__ro, self.tables[c].embedded = &dE[0, 0], &d_embedded[0, c * tw]
        with nogil:
            # Tables that are one node add to the same array.
            run_parts(gather_gradient, self.tables, self.n_tables, self.n_tables if self.tables_differ() else 1)
        for gradient in gradients:
            gradient.finish()
        return []

    cdef bint tables_differ(self) noexcept nogil:
        cdef Py_ssize_t c, other
        for c in range(self.n_tables):
            for other in range(c):
                if self.tables[c].dE__ro == self.tables[other].dE__ro:
                    return False
        return True


cdef int scale_columns(float[:, ::1] rows, Py_ssize_t start, const float[::1] factors) noexcept nogil:
    cdef Py_ssize_t i, j
    for i in range(rows.shape[0]):
        for j in range(factors.shape[0]):
            rows[i, start + j] *= factors[j]
    return 0


def split(flat, lengths):
    """Views of the rows of each document."""
    out = []
    cdef Py_ssize_t start = 0
    cdef Py_ssize_t i
    cdef const int32_t[::1] n = lengths
    for i in range(n.shape[0]):
        out.append(flat[start:start + n[i]])
        start += n[i]
    return out


def run(plan, docs, bint is_train):
    """Token vectors of a batch, one float32 array (tokens, width) a document, and the function that takes the gradient.

    plan (Plan): of engine.ml.runtime.recognise. docs: Docs or Spans.
    """
    cdef Tok2VecRun call
    if is_train:
        call = Tok2VecRun(plan, docs, True)
        return call.outputs(), call.backprop
    outputs = []
    for part in parts(docs):
        call = Tok2VecRun(plan, part, False)
        outputs.extend(call.outputs())
    return outputs, None
