"""Linear layers over token vectors, compiled for training: the tagger's softmax and the parser's first layer.

Values and gradients are those of the thinc nodes within 1e-5. Products are cut into parts that threads share; each
element is one sum in a fixed order, so that the number of threads changes no bit. A tree that is not known runs through
thinc. Called by engine.pipeline and engine.ml.transition.
"""
from libc.stdint cimport int32_t

import importlib

import numpy
from thinc.api import Model, NumpyOps

from engine.kernels.api cimport (
    EngBlockSizesC, EngBlockWeightsC, EngKernelsC, EngProductC, kernels, pool_threads, run_parts,
)

from engine.kernels.api import aligned_empty
from engine.ml.gradients import Gradient
from engine.ml.runtime.linear_forward import forward_scores, forward_vectors

# Rows, and outputs, of one part of a product.
cdef size_t ROWS = 96
cdef size_t OUTPUTS = 16

FORWARD = {
    name: importlib.import_module(f"thinc.layers.{name}").forward
    for name in ("chain", "linear", "list2array", "softmax", "with_array")
}


cdef struct DenseC:
    const EngKernelsC* k
    size_t T                        # rows
    size_t O
    size_t I
    const float* x__ti
    const float* W__oi
    EngBlockWeightsC packed
    float* y__to                    # outputs, then their gradient
    float* dx__ti
    float* dW__oi
    float* db__o
    bint is_softmax
    const int32_t* class__t
    float hit
    float other
    double* losses                  # of each part
    float* scratch
    size_t scratch_size


cdef size_t n_row_parts(const DenseC* c) noexcept nogil:
    return (c.T + ROWS - 1) // ROWS


cdef void forward_part(void* arg, size_t part, size_t worker) noexcept nogil:
    cdef DenseC* c = <DenseC*>arg
    cdef size_t t = part * ROWS
    cdef EngBlockSizesC n
    n.M, n.O, n.P, n.K = min(ROWS, c.T - t), c.O, 1, c.I
    c.k.linear(c.y__to + t * c.O, c.x__ti + t * c.I, c.I, &c.packed, c.scratch + worker * c.scratch_size, &n)
    if c.is_softmax:
        c.k.softmax(c.y__to + t * c.O, n.M, c.O)


cdef void loss_part(void* arg, size_t part, size_t worker) noexcept nogil:
    """Distributions become their gradients: see engine.pipeline.tagger_ops.masked_gradient."""
    cdef DenseC* c = <DenseC*>arg
    cdef size_t t, o, end = min(c.T, (part + 1) * ROWS)
    cdef int32_t gold
    cdef float* y
    cdef float kept
    cdef double loss = 0.0
    for t in range(part * ROWS, end):
        y = c.y__to + t * c.O
        gold = c.class__t[t]
        if gold >= 0:
            for o in range(c.O):
                y[o] -= c.other
            y[gold] += c.other
            y[gold] -= c.hit
            loss += square_sum(y, c.O)
            continue
        kept = y[-2 - gold] if gold < -1 else 0.0
        for o in range(c.O):
            y[o] = 0.0
        if gold < -1:
            y[-2 - gold] = kept
            loss += <double>kept * kept
    c.losses[part] = loss


cdef double square_sum(const float* x, size_t n) noexcept nogil:
    """In four lanes: a sum in one would wait for each addition."""
    cdef double[4] lanes
    cdef size_t i = 0
    lanes[0] = lanes[1] = lanes[2] = lanes[3] = 0.0
    while i + 4 <= n:
        lanes[0] += <double>x[i] * x[i]
        lanes[1] += <double>x[i + 1] * x[i + 1]
        lanes[2] += <double>x[i + 2] * x[i + 2]
        lanes[3] += <double>x[i + 3] * x[i + 3]
        i += 4
    while i < n:
        lanes[0] += <double>x[i] * x[i]
        i += 1
    return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])


