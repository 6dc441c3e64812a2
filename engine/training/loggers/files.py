"""Logs in files, JSON a line: of evaluations and of every step. A resumed run goes on in the file of its first part."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from engine.errors import ConfigError, DataError
from engine.training.loggers.base import (
    RESUMED_AFTER,
    Info,
    Logger,
    Steps,
    learning,
    number,
    of_every_step,
)
from engine.training.memory import resident_mb
from engine.training.output import uninterrupted


def unused_log(output_file: str | Path | None, overwrite: bool = False) -> Path | None:
    """The path of a log; ConfigError when there is such a file already. Nothing is made yet: a config may be resolved
    more than once before its run starts."""
    if not output_file:
        return None
    path = Path(output_file)
    if path.is_dir():
        raise ConfigError("logger.is_a_folder", f"The log file {path} is a folder.", "Name a file in it.")
    if path.exists() and not overwrite and RESUMED_AFTER.get() is None:
        raise ConfigError(
            "logger.file_exists",
            f"The log file {path} exists already.",
            "Name another; a run that is continued with --resume adds to it.",
        )
    return path


def start_log(path: Path | None) -> None:
    """Make an empty log file. In a resumed run, keep the rows up to the step that it goes on from."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    last = RESUMED_AFTER.get()
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf8") as target:
        if last is not None and path.exists():
            with path.open(encoding="utf8", errors="replace") as source:
                target.writelines(line for line in source if is_until(line, last))
    os.replace(new, path)


def is_until(line: str, last: int) -> bool:
    """Whether a line of a log is whole, and of a step up to `last`. One that the end of its run cut off is not."""
    if not line.endswith("\n"):
        return False
    try:
        return json.loads(line)["step"] <= last
    except (ValueError, KeyError, TypeError):
        return False


class LogFile:
    """A file that gets a row at a time; each is with the system before the next step, so that a killed run leaves half
    a line at most."""

    def __init__(self, path: Path):
        start_log(path)
        self.path = path
        self.stream = path.open("a", encoding="utf8", buffering=1)

    def write(self, row: dict[str, Any]) -> None:
        line = json.dumps(row, ensure_ascii=False) + "\n"
        try:
            with uninterrupted():
                self.stream.write(line)
        except OSError as error:
            raise DataError(
                "logger.cannot_write", f"The log {self.path} cannot be written: {error.strerror}.", "Free some space."
            ) from error

    def close(self) -> None:
        self.stream.close()


def evaluation_row(info: Info, pipes: list[str]) -> dict[str, Any]:
    return {
        "epoch": int(info["epoch"]),
        "step": int(info["step"]),
        "losses": {name: float(info["losses"].get(name, 0.0)) for name in pipes},
        "scores": {k: v for k, v in info["other_scores"].items() if isinstance(v, (int, float)) or v is None},
        "score": float(info["score"]),
        "seconds": info.get("seconds"),
        "words": info.get("words"),
    }


def step_row(info: Info) -> dict[str, Any]:
    """One step: losses are those of the step alone; `seconds` since the run began, evaluations included; words per
    second of the step itself."""
    speed = info["step_words"] / info["step_seconds"] if info["step_seconds"] > 0 else None
    row = {
        "step": int(info["step"]),
        "epoch": int(info["epoch"]),
        "seconds": round(info["elapsed"], 3),
        "words": int(info["words"]),
        "words_per_second": None if speed is None else round(speed, 1),
        "losses": {name: number(loss) for name, loss in info["step_losses"].items()},
        "learn_rate": number(info["learn_rate"]),
        "grad_norm": number(info["grad_norm"]),
        "rss_mb": resident_mb(),
    }
    if info["score"] is not None:
        row["score"] = number(info["score"])
        row["scores"] = {k: number(v) for k, v in info["other_scores"].items() if not isinstance(v, dict)}
    return row


def jsonl_logger(path: str | Path) -> Logger:
    """`engine.JsonlLogger.v1`: each evaluation as a line of a JSONL file, which must not exist yet."""
    file = unused_log(path)

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        log = LogFile(file) if file is not None else None
        pipes = learning(nlp)

        def log_step(info: Info | None) -> None:
            if info is not None and log is not None:
                log.write(evaluation_row(info, pipes))

        return log_step, lambda: log.close() if log is not None else None

    return setup


def step_logger(path: str | Path, overwrite: bool = False) -> Logger:
    """`engine.StepLogger.v1`: every step as a line of a JSONL file; with the scores, where it was evaluated.

    path: file, which must not exist yet. overwrite: replace one that does.
    """
    file = unused_log(path, overwrite)

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        log = LogFile(file) if file is not None else None

        def log_step(info: Info | None) -> None:
            if info is not None and log is not None:
                log.write(step_row(info))

        return of_every_step(log_step), lambda: log.close() if log is not None else None

    return setup
