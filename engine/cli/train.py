"""`train`: train or update a pipeline as a config says."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..config import Config, parse_overrides
from ..config.check import validate
from . import output
from .code import import_code
from .debug_config import read_config

if TYPE_CHECKING:
    from ..training.history import History
    from ..training.loggers import Logger


def train_cli(
    ctx: typer.Context,
    config_path: Annotated[str, typer.Argument(help="Config to train by; '-' for standard input")],
    output_path: Annotated[
        Path | None, typer.Option("--output", "--output-path", "-o", help="Folder for model-best and model-last")
    ] = None,
    code: Annotated[
        Path | None, typer.Option("--code", "--code-path", "-c", help="Python file with functions of your own")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the models in the output folder")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in the output folder")] = False,
    log: Annotated[Path | None, typer.Option("--log", help="JSONL file for every step: losses, speed, memory")] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="HTML file to write at the end: curves, scores, errors")
    ] = None,
    gpu_id: Annotated[int, typer.Option("--gpu-id", "-g", help="GPU to train on; -1 for the CPU")] = -1,
    threads: Annotated[
        int, typer.Option("--threads", help="Threads to train on; 0 for all cores. The result does not depend on it")
    ] = 0,
    verbose: Annotated[bool, typer.Option("--verbose", "-V", help="Tell more")] = False,
) -> None:
    """Train or update a pipeline as a config says.

    Settings of the config are overridden as options: --paths.train train.spacy --training.max_steps 1000.
    """
    overrides = parse_overrides(ctx.args)
    import_code(code)
    config = read_config(config_path, overrides)
    validate(config)
    with num_threads(threads):
        _, best = train(config, output_path, overwrite=overwrite, resume=resume, log=log, report=report, gpu_id=gpu_id)
    if best is not None:
        output.good(f"Saved the pipeline to {best}")
        output.note(f"Use it: engine.load({str(best)!r}); score it: python -m engine evaluate {best} DATA.spacy")


def train(
    config: Config,
    output_path: Path | None = None,
    *,
    overwrite: bool = False,
    resume: bool = False,
    log: Path | None = None,
    report: Path | None = None,
    gpu_id: int = -1,
) -> tuple[Any, Path | None]:
    """Train by a config that was checked; see train_cli. Returns the pipeline and where the best one was saved.

    Exits with code 130 after Ctrl-C, once what was learned is written.
    """
    from ..errors import InputError
    from ..training.history import History
    from ..training.loggers import live_progress, resuming_after, step_logger
    from ..training.output import prepare_output, remove_unused

    if resume and output_path is None:
        raise InputError("train.resume_what", "--resume needs the folder of the run.", "Name it with --output.")
    if report is not None:
        from ..training.report import check_target

        check_target(report)
    setup_gpu(gpu_id)
    history = History()
    if output_path is not None:
        prepare_output(output_path, overwrite=overwrite, resume=resume)
        output.note(f"Saving to {output_path}")
    else:
        output.note("Nothing will be saved: name a folder with --output to keep the result")
    try:
        # Where there is nothing to resume, the logs of a run that was ended before its first checkpoint start again.
        with resuming_after(-1 if resume else None), live_progress():
            loggers = [] if log is None else [step_logger(log, overwrite)]
            nlp, best = initialize_and_train(
                config, output_path, gpu_id, resume=resume, loggers=loggers, history=history
            )
    except typer.Exit:  # interrupted: the person wants to be done
        if report is not None and output_path is not None:
            output.note(
                f"No report was written; for one: python -m engine evaluate {output_path / 'model-best'} DATA.spacy "
                f"--report {report}",
                stderr=True,
            )
        raise
    finally:
        if output_path is not None:
            remove_unused(output_path)
    if report is not None:
        report_on(nlp, best, history, report)
    return nlp, best


def report_on(nlp: Any, best: Path | None, history: History, path: Path) -> None:
    """Write the report of a run: the best pipeline on the dev data, and the curves."""
    from ..language.load import load
    from ..training.loop import resolve_dot_names
    from ..training.report import Facts, predict, write_report

    config = nlp.config.interpolate()
    dev = config["training"]["dev_corpus"]
    (corpus,) = resolve_dot_names(config, [dev])
    pipeline = nlp if best is None else load(best)
    scores, examples = predict(pipeline, corpus(pipeline))
    section: Any = config
    for key in dev.split("."):
        section = section.get(key) if isinstance(section, dict) else None
    data = section.get("path") if isinstance(section, dict) else None
    facts = Facts(pipeline.meta, pipeline.pipe_names, str(data or dev))
    weights = config["training"]["score_weights"]
    weighed = [(scores.get(name) or 0.0) * weight for name, weight in weights.items() if weight]
    if weighed:
        scores = {"score": sum(weighed), **scores}
    write_report(path, facts, scores, examples, history)
    output.good(f"Wrote the report to {path}")


def initialize_and_train(
    config: Config,
    output_path: Path | None,
    gpu_id: int,
    *,
    resume: bool = False,
    loggers: Sequence[Logger] = (),
    history: History | None = None,
) -> tuple[Any, Path | None]:
    """The run itself, told on stdout; the output folder was prepared."""
    from ..training.checkpoint import Checkpoint, random_states, set_random_states
    from ..training.initialize import init_nlp
    from ..training.loggers import RESUMED_AFTER, resuming_after
    from ..training.loop import TrainingInterrupted
    from ..training.loop import train as run_training
    from ..training.output import FILE_CHECKPOINT

    checkpoint = None
    if resume and output_path is not None:
        path = output_path / FILE_CHECKPOINT
        if path.exists():
            checkpoint = Checkpoint.from_disk(path)
            if checkpoint.state["start"] is not None:
                set_random_states(checkpoint.state["start"])
        else:
            output.note(f"{output_path} holds nothing to resume: starting from the beginning")
    start = random_states()
    output.title("Initializing the pipeline")
    with resuming_after(RESUMED_AFTER.get() if checkpoint is None else checkpoint.progress.step):
        nlp = init_nlp(config, use_gpu=gpu_id)
    training = nlp.config["training"]
    output.good("Initialized the pipeline")
    if checkpoint is not None:
        checkpoint.check_config(nlp.config.interpolate())
        output.note(f"Resuming after step {checkpoint.progress.step}")
    output.title("Training the pipeline")
    output.note(f"Pipeline: {', '.join(nlp.pipe_names)}")
    if training["frozen_components"]:
        output.note(f"Not updated: {', '.join(training['frozen_components'])}")
    if training["annotating_components"]:
        output.note(f"Annotating while training: {', '.join(training['annotating_components'])}")
    try:
        return run_training(
            nlp,
            output_path,
            use_gpu=gpu_id,
            stdout=sys.stdout,
            stderr=sys.stderr,
            resume=checkpoint,
            start=start,
            loggers=loggers,
            history=history,
        )
    except TrainingInterrupted as stop:
        output.warn(f"Interrupted after {stop.step} steps")
        if stop.saved is not None:
            output.note(f"What was learned is in {stop.saved}", stderr=True)
            best = stop.saved.parent / "model-best"
            if best.exists():
                output.note(f"The best pipeline so far is in {best}", stderr=True)
            if (stop.saved.parent / FILE_CHECKPOINT).exists():
                output.note("Go on later with the same command and --resume", stderr=True)
        else:
            output.note("Nothing was saved", stderr=True)
        raise typer.Exit(130) from None


@contextmanager
def num_threads(n_threads: int) -> Iterator[None]:
    """Inside the block training runs on so many threads; 0 for what ENGINE_NUM_THREADS says, or all cores there are."""
    from ..kernels.api import MAX_THREADS, get_num_threads, set_num_threads

    before = get_num_threads()
    if n_threads == 0:
        n_threads = before if os.environ.get("ENGINE_NUM_THREADS") else min(n_cores(), MAX_THREADS)
    set_num_threads(n_threads)
    try:
        yield
    finally:
        set_num_threads(before)


def n_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def setup_gpu(gpu_id: int) -> None:
    """Use the GPU that was asked for, or the CPU."""
    if gpu_id < 0:
        return
    from thinc.api import require_gpu

    from ..errors import InputError

    try:
        require_gpu(gpu_id)
    except Exception as error:
        raise InputError(
            "train.no_gpu", f"GPU {gpu_id} cannot be used: {error}", "Leave --gpu-id out to train on the CPU."
        ) from error
    output.note(f"Using GPU {gpu_id}")
