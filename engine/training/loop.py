"""The training loop: update, evaluate, keep the best, write what was learned.

`train` is what the command runs: it resolves [training], goes through the batches, and writes model-best and
model-last. `train_while_improving` is the loop alone.
"""

from __future__ import annotations

import itertools
import sys
import timeit
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from engine.config import registry
from engine.config.schemas import ConfigSchemaTraining
from engine.errors import ConfigError
from engine.gold.example import Example
from engine.training.batch_stream import BatchStream, create_train_batches
from engine.training.checkpoint import Cadence, Checkpoint, Progress
from engine.training.evaluation import create_evaluation_callback
from engine.training.history import History
from engine.training.loggers import RESUMED_AFTER, Logger, chained, resuming_after, tell
from engine.training.output import (
    DIR_MODEL_BEST,
    DIR_MODEL_LAST,
    FILE_CHECKPOINT,
    copy_pipeline,
    save_pipeline,
    uninterrupted,
)

Info = dict[str, Any]
Batch = list[Example]


class TrainingInterrupted(Exception):
    """The run was ended by Ctrl-C; what was learned is written. saved (Path | None): where."""

    def __init__(self, saved: Path | None, step: int):
        self.saved = saved
        self.step = step
        super().__init__(f"training was interrupted after {step} steps")


def train(
    nlp: Any,
    output_path: str | Path | None = None,
    *,
    use_gpu: int = -1,
    stdout: IO[str] = sys.stdout,
    stderr: IO[str] = sys.stderr,
    resume: Checkpoint | None = None,
    start: Mapping[str, Any] | None = None,
    loggers: Sequence[Logger] = (),
    history: History | None = None,
) -> tuple[Any, Path | None]:
    """Train an initialized pipeline as its config says.

    output_path: folder for model-best, model-last and the checkpoint; None keeps the result in memory.
    resume: go on from there; the pipeline was initialized by the same config and data as for the run's first part.
    start: states of the random generators from before the pipeline was initialized (checkpoint.random_states), for a
        run without a seed to be resumable.
    loggers: more loggers, called before that of the config.
    history: gets the curves of the run, of its earlier parts too.
    Returns the pipeline, and the path of model-best (or model-last, when nothing was evaluated).
    Raises TrainingInterrupted after Ctrl-C, once model-last is written.
    """
    config = nlp.config.interpolate()
    history = History() if history is None else history
    with resuming_after(RESUMED_AFTER.get() if resume is None else resume.progress.step):
        settings = registry.resolve(config["training"], schema=ConfigSchemaTraining)
        log_step, finalize_logger = chained([*loggers, settings["logger"]])(nlp, stdout, stderr)
    train_corpus, dev_corpus = resolve_dot_names(config, [settings["train_corpus"], settings["dev_corpus"]])
    optimizer = settings["optimizer"]
    score_weights = settings["score_weights"]
    frozen = settings["frozen_components"]
    annotating = settings["annotating_components"]
    before_to_disk = create_before_to_disk_callback(settings["before_to_disk"])
    evaluate = create_evaluation_callback(nlp, dev_corpus, score_weights)
    output = None if output_path is None else Path(output_path)
    batches = BatchStream(create_train_batches(nlp, train_corpus, settings["batcher"], settings["max_epochs"]))
    if resume is not None:
        resume.restore(nlp, optimizer, batches)
        history.restore(resume.progress.history)

    cadence = Cadence(settings["checkpoint_frequency"])

    def save(info: Info, *, is_best: bool) -> None:
        if output is None:
            return
        with uninterrupted():
            update_meta(settings, nlp, info)
            with nlp.use_params(optimizer.averages):
                save_pipeline(before_to_disk(nlp), output / DIR_MODEL_LAST)
            if is_best:
                copy_pipeline(output / DIR_MODEL_LAST, output / DIR_MODEL_BEST)

    def save_checkpoint(info: Info, *, evaluated: bool) -> None:
        # After the pipelines: what it leads to comes after them, and a run that ends in between makes them again.
        if output is None:
            return

        def write() -> None:
            progress = Progress.of(info, evaluated=evaluated, history=history.state())
            Checkpoint.take(nlp, optimizer, progress, config, start).to_disk(output / FILE_CHECKPOINT)

        with uninterrupted():
            cadence.write(info["step"], write)

    steps = train_while_improving(
        nlp,
        optimizer,
        batches,
        evaluate,
        dropout=settings["dropout"],
        accumulate_gradient=settings["accumulate_gradient"],
        patience=settings["patience"],
        max_steps=settings["max_steps"],
        eval_frequency=settings["eval_frequency"],
        exclude=frozen,
        annotating_components=annotating,
        before_update=settings["before_update"],
        resumed=None if resume is None else resume.progress,
    )
    info: Info | None = None
    interrupted = False
    unsaved_best = False  # the last step was evaluated as best, and Ctrl-C came before it was written
    can_save = True
    evaluated = at_rest = False
    try:
        for _, info, is_best in steps:
            evaluated = is_best is not None
            unsaved_best = bool(is_best)
            info["output_path"] = None if output is None else str(output / DIR_MODEL_LAST)
            history.add(info)
            at_rest = True
            tell(log_step, info)
            if is_best is not None:
                can_save = False
                save(info, is_best=is_best)
                can_save, unsaved_best = True, False
            if cadence.is_due(info["step"], evaluated=evaluated):
                save_checkpoint(info, evaluated=evaluated)
            at_rest = False
        at_rest = True
    except KeyboardInterrupt:
        interrupted = can_save = True
    finally:
        # Also after an error: the steps since the last evaluation are worth keeping. Not when saving is what failed.
        finalize_logger()
        if info is not None and can_save:
            try:
                save(info, is_best=unsaved_best)
                # Not amid a step, where some weights are updated and some are not.
                if at_rest and cadence.step != info["step"]:
                    save_checkpoint(info, evaluated=evaluated)
            except KeyboardInterrupt:  # one more, which comes through once everything is written
                interrupted = True
    if interrupted:
        kept = output / DIR_MODEL_LAST if output is not None and info is not None else None
        raise TrainingInterrupted(kept, info["step"] if info is not None else 0)
    if output is None:
        return nlp, None
    best = output / DIR_MODEL_BEST
    return nlp, best if best.exists() else output / DIR_MODEL_LAST


