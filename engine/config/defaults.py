"""The documented default settings, and how they are put under a config."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .config import DEFAULT_CONFIG_PATH, Config
from .places import VARIABLE, walk_values

DEFAULT_CONFIG_PRETRAIN_PATH = Path(__file__).parent / "default_config_pretraining.cfg"


@functools.cache
def _read(path: Path) -> Config:
    config = Config()
    return config.from_str(path.read_text(encoding="utf8"), interpolate=False, name=path.name)


def default_config() -> Config:
    """A fresh copy of the default settings, variables not replaced. No component is in it."""
    return _read(DEFAULT_CONFIG_PATH).copy()


def default_pretraining_config() -> Config:
    """A fresh copy of what pretraining adds to the default settings."""
    return _read(DEFAULT_CONFIG_PRETRAIN_PATH).copy()


def with_defaults(config: Mapping[str, Any], *, pretraining: bool = False, defaults: Config | None = None) -> Config:
    """A copy of `config` with every section and setting that it leaves out; variables stay variables.

    defaults: settings to take instead of the general ones, such as those of a language.

    `training.batch_size`, a number or a schedule block, becomes the size of the batcher. Components are not looked
    into: their defaults belong to their factories.
    """
    filled = normalize_batch_size(Config(dict(config)) if not isinstance(config, Config) else config)
    defaults = default_config() if defaults is None else defaults
    if pretraining:
        defaults = defaults.merge(default_pretraining_config())
    merged = defaults.merge(filled)
    merged.places = filled.places
    merged.is_interpolated = filled.is_interpolated and not has_variables(merged)
    return merged


def has_variables(config: Mapping[str, Any]) -> bool:
    """Whether a `${...}` variable stands in a config."""
    return any(isinstance(value, str) and VARIABLE.search(value) for _, value in walk_values(config))


def normalize_batch_size(config: Config) -> Config:
    """A copy in which `training.batch_size` has become `training.batcher.size`; the same config where it has none."""
    training = config.get("training")
    if not isinstance(training, Mapping) or "batch_size" not in training:
        return config
    config = config.copy()
    size = config["training"].pop("batch_size")
    batcher = config["training"].get("batcher")
    if not isinstance(batcher, dict) or not batcher:
        batcher = default_config()["training"]["batcher"]
        config["training"]["batcher"] = batcher
    batcher["size"] = size
    places = config.places
    old, new = ("training", "batch_size"), ("training", "batcher", "size")
    tables: tuple[dict[tuple[str, ...], Any], ...] = (places.entries, places.sections)
    for table in tables:
        for path in [path for path in table if path[: len(old)] == old]:
            moved = new + path[len(old) :]
            table[moved] = table[path]
    return config
