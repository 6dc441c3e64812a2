"""Model building for the tests of this room: a config block to a model, through the room's own table of names."""

from __future__ import annotations

import importlib

import pytest

from engine.ml.registered import REGISTERED


def resolve(config):
    if not isinstance(config, dict):
        return config
    values = {key: resolve(value) for key, value in config.items() if not key.startswith("@")}
    if "@architectures" not in config:
        return values
    table = REGISTERED["architectures"]
    name = config["@architectures"]
    target = table.get(name) or table[name.replace("spacy.", "spacy-legacy.")]
    module, attr = target.split(":")
    return getattr(importlib.import_module(module), attr)(**values)


@pytest.fixture(scope="session")
def build_model():
    """build_model({"@architectures": ..., ...}) is the model."""
    return resolve
