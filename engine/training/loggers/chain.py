"""Several loggers as one, and one that looks values up."""

from __future__ import annotations

import sys
from typing import IO, Any

from engine.training.loggers.base import Info, Logger, Matching, Steps, is_of_every_step, of_every_step, tell


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
    return chained([logger for logger in given if logger is not None])


def chained(loggers: list[Logger]) -> Logger:
    """One logger that calls others in order. What the first adds to the info, the later ones see."""

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        pairs: list[Steps] = []

        def log_step(info: Info | None) -> None:
            interrupted: KeyboardInterrupt | None = None
            for step, _ in pairs:
                try:
                    tell(step, info)
                except KeyboardInterrupt as stop:  # the others are to know of the step, too: it counts as done
                    interrupted = stop
            if interrupted is not None:
                raise interrupted

        def finalize() -> None:
            failed: Exception | None = None
            for _, end in pairs:
                try:
                    end()
                except Exception as error:  # the others are to end as well
                    failed = failed or error
            if failed is not None:
                raise failed

        try:
            for logger in loggers:
                pairs.append(logger(nlp, stdout, stderr))
        except BaseException:
            finalize()
            raise
        return (of_every_step(log_step) if any(is_of_every_step(step) for step, _ in pairs) else log_step), finalize

    return setup


def lookup_logger(patterns: list[str]) -> Logger:
    """`spacy.LookupLogger.v1`: prints the values of the info whose dotted names match, such as losses.ner.

    patterns: regular expressions, found anywhere in a name.
    """
    matching = Matching(patterns, "patterns")

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        def log_step(info: Info | None) -> None:
            if info is not None:
                for name, value in matching.of(info).items():
                    stdout.write(f"{name}: {value}\n")
                stdout.flush()

        return log_step, lambda: None

    return setup