def train_while_improving(
    nlp: Any,
    optimizer: Any,
    train_data: Iterable[tuple[int, Batch]],
    evaluate: Callable[[], tuple[float, dict[str, Any]]],
    *,
    dropout: float | Iterable[float],
    eval_frequency: int,
    accumulate_gradient: int = 1,
    patience: int,
    max_steps: int,
    exclude: list[str],
    annotating_components: list[str],
    before_update: Callable[[Any, dict[str, Any]], None] | None = None,
    resumed: Progress | None = None,
) -> Iterator[tuple[Batch, Info, bool | None]]:
    """Update on each batch, evaluate every `eval_frequency` steps (at step 0 too), stop by `max_steps` or `patience`.

    Yields (batch, info, is_best) each step; is_best is None at the steps without an evaluation. A score that equals the
    best so far counts as best. Patience counts from the earliest best step. resumed: where an earlier part of the run
    ended, which `train_data` goes on from.
    """
    rates = itertools.repeat(dropout) if isinstance(dropout, (int, float)) else iter(dropout)
    done = Progress() if resumed is None else resumed
    results = list(done.results)
    losses = dict(done.losses)
    words_seen = done.words
    start = timeit.default_timer() - done.seconds

    def is_over(step: int) -> bool:
        if max_steps and step >= max_steps:
            return True
        if not patience or not results:
            return False
        best_score = max(results)[0]
        best_step = min(at for value, at in results if value == best_score)
        return step - best_step >= patience

    for _ in range(done.step + 1):
        next(rates)
    if resumed is not None and is_over(done.step):
        return
    began = timeit.default_timer()
    for step, (epoch, batch) in enumerate(train_data, start=done.step + 1):
        losses_before = dict(losses)
        if before_update is not None:
            before_update(nlp, {"step": step, "epoch": epoch})
        rate = next(rates)
        for part in subdivide_batch(batch, accumulate_gradient):
            nlp.update(part, drop=rate, losses=losses, sgd=False, exclude=exclude, annotates=annotating_components)
        for name, pipe in nlp.pipeline:
            if name not in exclude and getattr(pipe, "is_trainable", False) and has_model(pipe):
                pipe.finish_update(optimizer)
        learn_rate = getattr(optimizer, "learn_rate", None)
        optimizer.step_schedules()
        step_words = sum(len(example) for example in batch)
        words_seen += step_words
        step_seconds = timeit.default_timer() - began
        score: float | None = None
        other_scores: dict[str, Any] = {}
        is_best: bool | None = None
        if step % eval_frequency == 0:
            with nlp.use_params(optimizer.averages):
                score, other_scores = evaluate()
            results.append((score, step))
            is_best = score >= max(results)[0]
        info: Info = {
            "epoch": epoch,
            "step": step,
            "score": score,
            "other_scores": other_scores,
            "losses": losses,
            "checkpoints": results,
            "seconds": int(timeit.default_timer() - start),
            "words": words_seen,
            "elapsed": timeit.default_timer() - start,
            "step_losses": {name: float(loss) - float(losses_before.get(name, 0.0)) for name, loss in losses.items()},
            "step_words": step_words,
            "step_seconds": step_seconds,  # without the evaluation
            "learn_rate": learn_rate,
            "grad_norm": taken_norm(optimizer),
        }
        yield batch, info, is_best
        began = timeit.default_timer()
        if is_best is not None:
            losses = {}
        if is_over(step):
            return


