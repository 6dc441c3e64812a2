"""Smaller vector tables: fewer rows that more words share. Callers: Vocab, the command `init vectors`."""

from __future__ import annotations

from typing import Any

import numpy

from engine.errors import InputError
from engine.vocab.similar_rows import nearest
from engine.vocab.vectors import Vectors


def prune(vectors: Vectors, nr_row: int, batch_size: int, prob_of: Any) -> dict[int, tuple[int, float]]:
    """Keep nr_row rows; every word of another row gets the nearest one that is kept.

    prob_of (int -> float): the words that are likely keep their rows; among equals, those whose row comes first.
    Returns {id of a word that lost its row: (id of a word of the row it has now, cosine)}.
    """
    vectors._refuse_floret("prune")
    known = sorted(vectors.key2row.items(), key=lambda item: (-prob_of(item[0]), item[1]))
    rows = list(dict.fromkeys(row for _, row in known))
    if not nr_row >= 1:
        raise InputError("vectors.prune", f"A vector table cannot be pruned to {nr_row} rows.", "Keep at least one.")
    if nr_row > len(rows):
        raise InputError(
            "vectors.prune",
            f"A vector table with {len(rows)} rows in use cannot be pruned to {nr_row}.",
            "Give a smaller number.",
        )
    table = numpy.ascontiguousarray(vectors.data[rows[:nr_row]])
    place = {row: i for i, row in enumerate(rows[:nr_row])}
    word_of: dict[int, int] = {}
    for key, row in known:
        if row in place:
            word_of[place[row]] = key  # of several words, the last
    lost = rows[nr_row:]
    best, scores = nearest(table, vectors.data[lost], 1, batch_size, True)
    scores = numpy.clip(numpy.around(scores, 4), -1, 1)
    moved = {row: (int(best[i, 0]), scores[i, 0]) for i, row in enumerate(lost)}
    remapped = {}
    for key, row in known:
        if row in moved:
            to, score = moved[row]
            remapped[key] = (word_of[to], score)
    vectors.data = table
    vectors._set_rows({k: place[r] if r in place else moved[r][0] for k, r in vectors.key2row.items()}, "prune")
    return remapped


def deduplicate(vectors: Vectors) -> None:
    """Give all words with equal vectors one row. Rows of no word are dropped; rows are sorted by their numbers."""
    vectors._refuse_floret("deduplicate")
    keys = numpy.fromiter(vectors.key2row.keys(), dtype="uint64", count=len(vectors.key2row))
    rows = numpy.fromiter(vectors.key2row.values(), dtype="int64", count=len(vectors.key2row))
    if not len(keys):
        return
    first, place = unique_rows(vectors.data, numpy.unique(rows))
    if len(first) == len(vectors.data):
        return
    vectors.data = vectors.data[first]
    vectors._set_rows(dict(zip(keys.tolist(), place[rows].tolist(), strict=True)), "deduplicate")


def unique_rows(table: Any, used: Any) -> tuple[Any, Any]:
    """(rows that differ, sorted by their numbers; for each row of the table its place among them).

    table (rows, width). used (n,): the rows to look at; the place of others is 0. Sorting by all columns is slow, so
    rows are sorted by a few, and by all where those are equal.
    """
    if not table.shape[1]:
        return used[:1], numpy.zeros((len(table),), dtype="int64")
    columns = table[used, : min(3, table.shape[1])]
    order = numpy.lexsort(columns.T[::-1])
    changed = (columns[order[1:]] != columns[order[:-1]]).any(axis=1)
    group = numpy.concatenate(([0], numpy.cumsum(changed)))  # of each place in `order`
    sizes = numpy.bincount(group)
    tied = numpy.flatnonzero(sizes[group] > 1)
    is_new = numpy.ones((len(order),), dtype=bool)
    if len(tied):
        rows = table[used[order[tied]]]
        by_all = numpy.lexsort((*rows.T[::-1], group[tied]))
        order[tied] = order[tied][by_all]
        rows = rows[by_all]
        same = (rows[1:] == rows[:-1]).all(axis=1) & (tied[1:] == tied[:-1] + 1)
        is_new[tied[1:][same]] = False
    place = numpy.zeros((len(table),), dtype="int64")
    place[used[order]] = numpy.cumsum(is_new) - 1
    return used[order[is_new]], place
