"""Weights & Biases. Needs the extra "wandb"."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from engine.training.loggers.base import Info, Logger, Matching, Steps, evaluated, missing_extra, sent_config
from engine.training.loggers.console import console_logger


def wandb_logger_v5(
    project_name: str,
    remove_config_values: Sequence[str] = (),
    model_log_interval: int | None = None,
    log_dataset_dir: str | None = None,
    entity: str | None = None,
    run_name: str | None = None,
    log_best_dir: str | None = None,
    log_latest_dir: str | None = None,
    log_custom_stats: list[str] | None = None,
) -> Logger:
    """`spacy.WandbLogger.v5`: scores and losses of each evaluation, and the config, at Weights & Biases.

    remove_config_values: dotted names of settings that are not sent. model_log_interval: steps between two uploads of
    model-last, at evaluations. log_dataset_dir: folder that is uploaded before training. log_best_dir, log_latest_dir:
    folders of pipelines that are uploaded after it. log_custom_stats: regular expressions; what matches of the info's
    dotted names is sent too.
    """
    matching = Matching(log_custom_stats, "log_custom_stats")

    def setup(nlp: Any, stdout: IO[str] = sys.stdout, stderr: IO[str] = sys.stderr) -> Steps:
        try:
            wandb = import_module("wandb")
        except ImportError as error:
            raise missing_extra("wandb", "wandb", error) from None
        config = sent_config(nlp, remove_config_values)
        run = wandb.init(project=project_name, config=config, entity=entity, name=run_name, reinit=True)

        def upload(folder: str | Path, name: str, kind: str, **metadata: Any) -> None:
            artifact = wandb.Artifact(name, type=kind, metadata=metadata)
            artifact.add_dir(str(folder))
            run.log_artifact(artifact)

        if log_dataset_dir:
            upload(log_dataset_dir, "dataset", "dataset")
        saved: list[Info] = []  # an evaluation after which model-last is to be uploaded, once it is written

        def upload_saved() -> None:
            while saved:
                info = saved.pop()
                folder = info.get("output_path")
                if folder and Path(folder).is_dir():
                    upload(folder, f"pipeline_{run.id}", "checkpoint", step=info["step"], score=info["score"])

        def log_step(info: Info | None) -> None:
            upload_saved()
            if info is None:
                return
            run.log({**matching.of(info), **evaluated(info)}, step=info["step"])
            if model_log_interval and info["step"] and info["step"] % model_log_interval == 0:
                saved.append(info)

        def finalize() -> None:
            upload_saved()
            for folder, name in ((log_best_dir, "model_best"), (log_latest_dir, "model_last")):
                if folder and Path(folder).is_dir():
                    upload(folder, name, "model")
            run.finish()

        return log_step, finalize

    return setup


def with_table(logger: Logger) -> Logger:
    """A logger that shows the score table as well."""
    from engine.training.loggers.chain import chained

    return chained([console_logger(), logger])


def wandb_logger_v4(
    project_name: str,
    remove_config_values: Sequence[str] = (),
    model_log_interval: int | None = None,
    log_dataset_dir: str | None = None,
    entity: str | None = None,
    run_name: str | None = None,
    log_best_dir: str | None = None,
    log_latest_dir: str | None = None,
) -> Logger:
    """`spacy.WandbLogger.v4`: as v5, with the score table on the console, and no log_custom_stats."""
    return with_table(
        wandb_logger_v5(
            project_name,
            remove_config_values,
            model_log_interval,
            log_dataset_dir,
            entity,
            run_name,
            log_best_dir,
            log_latest_dir,
        )
    )


def wandb_logger_v3(
    project_name: str,
    remove_config_values: Sequence[str] = (),
    model_log_interval: int | None = None,
    log_dataset_dir: str | None = None,
    entity: str | None = None,
    run_name: str | None = None,
) -> Logger:
    """`spacy.WandbLogger.v3`: as v4, without uploads of pipelines at the end."""
    return wandb_logger_v4(project_name, remove_config_values, model_log_interval, log_dataset_dir, entity, run_name)
