"""Where a training run writes: checked before it starts, and never left half-written."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.errors import DataError, InputError

DIR_MODEL_BEST = "model-best"
DIR_MODEL_LAST = "model-last"


class OutputExistsError(InputError):
    """The output folder holds a model already."""


def prepare_output(path: str | Path, *, overwrite: bool = False) -> Path:
    """Make the output folder of a run. Models of an earlier run are refused; with `overwrite` they stay until the new
    run has something to replace them with, its first evaluation at the latest."""
    path = Path(path)
    if path.exists() and not path.is_dir():
        raise InputError("output.not_a_folder", f"{path} is a file, not a folder.", "Name a folder with --output.")
    models = [path / name for name in (DIR_MODEL_BEST, DIR_MODEL_LAST) if (path / name).exists()]
    if models and not overwrite:
        raise OutputExistsError(
            "output.exists",
            f"{path} holds {' and '.join(model.name for model in models)} of an earlier run; nothing was changed.",
            "Name another folder with --output, or replace them with --overwrite.",
        )
    try:
        path.mkdir(parents=True, exist_ok=True)
        for left_over in path.glob(".model-*"):
            shutil.rmtree(left_over, ignore_errors=True)
    except OSError as err:
        raise disk_error(err, path) from err
    return path


def remove_unused(path: str | Path) -> None:
    """Remove an output folder that nothing was written to."""
    with contextlib.suppress(OSError):  # it holds something, or is gone
        Path(path).rmdir()


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Inside the block Ctrl-C waits: what is being written gets finished, then KeyboardInterrupt is raised."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread gets signals
        yield
        return
    received: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, frame: received.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous if previous is not None else signal.SIG_DFL)
    if received and previous not in (None, signal.SIG_IGN):
        raise KeyboardInterrupt


def save_pipeline(nlp: Any, path: str | Path) -> None:
    """Write a pipeline beside `path` and rename it there, so that `path` always holds a whole pipeline, old or new."""
    path = Path(path)
    new = path.with_name(f".{path.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        nlp.to_disk(new)
        replace_folder(new, path)
    except OSError as err:
        shutil.rmtree(new, ignore_errors=True)
        raise disk_error(err, path) from err


def copy_pipeline(source: str | Path, path: str | Path) -> None:
    """Copy a saved pipeline beside `path` and rename it there."""
    path = Path(path)
    new = path.with_name(f".{path.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        copy_folder(Path(source), new)
        replace_folder(new, path)
    except OSError as err:
        shutil.rmtree(new, ignore_errors=True)
        raise disk_error(err, path) from err


def copy_folder(source: Path, new: Path) -> None:
    """Copy a folder. Stops at the first file that cannot be written: shutil.copytree goes on, and hides what failed."""
    new.mkdir(parents=True)
    for path in source.iterdir():
        if path.is_dir():
            copy_folder(path, new / path.name)
        else:
            shutil.copyfile(path, new / path.name)


def replace_folder(new: Path, path: Path) -> None:
    """Rename a folder over another: the old one is moved away first, and removed last."""
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        os.rename(path, old)
    os.rename(new, path)
    shutil.rmtree(old, ignore_errors=True)


def disk_error(err: OSError, path: Path) -> Exception:
    """What went wrong on disk, with the remedy; the error itself where nothing better is known."""
    if err.errno == errno.ENOSPC:
        return DataError(
            "output.disk_full",
            f"The disk of {path} is full; what was saved before is untouched.",
            "Free some space, or name a folder on another disk with --output.",
        )
    if err.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DataError(
            "output.not_writable", f"{path} cannot be written: {err.strerror}.", "Name another folder with --output."
        )
    return err
