"""The batches of a run: epochs over the corpus, shuffled and cut, and the way back to a place in them.

Reading draws from random generators of its own: shuffling, augmenting and batching do not depend on what updates draw
in between. So a place in the data is a number of batches: reading as many again, from the same start, leads there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy

from engine.errors import DataError
from engine.gold.example import Example

Batch = list[Example]


class BatchStream(Iterator[tuple[int, Batch]]):
    """(epoch, batch) of a whole run.

    batches: what to read from. n_read: batches read so far.
    The first batch is read with the generators as they are; from then on theirs and those of the run go separate ways.
    """

    def __init__(self, batches: Iterator[tuple[int, Batch]]):
        self.batches = batches
        self.n_read = 0
        self._states: tuple[Any, Any] | None = None

    def __next__(self) -> tuple[int, Batch]:
        outer = None
        if self._states is not None:
            outer = get_states()
            set_states(self._states)
        try:
            item = next(self.batches)
        finally:
            self._states = get_states()
            if outer is not None:
                set_states(outer)
        self.n_read += 1
        return item

    def skip(self, n_batches: int) -> None:
        """Read batches without giving them out. DataError when there are not that many."""
        for done in range(n_batches):
            if next(self, None) is None:
                raise DataError(
                    "corpus.shorter",
                    f"The training data end after {done} batches; the run to be resumed had read {n_batches}.",
                    "Resume with the data that the run was started with.",
                )


def get_states() -> tuple[Any, Any]:
    return random.getstate(), numpy.random.get_state()


def set_states(states: tuple[Any, Any]) -> None:
    random.setstate(states[0])
    numpy.random.set_state(states[1])


def create_train_batches(
    nlp: Any,
    corpus: Callable[[Any], Iterable[Example]],
    batcher: Callable[[Iterable[Example]], Iterable[Batch]],
    max_epochs: int,
) -> Iterator[tuple[int, Batch]]:
    """(epoch, batch) of a whole run. max_epochs -1 streams the corpus; else it is held in memory and shuffled with
    Python's random generator before each epoch; 0 for no limit."""
    streamed = max_epochs < 0
    examples = [] if streamed else list(corpus(nlp))
    if not streamed and not examples:
        raise no_examples("train")
    epoch = 0
    while max_epochs < 1 or epoch < max_epochs:
        if not streamed:
            random.shuffle(examples)
        n_batches = 0
        for batch in batcher(corpus(nlp) if streamed else examples):
            n_batches += 1
            yield epoch, list(batch)
        if not n_batches:
            raise no_examples("train")
        epoch += 1


def no_examples(name: str) -> DataError:
    return DataError(
        "corpus.empty",
        f"The {name} corpus has no example that can be used.",
        "Look at the file, and at max_length and discard_oversize in the config: they leave documents out.",
    )