cdef void backward_part(void* arg, size_t part, size_t worker) noexcept nogil:
    """Groups of rows (gradient of the input), groups of outputs (that of the weights), at last the bias."""
    cdef DenseC* c = <DenseC*>arg
    cdef size_t n_rows = n_row_parts(c), n_outputs = (c.O + OUTPUTS - 1) // OUTPUTS, first
    cdef EngProductC job
    job.a_next, job.b_row, job.N, job.out_row = 0, c.I, c.I, c.I
    if part < n_rows:
        first = part * ROWS
        job.out, job.a, job.b = c.dx__ti + first * c.I, c.y__to + first * c.O, c.W__oi
        job.M, job.K, job.a_row, job.a_step, job.a_run, job.adds = min(ROWS, c.T - first), c.O, c.O, 1, c.O, 0
        c.k.product(&job)
    elif part < n_rows + n_outputs:
        first = (part - n_rows) * OUTPUTS
        job.out, job.a, job.b = c.dW__oi + first * c.I, c.y__to + first, c.x__ti
        job.M, job.K, job.a_row, job.a_step, job.a_run, job.adds = min(OUTPUTS, c.O - first), c.T, 1, c.O, c.T, 1
        c.k.product(&job)
    else:
        c.k.sum_rows(c.db__o, c.y__to, c.T, c.O)


