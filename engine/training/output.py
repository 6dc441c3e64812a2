"""Where a training run writes: checked before it starts, and never left half-written."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.errors import DataError, InputError

DIR_MODEL_BEST = "model-best"
DIR_MODEL_LAST = "model-last"
FILE_CHECKPOINT = "checkpoint"
RENAME_EXCHANGE = 2  # of renameat2, Linux
AT_FDCWD = -100


class OutputExistsError(InputError):
    """The output folder holds a model already."""


def prepare_output(path: str | Path, *, overwrite: bool = False, resume: bool = False) -> Path:
    """Make the output folder of a run. What an earlier run wrote is refused; with `overwrite` it stays until the new
    run has something to replace it with, its first evaluation at the latest; with `resume` the run goes on with it."""
    path = Path(path)
    if overwrite and resume:
        raise InputError(
            "output.overwrite_and_resume", "--overwrite and --resume exclude each other.", "Give one of them."
        )
    if path.exists() and not path.is_dir():
        raise InputError("output.not_a_folder", f"{path} is a file, not a folder.", "Name a folder with --output.")
    names = [name for name in (DIR_MODEL_BEST, DIR_MODEL_LAST, FILE_CHECKPOINT) if (path / name).exists()]
    can_resume = FILE_CHECKPOINT in names
    if names and not overwrite and not (resume and can_resume):
        hint = "Name another folder with --output, or replace them with --overwrite."
        if resume:
            raise OutputExistsError(
                "output.no_checkpoint", f"{path} holds {' and '.join(names)}, and no checkpoint to resume from.", hint
            )
        raise OutputExistsError(
            "output.exists",
            f"{path} holds {' and '.join(names)} of an earlier run; nothing was changed.",
            "Go on with that run with --resume. " + hint if can_resume else hint,
        )
    try:
        path.mkdir(parents=True, exist_ok=True)
        clean_up(path)
    except OSError as err:
        raise disk_error(err, path) from err
    return path


def clean_up(path: Path) -> None:
    """Put back a pipeline that was being replaced when its run was killed, and remove what was half-written."""
    for name in (DIR_MODEL_BEST, DIR_MODEL_LAST):
        old = path / f".{name}.old"
        if old.exists() and not (path / name).exists():
            os.rename(old, path / name)
    for left_over in (*path.glob(".model-*"), *path.glob("..model-*")):  # the latter is what to_disk had begun
        shutil.rmtree(left_over, ignore_errors=True)
    for left_over in path.glob(f".{FILE_CHECKPOINT}.*"):
        left_over.unlink(missing_ok=True)


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
    """Put a folder in the place of another, in one step where the system can; else the old one is renamed first, and
    `clean_up` puts it back after a run that was killed right then."""
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        if exchange(new, path):
            shutil.rmtree(new, ignore_errors=True)
            return
        os.rename(path, old)
    os.rename(new, path)
    shutil.rmtree(old, ignore_errors=True)


def exchange(a: Path, b: Path) -> bool:
    """Swap two paths in one step; False where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # another C library
        return False
    return renameat2(AT_FDCWD, os.fsencode(a), AT_FDCWD, os.fsencode(b), RENAME_EXCHANGE) == 0


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
