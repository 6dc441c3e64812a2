"""Loggers: what a person sees while a pipeline is trained. The score table on the console, JSONL, chains of loggers.

A logger is made from the config; called with (nlp, stdout, stderr) it gives (log_step, finalize). `log_step` gets the
info of every step: a dict at an evaluation, None at the others.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import IO, Any

from engine.errors import ConfigError

Info = dict[str, Any]
LogStep = Callable[[Any], None]
Steps = tuple[LogStep, Callable[[], None]]
Logger = Callable[[Any, IO[str], IO[str]], Steps]

MAX_NAME = 13  # longer names of scores are cut

# Step after which a resumed run goes on, while its loggers are made: they add to the logs of its first part.
RESUMED_AFTER: ContextVar[int | None] = ContextVar("RESUMED_AFTER", default=None)


@contextlib.contextmanager
def resuming_after(step: int | None) -> Iterator[None]:
    """Loggers that are made inside the block add to existing logs, after that step; None for a new run."""
    token = RESUMED_AFTER.set(step)
    try:
        yield
    finally:
        RESUMED_AFTER.reset(token)


def console_logger(progress_bar: bool = False) -> Logger:
    """`spacy.ConsoleLogger.v1`: the score table. progress_bar: show the steps to the next evaluation, on a terminal."""
    return console_logger_v3("eval" if progress_bar else None)


def console_logger_v2(
    progress_bar: bool = False, console_output: bool = True, output_file: str | Path | None = None
) -> Logger:
    """`spacy.ConsoleLogger.v2`: as v1. console_output: print the table. output_file: JSONL file that gets each row; it
    must not exist yet."""
    return console_logger_v3("eval" if progress_bar else None, console_output, output_file)


def console_logger_v3(
    progress_bar: str | None = None, console_output: bool = True, output_file: str | Path | None = None
) -> Logger:
    """`spacy.ConsoleLogger.v3`: as v1; progress_bar is "eval" (steps to the next evaluation), "train" (steps of the
    whole training) or None."""
    if progress_bar not in (None, "eval", "train"):
        raise ConfigError(
            "logger.bad_progress_bar", f"progress_bar is {progress_bar!r}.", 'It is "eval", "train" or null.'
        )
    path = unused_log(output_file)

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        start_log(path)
        table = ScoreTable(nlp)
        progress = Progress(nlp, stderr, progress_bar)

        def log_step(info: Info | None) -> None:
            if info is None:
                progress.advance()
                return
            progress.stop()
            if console_output:
                if not table.has_header:
                    stdout.write(table.header() + "\n")
                stdout.write(table.row(info) + "\n")
                stdout.flush()
            if path is not None:
                with path.open("a", encoding="utf8") as file:
                    file.write(json.dumps(json_row(info, table.pipes)) + "\n")
            progress.start(info["step"])

        return log_step, progress.stop

    return setup


class ScoreTable:
    """The table of losses and scores of one run, a row an evaluation."""

    def __init__(self, nlp: Any):
        frozen = set(nlp.config["training"].get("frozen_components") or ())
        weights = nlp.config["training"].get("score_weights") or {}
        self.pipes = [
            name for name, pipe in nlp.pipeline if getattr(pipe, "is_trainable", False) and name not in frozen
        ]
        self.scores = [name for name, weight in weights.items() if weight is not None]
        losses = [f"LOSS {name.upper()}" for name in self.pipes]
        names = [shorten(name).upper() for name in self.scores]
        self.columns = ["E", "#", *losses, *names, "SCORE"]
        least = [3, 6, *[8] * len(losses), *(9 if name == "speed" else 6 for name in self.scores), 6]
        self.widths = [max(len(column), width) for column, width in zip(self.columns, least, strict=True)]
        self.has_header = False

    def header(self) -> str:
        self.has_header = True
        return f"{self._line(self.columns)}\n{self._line(['-' * width for width in self.widths])}"

    def row(self, info: Info) -> str:
        try:
            losses = [f"{float(info['losses'][name]):.2f}" for name in self.pipes]
        except KeyError as err:
            raise ConfigError(
                "logger.no_loss",
                f"The component {err.args[0]!r} reported no loss; those that did: {sorted(info['losses'])}.",
                "A trainable component adds to losses[its name] in update().",
            ) from None
        cells = [str(int(info["epoch"])), str(int(info["step"])), *losses]
        for name in self.scores:
            score = info["other_scores"].get(name)
            if isinstance(score, dict):
                raise ConfigError(
                    "logger.score_is_a_table",
                    f"The score {name!r} holds a score for each label, and cannot be shown or weighted.",
                    f"Set training.score_weights.{name} = null.",
                )
            cells.append("-" if score is None else f"{score if name == 'speed' else score * 100:.2f}")
        cells.append(f"{float(info['score']):.2f}")
        return self._line(cells)

    def _line(self, cells: list[str]) -> str:
        return "  ".join(cell.rjust(width) for cell, width in zip(cells, self.widths, strict=True))


def shorten(name: str) -> str:
    return name if len(name) <= MAX_NAME else name[:10] + "..."


class Progress:
    """A bar on a terminal, from one evaluation to the next or over the whole training; nothing in a pipe."""

    def __init__(self, nlp: Any, stream: IO[str], mode: str | None):
        settings = nlp.config["training"]
        self.mode = mode if getattr(stream, "isatty", lambda: False)() else None
        self.stream = stream
        self.max_steps = settings["max_steps"]
        self.eval_frequency = settings["eval_frequency"]
        self.bar: Any = None
        self.task: Any = None

    def start(self, step: int) -> None:
        if self.mode is None:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.bar = Bar(*columns, console=Console(file=self.stream), transient=True)
        if self.mode == "train":
            self.task = self.bar.add_task("Training", total=self.max_steps or None, completed=step)
        else:
            self.task = self.bar.add_task(f"Until step {step + self.eval_frequency}", total=self.eval_frequency)
        self.bar.start()

    def advance(self) -> None:
        if self.bar is not None:
            self.bar.advance(self.task)

    def stop(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def unused_log(output_file: str | Path | None) -> Path | None:
    """The path of a log; ConfigError when there is such a file already. Nothing is made yet: a config may be resolved
    more than once before its run starts."""
    if not output_file:
        return None
    path = Path(output_file)
    if path.exists() and RESUMED_AFTER.get() is None:
        raise ConfigError(
            "logger.file_exists", f"The log file {path} exists already.", "Name another in [training.logger]."
        )
    return path


def start_log(path: Path | None) -> None:
    """Make an empty log file. In a resumed run, keep the rows up to the step that it goes on from."""
    if path is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    last = RESUMED_AFTER.get()
    kept = [] if last is None or not path.exists() else rows_until(path, last)
    new = path.with_name(f".{path.name}.new")
    new.write_text("".join(kept), encoding="utf8")
    os.replace(new, path)


def rows_until(path: Path, last: int) -> list[str]:
    """The lines of a log up to a step. A line that was cut off by the end of its run is left out."""
    kept = []
    for line in path.read_text(encoding="utf8").splitlines(keepends=True):
        try:
            step = json.loads(line)["step"]
        except (ValueError, KeyError, TypeError):
            continue
        if step <= last:
            kept.append(line)
    return kept


def json_row(info: Info, pipes: list[str]) -> Info:
    return {
        "epoch": int(info["epoch"]),
        "step": int(info["step"]),
        "losses": {name: float(info["losses"].get(name, 0.0)) for name in pipes},
        "scores": {k: v for k, v in info["other_scores"].items() if isinstance(v, (int, float)) or v is None},
        "score": float(info["score"]),
        "seconds": info.get("seconds"),
        "words": info.get("words"),
    }


def jsonl_logger(path: str | Path) -> Logger:
    """`engine.JsonlLogger.v1`: each evaluation as a line of a JSONL file, which must not exist yet."""
    file = unused_log(path)

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        start_log(file)
        pipes = ScoreTable(nlp).pipes

        def log_step(info: Info | None) -> None:
            if info is not None and file is not None:
                with file.open("a", encoding="utf8") as stream:
                    stream.write(json.dumps(json_row(info, pipes)) + "\n")

        return log_step, lambda: None

    return setup


def chain_logger(
    logger1: Logger | None = None,
    logger2: Logger | None = None,
    logger3: Logger | None = None,
    logger4: Logger | None = None,
    logger5: Logger | None = None,
    logger6: Logger | None = None,
    logger7: Logger | None = None,
    logger8: Logger | None = None,
    logger9: Logger | None = None,
    logger10: Logger | None = None,
) -> Logger:
    """`spacy.ChainLogger.v1`: several loggers, called in order."""
    given = (logger1, logger2, logger3, logger4, logger5, logger6, logger7, logger8, logger9, logger10)
    loggers = [logger for logger in given if logger is not None]

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        pairs = [logger(nlp, stdout, stderr) for logger in loggers]

        def log_step(info: Info | None) -> None:
            for step, _ in pairs:
                step(info)

        def finalize() -> None:
            for _, end in pairs:
                end()

        return log_step, finalize

    return setup
