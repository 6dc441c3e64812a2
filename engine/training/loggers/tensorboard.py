"""TensorBoard: event files with the curves of a run. Needs the extra "tensorboard"."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import srsly

from engine.errors import ConfigError
from engine.training.loggers.base import (
    RESUMED_AFTER,
    Info,
    Logger,
    Steps,
    evaluated,
    missing_extra,
    of_every_step,
    sent_config,
    trained,
)


def tensorboard_logger(log_dir: str | Path, every: int = 1, remove_config_values: Sequence[str] = ()) -> Logger:
    """`engine.TensorBoardLogger.v1`: losses, speed, learning rate and norm of the gradient as train/..., the scores of
    evaluations as eval/..., the config as text.

    log_dir: folder for the event files; those of an earlier run there are hidden from the first step of this one on.
    every: steps from one point of train/... to the next. remove_config_values: dotted names of settings to leave out.
    """
    if every < 1:
        raise ConfigError("logger.bad_every", f"every is {every}.", "It is the steps between two points, 1 or more.")

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        try:
            writers = import_module("tensorboardX")
        except ImportError as error:
            raise missing_extra("TensorBoard's writer, tensorboardX", "tensorboard", error) from None
        config = sent_config(nlp, remove_config_values)
        last = RESUMED_AFTER.get()
        start = 0 if last is None else last + 1
        suffix = f".{start}" if start else ""  # a run that goes on within a second has a file of its own
        writer = writers.SummaryWriter(logdir=str(log_dir), purge_step=start, filename_suffix=suffix)
        text = srsly.json_dumps(config, indent=2)
        writer.add_text("config", "\n".join(f"    {line}" for line in text.splitlines()), start)

        def log_step(info: Info | None) -> None:
            if info is None:
                return
            step = info["step"]
            if step % every == 0:
                for name, value in trained(info).items():
                    writer.add_scalar(f"train/{name}", value, step)
            if info["score"] is not None:
                for name, value in evaluated(info).items():
                    if not name.startswith("loss_"):  # sums since the last evaluation: train/loss has them by step
                        writer.add_scalar(f"eval/{name}", value, step)
                writer.flush()

        return of_every_step(log_step), writer.close

    return setup
