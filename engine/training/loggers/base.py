"""What loggers are, and what all of them share: steps, resumed runs, log files, the config as they send it.

A logger is made from the config; called with (nlp, stdout, stderr) it gives (log_step, finalize). `log_step` gets a
dict at every evaluation and None at the other steps; one that is marked by `of_every_step` gets a dict each time.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import IO, Any

from engine.errors import ConfigError

Info = dict[str, Any]
LogStep = Callable[[Any], None]
Steps = tuple[LogStep, Callable[[], None]]
Logger = Callable[[Any, IO[str], IO[str]], Steps]

# Step after which a resumed run goes on, while its loggers are made: they add to the logs of its first part. -1 where
# it goes on from nothing: its logs start again.
RESUMED_AFTER: ContextVar[int | None] = ContextVar("RESUMED_AFTER", default=None)


@contextlib.contextmanager
def resuming_after(step: int | None) -> Iterator[None]:
    """Loggers that are made inside the block add to existing logs, after that step; None for a new run."""
    token = RESUMED_AFTER.set(step)
    try:
        yield
    finally:
        RESUMED_AFTER.reset(token)


def of_every_step(log_step: LogStep) -> LogStep:
    """Mark a function: it gets the info of every step; info["score"] is None where nothing was evaluated."""
    log_step.of_every_step = True  # type: ignore[attr-defined]
    return log_step


def is_of_every_step(log_step: LogStep) -> bool:
    return getattr(log_step, "of_every_step", False)


def tell(log_step: LogStep, info: Info | None) -> None:
    """Call log_step with what it is to know of a step."""
    is_told = info is not None and (info["score"] is not None or is_of_every_step(log_step))
    log_step(info if is_told else None)


def number(value: Any) -> float | None:
    """A number that JSON can hold; None for anything else, infinities among it."""
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        return None
    value = float(value)
    return value if math.isfinite(value) else None


def learning(nlp: Any) -> list[str]:
    """Names of the components that a run trains."""
    frozen = set(nlp.config["training"].get("frozen_components") or ())
    return [name for name, pipe in nlp.pipeline if getattr(pipe, "is_trainable", False) and name not in frozen]


def flat(values: Mapping[str, Any], prefix: str = "", separator: str = ".") -> Iterator[tuple[str, Any]]:
    """(dotted name, value) of everything in nested dicts."""
    for key, value in values.items():
        name = f"{prefix}{separator}{key}" if prefix else str(key)
        if isinstance(value, Mapping):
            yield from flat(value, name, separator)
        else:
            yield name, value


def only_numbers(values: Mapping[str, Any]) -> dict[str, float]:
    found = ((name, number(value)) for name, value in values.items())
    return {name: value for name, value in found if value is not None}


def evaluated(info: Info) -> dict[str, float]:
    """What the logging services get of an evaluation: score, loss_<component>, and every other score by its name."""
    found = {"score": info["score"], **{f"loss_{name}": loss for name, loss in info["losses"].items()}}
    found.update(flat(info["other_scores"]))
    return {
        name: value for name, value in ((name, number(value)) for name, value in found.items()) if value is not None
    }


def trained(info: Info) -> dict[str, float]:
    """Numbers of a step itself: losses, words per second, learning rate, norm of the gradient."""
    found = {f"loss/{name}": loss for name, loss in (info.get("step_losses") or {}).items()}
    found |= {name: info.get(name) for name in ("learn_rate", "grad_norm")}
    if info.get("step_seconds"):
        found["words_per_second"] = info["step_words"] / info["step_seconds"]
    return {
        name: value for name, value in ((name, number(value)) for name, value in found.items()) if value is not None
    }


class Matching:
    """Values of the info whose dotted names match one of some regular expressions, found anywhere in the name."""

    def __init__(self, patterns: Iterable[str] | None, setting: str):
        self.patterns = []
        for pattern in patterns or ():
            try:
                self.patterns.append(re.compile(pattern))
            except re.error as error:
                raise ConfigError(
                    "logger.bad_pattern", f"{setting} has {pattern!r}, which is no regular expression: {error}."
                ) from None

    def of(self, info: Info) -> dict[str, Any]:
        if not self.patterns:
            return {}
        return {name: value for name, value in flat(info) if any(pattern.search(name) for pattern in self.patterns)}


def sent_config(nlp: Any, removed: Iterable[str] | None) -> dict[str, Any]:
    """The config, variables filled in, without the settings of these dotted names: what leaves for a service.

    Raises ConfigError for names of settings that the config has not.
    """
    config = copied(nlp.config.interpolate())
    for name in removed or ():
        *path, key = name.split(".")
        section: Any = config
        for part in path:
            section = section.get(part) if isinstance(section, dict) else None
        if not isinstance(section, dict) or key not in section:
            raise ConfigError(
                "logger.unknown_setting",
                f"remove_config_values has {name!r}, and the config has no such setting.",
                'Name settings as "paths.train".',
            )
        del section[key]
    return config


def copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, (list, tuple)) else value


def missing_extra(what: str, extra: str, error: ImportError) -> ConfigError:
    """The error for a logger whose package is not installed."""
    return ConfigError(
        "logger.not_installed",
        f"[training.logger] needs {what}, which cannot be imported: {error}.",
        f'Install it: pip install "engine[{extra}]", or use another logger.',
    )
