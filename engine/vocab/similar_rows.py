"""The rows of a table nearest to queries by cosine: exact, in memory bounded by blocks. Caller: Vectors."""

from __future__ import annotations

from typing import Any

import numpy

ROWS = 32768  # of the table, at once: with 1024 queries, 128 MB of cosines


def unit_rows(table: Any) -> Any:
    """(rows,) factors that give each row the length 1; 1 for a row of zeros."""
    norms = numpy.sqrt(numpy.einsum("ij,ij->i", table, table))
    norms[norms == 0] = 1
    return 1 / norms


def nearest(table: Any, queries: Any, n: int, batch_size: int, sort: bool) -> tuple[Any, Any]:
    """(rows int32, cosines float32), each (queries, n), of the n rows of `table` nearest to each query.

    table (rows, width), queries (queries, width): float32. n: at most `rows`. sort: nearest first.
    """
    best = numpy.zeros((len(queries), n), dtype="i")
    cosines = numpy.zeros((len(queries), n), dtype="f")
    if n == 0 or len(queries) == 0:
        return best, cosines
    factors = unit_rows(table)
    queries = queries * unit_rows(queries)[:, None]
    for start in range(0, len(queries), batch_size):
        batch = slice(start, start + batch_size)
        best[batch], cosines[batch] = _nearest_of_batch(table, factors, queries[batch], n)
    if sort:
        order = numpy.argsort(-cosines, axis=1, kind="stable")
        best, cosines = numpy.take_along_axis(best, order, axis=1), numpy.take_along_axis(cosines, order, axis=1)
    return best, cosines


def _nearest_of_batch(table: Any, factors: Any, queries: Any, n: int) -> tuple[Any, Any]:
    rows = numpy.zeros((len(queries), 0), dtype="i")
    cosines = numpy.zeros((len(queries), 0), dtype="f")
    for first in range(0, len(table), ROWS):
        part = slice(first, min(first + ROWS, len(table)))
        block = queries @ table[part].T
        block *= factors[part]
        found = numpy.arange(part.start, part.stop, dtype="i")
        if rows.shape[1] < n:
            changed = numpy.arange(len(queries))
        else:
            # Most queries find nothing better in a later block.
            changed = numpy.flatnonzero(block.max(axis=1) > cosines.min(axis=1))
        if not len(changed):
            continue
        keep = min(n, block.shape[1])
        top = numpy.argpartition(block[changed], -keep, axis=1)[:, -keep:]
        both = numpy.concatenate((cosines[changed], numpy.take_along_axis(block[changed], top, axis=1)), axis=1)
        names = numpy.concatenate((rows[changed], found[top]), axis=1)
        if both.shape[1] > n:
            top = numpy.argpartition(both, -n, axis=1)[:, -n:]
            both, names = numpy.take_along_axis(both, top, axis=1), numpy.take_along_axis(names, top, axis=1)
        if len(changed) == len(queries):
            rows, cosines = names, both
        else:
            rows[changed], cosines[changed] = names, both
    return rows, cosines
