"""Floret vectors, slow and obvious: every n-gram as a string, every row added up."""

from __future__ import annotations

import numpy

from engine.vocab.ngrams import NgramHasher


def ngrams(word: str, minn: int, maxn: int, bow: str, eow: str) -> list[str]:
    padded = bow + word + eow
    found = [padded]
    for n in range(minn, maxn + 1):
        found += [padded[i : i + n] for i in range(len(padded) - n + 1)]
    return found


def rows(word: str, minn: int, maxn: int, hash_count: int, seed: int, bow: str, eow: str, n_rows: int) -> list[int]:
    out = []
    for ngram in ngrams(word, minn, maxn, bow, eow):
        # An n-gram alone: no marks, and no n-grams of its own beside the whole.
        alone = NgramHasher(1 << 20, 1 << 20, hash_count, seed, "", "")
        out += alone.rows(ngram, n_rows)
    return out


def vector(word: str, table: numpy.ndarray, **settings) -> numpy.ndarray:
    if not word:
        return numpy.zeros(table.shape[1], dtype="f")
    total = numpy.zeros(table.shape[1], dtype="f")
    found = rows(word, n_rows=len(table), **settings)
    for row in found:
        total += table[row]
    return total / len(found)
