"""Slow versions of the kernels: blocks of maxout, layer norm, dropout and residual; hash embeddings."""

from __future__ import annotations

import numpy

EPSILON = 1e-8


def rows_of(data, M, stride, K):
    return numpy.stack([data[t * stride : t * stride + K] for t in range(M)]) if M else numpy.zeros((0, K))


def forward(data, M, stride, W, b, G, shift, residual=None, mask=None):
    """out, xhat, rstd, which; in float64. mask: factors of what is added to the residual."""
    nO, P, K = W.shape
    x = rows_of(data.astype("float64"), M, stride, K)
    scores = (x @ W.reshape((nO * P, K)).T.astype("float64")).reshape((M, nO, P)) + b
    which = scores.argmax(axis=2)
    best = scores.max(axis=2)
    rstd = 1 / numpy.sqrt(best.var(axis=1) + EPSILON)
    xhat = (best - best.mean(axis=1, keepdims=True)) * rstd[:, None]
    out = xhat * G + shift
    if mask is not None:
        out = out * mask
    return out + (0 if residual is None else residual), xhat, rstd, which


def backward(data, stride, W, G, d_out, xhat, rstd, which, mask=None):
    """dW, db, d_gain, d_shift, d_data; of everything but the residual."""
    M, nO = d_out.shape
    _, P, K = W.shape
    x = rows_of(data.astype("float64"), M, stride, K)
    d = d_out.astype("float64") * (1 if mask is None else mask)
    d_gain, d_shift = (d * xhat).sum(axis=0), d.sum(axis=0)
    d = d * G
    d = (d - d.mean(axis=1, keepdims=True) - xhat * (d * xhat).mean(axis=1, keepdims=True)) * rstd[:, None]
    d_scores = numpy.zeros((M, nO, P))
    for m in range(M):
        for o in range(nO):
            d_scores[m, o, which[m, o]] = d[m, o]
    dW = numpy.einsum("mop,mk->opk", d_scores, x)
    d_rows = numpy.einsum("mop,opk->mk", d_scores, W)
    d_data = numpy.zeros(len(data))
    for m in range(M):
        d_data[m * stride : m * stride + K] += d_rows[m]
    return dW, d_scores.sum(axis=0), d_gain, d_shift, d_data


def gather_add(table, ids):
    return table[ids].sum(axis=1)


def scatter_add(n_rows, ids, d_out):
    d_table = numpy.zeros((n_rows, d_out.shape[1]))
    for row, d in zip(ids, d_out, strict=True):
        for i in row:
            d_table[i] += d
    return d_table


MASK = (1 << 64) - 1


def hash_key(key: int, seed: int) -> list[int]:
    """MurmurHash3 x64-128 of the key's eight little-endian bytes, as four 32-bit numbers."""

    def rotate(x, r):
        return ((x << r) | (x >> (64 - r))) & MASK

    def finish(k):
        k ^= k >> 33
        k = k * 0xFF51AFD7ED558CCD & MASK
        k ^= k >> 33
        k = k * 0xC4CEB9FE1A85EC53 & MASK
        return k ^ (k >> 33)

    k1 = rotate(key * 0x87C37B91114253D5 & MASK, 31) * 0x4CF5AD432745937F & MASK
    h1, h2 = (seed ^ k1) ^ 8, seed ^ 8
    h1 = (h1 + h2) & MASK
    h2 = (h2 + h1) & MASK
    h1, h2 = finish(h1), finish(h2)
    h1 = (h1 + h2) & MASK
    h2 = (h2 + h1) & MASK
    return [h1 & 0xFFFFFFFF, h1 >> 32, h2 & 0xFFFFFFFF, h2 >> 32]


def window(data, rows, W, b, G, shift):
    """The named rows of a convolution over the row before, the row and the row after, with its residual; float64."""
    nO = W.shape[0]
    padded = numpy.concatenate([numpy.zeros((1, nO)), data.astype("float64"), numpy.zeros((1, nO))])
    inputs = numpy.concatenate([padded[:-2], padded[1:-1], padded[2:]], axis=1)[rows]
    return forward(inputs.reshape(-1), len(inputs), 3 * nO, W, b, G, shift, data[rows])[0]


def window_first(mixed, parts, ids, bias, G, shift):
    """mixed (U, O), parts (U, 3, P, O), ids (M, 3), bias (P, O); float64."""
    out = []
    for row in ids:
        scores = bias.astype("float64") + sum(parts[u, i].astype("float64") for i, u in enumerate(row) if u >= 0)
        best = scores.max(axis=0)
        normed = (best - best.mean()) / numpy.sqrt(best.var() + EPSILON)
        out.append(normed * G + shift + (mixed[row[1]] if row[1] >= 0 else 0))
    return numpy.asarray(out).reshape((len(ids), bias.shape[1]))
