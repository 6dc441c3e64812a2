"""The line below the score table on a terminal: steps, words per second, time left. It goes before a row is printed and
comes again below it, so that the rows stay together."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar
from typing import IO, Any

from engine.training.loggers.base import Info

# What to show where a logger's own settings ask for no bar: "eval", "train", or None for nothing.
LIVE: ContextVar[str | None] = ContextVar("LIVE", default=None)
REFRESH = 0.1  # seconds between two drawings
SMOOTHED = 0.9  # weight of what was before, in words per second


@contextlib.contextmanager
def live_progress(mode: str | None = "eval") -> Iterator[None]:
    """Console loggers that are made inside the block show the progress on terminals, without being set to."""
    token = LIVE.set(mode)
    try:
        yield
    finally:
        LIVE.reset(token)


class Progress:
    """A bar on a terminal, from one evaluation to the next or over the whole training; nothing in a pipe."""

    def __init__(self, nlp: Any, stream: IO[str], mode: str | None):
        settings = nlp.config["training"]
        mode = mode or LIVE.get()
        self.mode = mode if getattr(stream, "isatty", lambda: False)() else None
        self.stream = stream
        self.max_steps = settings["max_steps"] or 0
        self.eval_frequency = settings["eval_frequency"]
        self.bar: Any = None
        self.task: Any = None
        self.step = 0
        self.first: tuple[int, float] | None = None  # step and time that the time left is reckoned from
        self.speed: float | None = None
        self.drawn = 0.0

    def start(self, step: int) -> None:
        if self.mode is None or (self.max_steps and step >= self.max_steps):
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self.step = step
        if self.first is None:
            self.first = (step, time.monotonic())
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
            TextColumn("{task.fields[left]}"),
        )
        # Drawn by `advance` alone: a thread of its own would take time from the training.
        self.bar = Bar(*columns, console=Console(file=self.stream), transient=True, auto_refresh=False)
        if self.mode == "train":
            total, done, text = self.max_steps or None, step, "Training"
        else:
            ahead = self.eval_frequency
            if self.max_steps:
                ahead = max(min(ahead, self.max_steps - step), 1)
            total, done, text = ahead, 0, f"Until step {step + ahead}"
        self.task = self.bar.add_task(text, total=total, completed=done, speed=self.speed_text(), left="")
        self.bar.start()
        self.draw()

    def advance(self, info: Info | None = None) -> None:
        """One step was done."""
        if self.bar is None:
            return
        self.step += 1
        if info is not None and info.get("step_seconds"):
            now = info["step_words"] / info["step_seconds"]
            self.speed = now if self.speed is None else SMOOTHED * self.speed + (1 - SMOOTHED) * now
        self.bar.advance(self.task)
        if time.monotonic() - self.drawn >= REFRESH:
            self.draw()

    def draw(self) -> None:
        self.drawn = time.monotonic()
        self.bar.update(self.task, speed=self.speed_text(), left=self.left_text())
        self.bar.refresh()

    def speed_text(self) -> str:
        return "" if self.speed is None else f"{self.speed:,.0f} words/s"

    def left_text(self) -> str:
        """Time to the end of the training, or to the next evaluation where the end is open; at the pace so far,
        evaluations included."""
        if self.first is None or self.step <= self.first[0]:
            return ""
        pace = (time.monotonic() - self.first[1]) / (self.step - self.first[0])
        if self.max_steps:
            return f"{clock(pace * max(self.max_steps - self.step, 0))} left"
        task = self.bar.tasks[0]
        return f"{clock(pace * max(task.total - task.completed, 0))} to the evaluation" if task.total else ""

    def stop(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def clock(seconds: float) -> str:
    """h:mm:ss."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"
