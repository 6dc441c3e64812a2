"""Running a pipeline on several threads of this process: nothing is copied, documents come back in order.

The caller's thread reads the stream and cuts it into tasks; each worker takes a task from its texts to its finished
documents. Components do their work in C without the interpreter's lock, so that the workers run side by side; Python
components run too, one at a time. At most AHEAD tasks a thread are under way: an endless stream is read no faster than
its documents are taken. Caller: RunningMixin.pipe.

What the workers share, and why that is safe:

- The string store, the lexemes of the vocabulary, and what tokenizer, attribute ruler and lemmatizer remember are
  changed under the interpreter's lock only, each change in one step; nothing reads them without that lock. Whoever
  comes second to make the same entry takes the first one's.
- Ids are hashes, and what is remembered is what would be worked out anew: results do not depend on who comes first.
- Weights are read only. Scratch memory of models belongs to a call.
- A memory zone belongs to the thread that opened it, and to the workers of a pipe that it runs.
"""

from __future__ import annotations

import contextvars
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import count
from typing import Any

from engine.errors import InputError
from engine.tokens.doc import Doc

AHEAD = 2  # tasks a thread that are begun or wait
# A task is small, so that few texts keep all threads busy, and an interrupt waits for little; large enough that handing
# it over costs nothing: some thousand words take a tenth of a second.
MAX_TEXTS = 128
MAX_CHARACTERS = 50_000
CHARACTERS_A_TOKEN = 5
POLL = 0.5  # seconds; where waiting cannot be interrupted by itself (Windows), Ctrl-C is seen after so long

numbers = count()  # of the pipes, for the names of their threads
Result = tuple[list[Any], BaseException | None]  # finished documents, and the error that ended the task


class Stopped(BaseException):
    """The documents of a task are not wanted any more. No Exception: error handlers have no business with it."""


def count_of(n_threads: int) -> int:
    """Number of threads that `n_threads` means: -1 is one for each core that this process may use."""
    if isinstance(n_threads, bool) or not isinstance(n_threads, int) or (n_threads < 1 and n_threads != -1):
        raise InputError(
            "pipe.n_threads", f"n_threads={n_threads!r}", "Give a number of threads, or -1 for one for each core."
        )
    if n_threads == -1:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return n_threads


def may_cut(components: Iterable[Any]) -> bool:
    """Whether the same documents in smaller batches give the same bits.

    That is so for the components here, and for those that get one document at a time. The `pipe` of another, models
    whose windows reach into the documents beside, and those that run elsewhere than in numpy and blis, get the batches
    that one thread would give them.
    """
    for component in components:
        if hasattr(component, "pipe") and type(component).__module__.partition(".")[0] != "engine":
            return False
        model: Any = getattr(component, "model", None)
        if not hasattr(model, "walk"):
            continue
        from engine.ml.neighbours import keeps_documents_apart  # with thinc, which is there if there is a model

        if not keeps_documents_apart(model.maybe_get_ref("tok2vec") or model):
            return False
        for node in model.walk():
            if node.shims or node.ops.name != "numpy" or not node.ops.use_blis:
                return False
    return True


def run(
    nlp: Any,
    texts: Iterable[Any],
    as_tuples: bool,
    n_threads: int,
    batch_size: int,
    disable: set[str],
    component_cfg: Mapping[str, Mapping[str, Any]],
) -> Iterator[Any]:
    """The documents of a stream, or (document, context), in order. The threads end with the generator."""
    stopping = threading.Event()

    def watched(docs: Iterable[Any]) -> Iterator[Any]:
        for doc in docs:
            if stopping.is_set():
                raise Stopped
            yield doc

    def work(batch: list[Any]) -> Result:
        found: list[Any] = []
        if zone is not None:
            zone.join()
        try:
            stream = nlp._pipe_stream(watched(batch), as_tuples, batch_size, disable, component_cfg, watched)
            for item in stream:
                found.append(item)
        except BaseException as error:  # raised again where the documents are taken
            return found, error
        finally:
            if zone is not None:
                zone.leave()
        return found, None

    def stop() -> None:
        stopping.set()
        end(executor, prefix)

    zone = nlp.vocab.current_zone
    cut = may_cut(component for name, component in nlp.pipeline if name not in disable)
    reader = Reader(texts, as_tuples, batch_size, cut)
    prefix = f"engine-pipe-{next(numbers)}"
    executor = ThreadPoolExecutor(n_threads, thread_name_prefix=prefix)
    under_way: deque[Future[Result]] = deque()
    if zone is not None:
        zone.at_end.append(stop)  # the workers must not see its words go
    try:
        while not stopping.is_set():
            while len(under_way) < AHEAD * n_threads and (batch := reader.read()):
                # Context variables are those of the caller, as if it ran the components itself.
                under_way.append(executor.submit(contextvars.copy_context().run, work, batch))
            if not under_way:
                reader.finish()
                return
            future = under_way.popleft()
            if not has_result(future) or stopping.is_set():
                break
            found, error = future.result()
            yield from found
            if error is not None:
                raise error
        raise InputError(
            "pipe.zone_ended",
            "the memory zone in which this pipe was running has ended",
            "Take all documents from the pipe before the block `with nlp.memory_zone():` ends.",
        )
    finally:
        stop()
        if zone is not None and stop in zone.at_end:
            zone.at_end.remove(stop)


def has_result(future: Future[Result]) -> bool:
    """Wait until a task is done; this can be interrupted. False when it was cancelled."""
    while not future.done():
        wait((future,), timeout=POLL)
    return not future.cancelled()


def end(executor: ThreadPoolExecutor, prefix: str) -> None:
    """End the workers: at once those that wait, the others at their next document."""
    executor.shutdown(wait=False, cancel_futures=True)
    # By name: an interrupt may come just when the executor has started a thread, and not yet noted it.
    for thread in threading.enumerate():
        # A generator that nobody holds any more is ended by whichever thread notices: a worker cannot wait for itself.
        if thread.name.startswith(f"{prefix}_") and thread is not threading.current_thread():
            with suppress(RuntimeError):  # begun and not yet running: it finds nothing to do
                thread.join()


class Reader:
    """Cuts a stream into the batches of tasks. An error of the stream waits until what came before it is done."""

    def __init__(self, texts: Iterable[Any], as_tuples: bool, batch_size: int, may_cut: bool):
        self.stream = iter(texts)
        self.as_tuples = as_tuples
        self.max_texts = min(batch_size, MAX_TEXTS) if may_cut else batch_size
        self.max_characters = MAX_CHARACTERS if may_cut else None
        self.error: BaseException | None = None
        self.is_at_end = False

    def read(self) -> list[Any]:
        """The next batch; empty at the end."""
        batch: list[Any] = []
        n_characters = 0
        while not self.is_at_end and len(batch) < self.max_texts:
            try:
                item = next(self.stream)
            except StopIteration:
                self.is_at_end = True
                break
            except Exception as error:
                self.error = error
                self.is_at_end = True
                break
            batch.append(item)
            n_characters += size_of(item[0] if self.as_tuples and isinstance(item, tuple) and item else item)
            if self.max_characters is not None and n_characters >= self.max_characters:
                break
        return batch

    def finish(self) -> None:
        """Raise the error that ended the stream, if there was one."""
        if self.error is not None:
            raise self.error


def size_of(item: Any) -> int:
    """About how many characters a text, a document or the bytes of one has."""
    if isinstance(item, Doc):
        return CHARACTERS_A_TOKEN * len(item)
    return len(item) if isinstance(item, (str, bytes)) else 0