cdef class Dense:
    """One call of a layer y = [softmax](x . W + b) on a batch. node: with parameters W (O, I) and b (O,)."""
    cdef DenseC c
    cdef object node
    cdef list held
    cdef float[:, ::1] Y

    def __init__(self, node, const float[:, ::1] X not None, bint is_softmax):
        cdef DenseC* c = &self.c
        cdef const float[:, ::1] W = node.get_param("W")
        cdef const float[::1] b = node.get_param("b")
        cdef EngBlockSizesC n
        cdef float[::1] packed
        cdef float[::1] scratch
        cdef size_t N, n_workers = pool_threads()
        self.node = node
        c.k = kernels()
        c.T, c.O, c.I, c.is_softmax = X.shape[0], W.shape[0], W.shape[1], is_softmax
        self.Y = numpy.empty((c.T, c.O), dtype="float32")
        self.held = [X, W, b]
        if c.T == 0:
            return
        c.x__ti, c.W__oi, c.y__to = &X[0, 0], &W[0, 0], &self.Y[0, 0]
        N = c.k.packed_width(c.O, 1)
        n.M, n.O, n.P, n.K = ROWS, c.O, 1, c.I
        packed = aligned_empty(((c.I + 1) * N,))
        c.scratch_size = (c.k.forward_scratch(&n) + 15) // 16 * 16
        scratch = aligned_empty((n_workers * c.scratch_size,))
        c.scratch = &scratch[0]
        c.packed.packed__kn, c.packed.bias__n = &packed[N], &packed[0]
        with nogil:
            c.k.pack(&packed[N], &packed[0], &W[0, 0], &b[0], c.O, 1, c.I)
            run_parts(forward_part, c, n_row_parts(c), n_workers)

    def output(self):
        """(T, O)."""
        return numpy.asarray(self.Y)

    def take_classes(self, const int32_t[::1] classes not None, float hit, float other):
        """The outputs, distributions, become the gradient of their difference to gold classes; the loss, its squares
        summed.

        classes: (T,), at least -1 - O and less than O; see engine.pipeline.tagger_ops. hit, other: target of the gold
        class, and of the others.
        """
        cdef DenseC* c = &self.c
        cdef double[::1] losses = numpy.zeros((n_row_parts(c) + 1,), dtype="float64")
        cdef double loss = 0.0
        cdef size_t i
        if <size_t>classes.shape[0] != c.T:
            raise ValueError(f"{classes.shape[0]} classes for {c.T} tokens")
        for i in range(c.T):
            if not -2 - <Py_ssize_t>c.O < classes[i] < <Py_ssize_t>c.O:
                raise ValueError(f"class {classes[i]} of {c.O}")
        if c.T == 0:
            return 0.0
        c.class__t, c.hit, c.other, c.losses = &classes[0], hit, other, &losses[0]
        with nogil:
            run_parts(loss_part, c, n_row_parts(c), n_row_parts(c))
        for i in range(n_row_parts(c)):
            loss += losses[i]
        return loss

    def backward(self, dY=None):
        """Add the gradients of the weights to the node; returns that of the input. dY: (T, O), or what take_classes
        made of the outputs."""
        cdef DenseC* c = &self.c
        cdef float[:, ::1] dX = numpy.empty((c.T, c.I), dtype="float32")
        cdef float[:, ::1] dW
        cdef float[::1] db
        cdef float[:, ::1] given
        if c.T == 0:
            return numpy.asarray(dX)
        if dY is not None:
            given = numpy.require(dY, "float32", ["C", "W"])
            if given.shape[0] != self.Y.shape[0] or given.shape[1] != self.Y.shape[1]:
                raise ValueError(f"the gradient has shape {numpy.shape(dY)}, expected {(c.T, c.O)}")
            self.Y = given
            c.y__to = &self.Y[0, 0]
        gradients = [Gradient(self.node, "W"), Gradient(self.node, "b")]
        dW, db = (gradient.array for gradient in gradients)
        c.dx__ti, c.dW__oi, c.db__o = &dX[0, 0], &dW[0, 0], &db[0]
        with nogil:
            run_parts(backward_part, c, n_row_parts(c) + (c.O + OUTPUTS - 1) // OUTPUTS + 1, c.T + c.O)
        for gradient in gradients:
            gradient.finish()
        return numpy.asarray(dX)


def is_usable(node, kind):
    """Whether a node is a layer of that kind with weights that the kernels can read."""
    if node._func is not FORWARD[kind] or not isinstance(node.ops, NumpyOps) or node.shims or node.layers:
        return False
    if kind == "softmax" and node.attrs["softmax_temperature"] != 1.0:
        return False
    for name in ("W", "b"):
        value = node.get_param(name) if node.has_param(name) else None
        if not isinstance(value, numpy.ndarray) or value.dtype != numpy.float32 or not value.flags.c_contiguous:
            return False
    return node.get_param("W").size > 0


CHAINS = (FORWARD["chain"], forward_scores, forward_vectors)   # the last two leave training to the first


def is_chain(model, n_layers):
    return isinstance(model, Model) and model._func in CHAINS and len(model.layers) == n_layers and not model.shims


def flat_rows(vectors, width):
    """float32 (T, width) of one array a document."""
    rows = numpy.concatenate(vectors) if len(vectors) else numpy.zeros((0, width), dtype="float32")
    rows = numpy.ascontiguousarray(rows, dtype="float32")
    if rows.ndim != 2 or rows.shape[1] != width:
        raise ValueError(f"token vectors have shape {rows.shape}, expected {width} columns")
    return rows


def split_rows(rows, vectors):
    """The rows of each document, as many as in `vectors`."""
    out = []
    start = 0
    for each in vectors:
        out.append(rows[start:start + len(each)])
        start += len(each)
    return out


def begin_token_vectors(model, docs):
    """As model.begin_update(docs), for chain(tok2vec, list2array, linear): (T, O), and the function for the gradient."""
    if not is_chain(model, 3) or model.layers[1]._func is not FORWARD["list2array"]:
        return model.begin_update(docs)
    tok2vec, _, linear = model.layers
    if not is_usable(linear, "linear"):
        return model.begin_update(docs)
    vectors, backprop_tok2vec = tok2vec.begin_update(docs)
    X = flat_rows(vectors, linear.get_dim("nI"))
    dense = Dense(linear, X, False)

    def backprop(dY):
        return backprop_tok2vec(split_rows(dense.backward(dY), vectors))

    return dense.output(), backprop


def begin_classes(model, docs):
    """For chain(tok2vec, with_array(softmax)): a Dense with the distributions of all tokens, and the function that sends
    the gradient of its input back; None for another model."""
    if not is_chain(model, 2) or model.layers[1]._func is not FORWARD["with_array"]:
        return None
    tok2vec, outer = model.layers
    if len(outer.layers) != 1 or outer.attrs.get("pad", 0) != 0 or not is_usable(outer.layers[0], "softmax"):
        return None
    (softmax,) = outer.layers
    vectors, backprop_tok2vec = tok2vec.begin_update(docs)
    X = flat_rows(vectors, softmax.get_dim("nI"))
    return Dense(softmax, X, True), lambda dX: backprop_tok2vec(split_rows(dX, vectors))