def taken_norm(optimizer: Any) -> float | None:
    """The norm of the gradients of the last step, before clipping; None where the optimizer does not know it."""
    take = getattr(optimizer, "take_gradient_norm", None)
    return None if take is None else take()


def has_model(pipe: Any) -> bool:
    return getattr(pipe, "model", None) not in (None, True, False)


def subdivide_batch(batch: Batch, n_parts: int) -> Iterator[Batch]:
    """The batch sorted by length and cut into `n_parts`, the rest with the last."""
    ordered = sorted(batch, key=lambda example: len(example.predicted))
    size = len(ordered) // n_parts
    for i in range(n_parts - 1):
        part = ordered[i * size : (i + 1) * size]
        if part:
            yield part
    rest = ordered[(n_parts - 1) * size :]
    if rest:
        yield rest


def create_before_to_disk_callback(callback: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    """[training.before_to_disk], checked: it gets the nlp object and returns the one to save."""

    def before_to_disk(nlp: Any) -> Any:
        if callback is None:
            return nlp
        changed = callback(nlp)
        if not hasattr(changed, "to_disk"):
            raise ConfigError(
                "training.before_to_disk",
                f"The before_to_disk callback returned {type(changed).__name__}, not the nlp object to save.",
                "Return nlp at its end.",
            )
        return changed

    return before_to_disk


def update_meta(settings: Mapping[str, Any], nlp: Any, info: Info) -> None:
    """Write the scores and losses of an evaluation into meta["performance"]."""
    if info["score"] is None:
        return
    performance = {
        name: info["other_scores"].get(name) or 0.0
        for name, weight in settings["score_weights"].items()
        if weight is not None
    }
    for name, loss in info["losses"].items():
        performance[f"{name}_loss"] = float(loss)
    nlp.meta["performance"] = performance


def resolve_dot_names(config: Any, dot_names: list[str | None]) -> tuple[Any, ...]:
    """The objects that names such as "corpora.train" point to, each section resolved once."""
    resolved: dict[str, Any] = {}
    out: list[Any] = []
    for name in dot_names:
        if name is None:
            out.append(None)
            continue
        section, *path = name.split(".")
        if section not in resolved:
            if section not in config:
                raise ConfigError("config.unknown_reference", f"{name!r} points to no section of the config.")
            block = registry.resolve({section: config[section]})
            resolved[section] = block[section]
        value = resolved[section]
        for key in path:
            if not isinstance(value, Mapping) or key not in value:
                raise ConfigError("config.unknown_reference", f"{name!r} points to nothing in the config.")
            value = value[key]
        out.append(value)
    return tuple(out)
