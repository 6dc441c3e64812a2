"""MLflow. Needs the extra "mlflow"."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from typing import IO, Any

from engine.training.loggers.base import (
    RESUMED_AFTER,
    Info,
    Logger,
    Matching,
    Steps,
    evaluated,
    flat,
    missing_extra,
    only_numbers,
    sent_config,
)
from engine.training.loggers.wandb import with_table

MAX_VALUE = 500  # characters of a parameter, as older servers take them; the whole config is in config.json
MAX_BATCH = 100  # parameters of a call
NOT_IN_NAMES = re.compile(r"[^\w\-./ ]", re.ASCII)


def mlflow_logger_v2(
    run_id: str | None = None,
    experiment_id: str | None = None,
    run_name: str | None = None,
    nested: bool = False,
    tags: dict[str, Any] | None = None,
    remove_config_values: Sequence[str] = (),
    log_custom_stats: list[str] | None = None,
) -> Logger:
    """`spacy.MLflowLogger.v2`: scores and losses of each evaluation, and the config, at MLflow.

    run_id, experiment_id, run_name, nested, tags: of the MLflow run; run_id goes on with one.
    remove_config_values: dotted names of settings that are not sent. log_custom_stats: regular expressions; numbers of
    the info whose dotted names match are sent too.
    """
    matching = Matching(log_custom_stats, "log_custom_stats")

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        try:
            mlflow = import_module("mlflow")
        except ImportError as error:
            raise missing_extra("mlflow", "mlflow", error) from None
        config = sent_config(nlp, remove_config_values)
        mlflow.start_run(run_id=run_id, experiment_id=experiment_id, run_name=run_name, nested=nested, tags=tags)
        if run_id is None or RESUMED_AFTER.get() is None:  # parameters that were sent cannot change
            params = ((allowed(name), shown(value)) for name, value in flat(config))
            while batch := dict(islice(params, MAX_BATCH)):
                mlflow.log_params(batch)
            mlflow.log_dict(config, "config.json")

        def log_step(info: Info | None) -> None:
            if info is not None:
                values = {**only_numbers(matching.of(info)), **evaluated(info)}
                mlflow.log_metrics({allowed(name): value for name, value in values.items()}, step=info["step"])

        return log_step, mlflow.end_run

    return setup


def mlflow_logger_v1(
    run_id: str | None = None,
    experiment_id: str | None = None,
    run_name: str | None = None,
    nested: bool = False,
    tags: dict[str, Any] | None = None,
    remove_config_values: Sequence[str] = (),
) -> Logger:
    """`spacy.MLflowLogger.v1`: as v2, with the score table on the console, and no log_custom_stats."""
    return with_table(mlflow_logger_v2(run_id, experiment_id, run_name, nested, tags, remove_config_values))


def allowed(name: str) -> str:
    """A name with the characters that MLflow takes."""
    return NOT_IN_NAMES.sub("_", name)


def shown(value: Any) -> str:
    return (value if isinstance(value, str) else json.dumps(value, default=str))[:MAX_VALUE]
