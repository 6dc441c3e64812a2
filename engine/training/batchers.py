"""Batchers: cut a stream of examples into batches, by words, by padded size or by number.

Sizes are a number, or a schedule: an iterable that gives the size of each batch in turn.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")
Size = int | float | Iterable[Any]
Batcher = Callable[[Iterable[Any]], Iterable[list[Any]]]


def sizes_of(size: Size) -> Iterator[float]:
    """The size of each batch in turn. A schedule that ends keeps its last size."""
    if isinstance(size, (int, float)):
        yield from itertools.repeat(size)
    last: float | None = None
    for last in size:  # type: ignore[union-attr]
        yield last
    while last is not None:
        yield last


def minibatch(items: Iterable[Item], size: Size) -> Iterator[list[Item]]:
    """Batches of `size` items; the last may be smaller.

    >>> list(minibatch(range(5), size=2))
    [[0, 1], [2, 3], [4]]
    """
    stream = iter(items)
    for n in sizes_of(size):
        batch = list(itertools.islice(stream, max(1, int(n))))
        if not batch:
            return
        yield batch


def minibatch_by_words(
    items: Iterable[Item],
    size: Size,
    tolerance: float = 0.2,
    discard_oversize: bool = False,
    get_length: Callable[[Item], int] = len,  # type: ignore[assignment]
) -> Iterator[list[Item]]:
    """Batches of about `size` words, at most `size * (1 + tolerance)`.

    An item that is longer than that comes alone, or not at all with `discard_oversize`. Items over the size, within
    the tolerance, are kept aside as the overflow of a batch.
    """
    targets = sizes_of(size)
    target = next(targets)
    margin = target * tolerance
    batch: list[Item] = []
    overflow: list[Item] = []
    n_batch = n_overflow = 0
    for item in items:
        n = get_length(item)
        if n > target + margin:
            if not discard_oversize:
                yield [item]
        elif not overflow and n_batch + n <= target:
            batch.append(item)
            n_batch += n
        elif n_batch + n_overflow + n <= target + margin:
            overflow.append(item)
            n_overflow += n
        else:
            if batch:
                yield batch
            target = next(targets)
            margin = target * tolerance
            batch, n_batch = overflow, n_overflow
            overflow, n_overflow = [], 0
            if n_batch + n <= target:
                batch.append(item)
                n_batch += n
            elif n_batch + n <= target + margin:
                overflow.append(item)
                n_overflow += n
            else:
                if batch:
                    yield batch
                target = next(targets)
                margin = target * tolerance
                batch, n_batch = [item], n
    batch = batch + overflow
    if batch:
        yield batch


def minibatch_by_padded_size(
    items: Iterable[Item],
    size: Size,
    buffer: int = 256,
    discard_oversize: bool = False,
    get_length: Callable[[Item], int] = len,  # type: ignore[assignment]
) -> Iterator[list[Item]]:
    """Batches whose number of items times longest item stays below `size`; of each `buffer` items, longest first."""
    sizes: Iterator[float] | None = None if isinstance(size, (int, float)) else sizes_of(size)
    for group in minibatch(items, buffer):
        target = next(sizes) if sizes is not None else size
        lengths = [get_length(item) for item in group]
        batches: list[list[int]] = []
        batch: list[int] = []
        for index in sorted(range(len(group)), key=lambda i: lengths[i]):
            if batch and lengths[index] * (len(batch) + 1) > target:  # type: ignore[operator]
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
        for batch in reversed(batches):
            padded = max(lengths[i] for i in batch) * len(batch)
            if discard_oversize and padded >= target:  # type: ignore[operator]
                continue
            yield [group[i] for i in sorted(batch)]


def configure_minibatch(size: Size, get_length: Callable[[Any], int] | None = None) -> Batcher:
    """`spacy.batch_by_sequence.v1`: see minibatch."""
    return lambda items: minibatch(items, size)


def configure_minibatch_by_words(
    size: Size, tolerance: float, discard_oversize: bool, get_length: Callable[[Any], int] | None = None
) -> Batcher:
    """`spacy.batch_by_words.v1`: see minibatch_by_words."""
    return lambda items: minibatch_by_words(items, size, tolerance, discard_oversize, get_length or len)


def configure_minibatch_by_padded_size(
    size: Size, buffer: int, discard_oversize: bool, get_length: Callable[[Any], int] | None = None
) -> Batcher:
    """`spacy.batch_by_padded.v1`: see minibatch_by_padded_size."""
    return lambda items: minibatch_by_padded_size(items, size, buffer, discard_oversize, get_length or len)
