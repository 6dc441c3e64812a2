"""The score table on the console: a row an evaluation, losses and scores in columns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Any

from engine.errors import ConfigError
from engine.training.loggers.base import Info, Logger, Steps, learning, of_every_step
from engine.training.loggers.files import LogFile, evaluation_row, unused_log
from engine.training.loggers.progress import Progress

MAX_NAME = 13  # longer names of scores are cut


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
        log = LogFile(path) if path is not None else None
        table = ScoreTable(nlp)
        progress = Progress(nlp, stderr, progress_bar)

        def log_step(info: Info | None) -> None:
            if info is None or info["score"] is None:
                progress.advance(info)
                return
            progress.stop()
            if console_output:
                if not table.has_header:
                    stdout.write(table.header() + "\n")
                stdout.write(table.row(info) + "\n")
                stdout.flush()
            if log is not None:
                log.write(evaluation_row(info, table.pipes))
            progress.start(info["step"])

        def finalize() -> None:
            progress.stop()
            if log is not None:
                log.close()

        return (of_every_step(log_step) if progress.mode else log_step), finalize

    return setup


class ScoreTable:
    """The table of losses and scores of one run, a row an evaluation."""

    def __init__(self, nlp: Any):
        weights = nlp.config["training"].get("score_weights") or {}
        self.pipes = learning(nlp)
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
