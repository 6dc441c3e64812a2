"""Running a pipeline on several processes: batches go out in turn, documents come back in order.

A worker is forked with the pipeline in it, or, where processes are spawned, gets it pickled. It takes texts and gives
bytes of documents. Contexts of `as_tuples` never leave the parent. At most two batches a worker are under way, so that
an endless stream is read no faster than its documents are taken. Caller: RunningMixin.pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection
from typing import Any

from engine.errors import EngineError, InputError
from engine.tokens.doc import Doc
from engine.tokens.underscore import Underscore

AHEAD = 2  # batches that a worker has got and not given back
STOP = None  # in the place of a batch


class WorkerError(EngineError, RuntimeError):
    """A worker process ended, or an error of it cannot be handed over."""


class WorkerTraceback(Exception):
    """Where in a worker process an error was raised; the cause of that error in the parent."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


@dataclass
class Worker:
    """One worker, seen by the parent."""

    process: Any
    tasks: Any  # Queue of batches
    results: connection.Connection


def count_of(n_process: int) -> int:
    """Number of processes that `n_process` means: -1 is one for each core."""
    if n_process == -1:
        return os.cpu_count() or 1
    if isinstance(n_process, bool) or not isinstance(n_process, int) or n_process < 1:
        raise InputError(
            "pipe.n_process", f"n_process={n_process!r}", "Give a number of processes, or -1 for all cores."
        )
    return n_process


def run(
    nlp: Any,
    texts: Iterable[Any],
    as_tuples: bool,
    n_process: int,
    batch_size: int,
    disable: set[str],
    component_cfg: Mapping[str, Mapping[str, Any]],
) -> Iterator[Any]:
    """The documents of a stream, or (document, context), in order."""
    workers: list[Worker] = []
    try:
        for _ in range(n_process):
            workers.append(start(nlp, batch_size, disable, component_cfg))
        stream = iter(texts)
        under_way: deque[tuple[Worker, list[Any], list[Any]]] = deque()
        turn = 0
        while True:
            while len(under_way) < AHEAD * n_process:
                batch = list(islice(stream, batch_size))
                if not batch:
                    break
                items, contexts = split(batch, as_tuples)
                worker = workers[turn % n_process]
                turn += 1
                worker.tasks.put([portable(item) for item in items])
                under_way.append((worker, items, contexts))
            if not under_way:
                return
            worker, items, contexts = under_way.popleft()
            for place, data in receive(nlp, worker, items):
                doc = Doc(nlp.vocab).from_bytes(data)
                yield (doc, contexts[place]) if as_tuples else doc
    finally:
        stop(workers)


def split(batch: list[Any], as_tuples: bool) -> tuple[list[Any], list[Any]]:
    """(texts, contexts) of a batch."""
    if not as_tuples:
        return batch, []
    for item in batch:
        if not isinstance(item, tuple) or len(item) != 2:
            raise InputError(
                "pipe.tuples_type", f"as_tuples=True, and the stream holds {item!r:.80}", "Expected (text, context)."
            )
    return [text for text, _ in batch], [context for _, context in batch]


def portable(item: Any) -> Any:
    """A text as it is, a document as bytes."""
    return item.to_bytes() if isinstance(item, Doc) else item


def receive(nlp: Any, worker: Worker, items: list[Any]) -> list[tuple[int, bytes]]:
    """[(place in the batch, bytes of the document)] of a batch; [] where an error handler swallowed its error."""
    while True:
        ready = connection.wait([worker.results, worker.process.sentinel])
        if worker.results in ready:
            try:
                found, error = worker.results.recv()
            except EOFError:
                raise ended(worker) from None
            break
        if not worker.results.poll():
            raise ended(worker)
    if error is not None:
        nlp.default_error_handler(None, None, items, unpacked(error))
    return found


def ended(worker: Worker) -> WorkerError:
    worker.process.join(1)
    return WorkerError(
        "pipe.worker_ended",
        f"a worker process ended with exit code {worker.process.exitcode}",
        "It may have been killed for want of memory: use fewer processes or a smaller batch_size.",
    )


def packed(error: Exception) -> tuple[bytes | None, str, str]:
    """(the pickled error, or None, what it says, where it was raised)."""
    where = traceback.format_exc()
    try:
        data = pickle.dumps(error)
        pickle.loads(data)
    except Exception:  # classes pickle in their own ways, and fail in as many
        return None, f"{type(error).__name__}: {error}", where
    return data, "", where


def unpacked(error: tuple[bytes | None, str, str]) -> Exception:
    """The error of a worker, with its place as the cause."""
    data, text, where = error
    found: Exception = WorkerError("pipe.worker_error", text)
    if data is not None:
        # A worker may know classes that this process does not: the text must do then.
        with suppress(Exception):
            found = pickle.loads(data)  # from our own child process
    found.__cause__ = WorkerTraceback(where)
    return found


def start(nlp: Any, batch_size: int, disable: set[str], component_cfg: Mapping[str, Mapping[str, Any]]) -> Worker:
    tasks: Any = multiprocessing.Queue()
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(
        target=work,
        args=(nlp, batch_size, disable, component_cfg, tasks, sender, Underscore.get_state()),
        daemon=True,
    )
    try:
        process.start()
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise InputError(
            "pipe.not_picklable",
            f"the pipeline cannot be handed to a new process: {type(error).__name__}: {error}",
            "Define functions (getters of extensions, error handlers) at the top of a module, not as lambda.",
        ) from error
    sender.close()  # the worker's end only: its death is then the end of the stream
    return Worker(process, tasks, receiver)


def stop(workers: list[Worker]) -> None:
    """End all workers, whatever they are doing."""
    for worker in workers:
        worker.tasks.cancel_join_thread()
        with suppress(ValueError, OSError):
            worker.tasks.put(STOP)
    for worker in workers:
        worker.results.close()
        worker.process.join(0.05)
        if worker.process.is_alive():
            worker.process.terminate()
            worker.process.join()
        worker.process.close()
        worker.tasks.close()


def work(
    nlp: Any,
    batch_size: int,
    disable: set[str],
    component_cfg: Mapping[str, Mapping[str, Any]],
    tasks: Any,
    results: connection.Connection,
    extensions: Any,
) -> None:
    """What a worker process does: take a batch, annotate it, give it back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    Underscore.load_state(extensions)
    while True:
        batch = tasks.get()
        if batch is STOP:
            return
        error = None
        found: list[tuple[int, bytes]] = []
        try:
            stream = ((item, i) for i, item in enumerate(batch))
            for doc, place in nlp._pipe_stream(stream, True, batch_size, disable, component_cfg):
                found.append((place, doc.to_bytes()))
        except Exception as exception:
            found, error = [], packed(exception)
        try:
            results.send((found, error))
        except (BrokenPipeError, ConnectionError):
            return  # nobody wants it any more
