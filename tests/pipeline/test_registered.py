"""The table of factories against the recorded defaults."""

from __future__ import annotations

import inspect

import pytest

from engine.config import registry
from engine.pipeline.registered import FACTORIES


@pytest.mark.parametrize("name", sorted(FACTORIES))
def test_factories_have_the_documented_defaults(golden, name):
    expected = golden("factory_defaults")["factories"][name]
    found = FACTORIES[name]
    for key in ("default_config", "default_score_weights", "assigns", "requires", "retokenizes"):
        assert found[key] == expected[key], key


@pytest.mark.parametrize("name", sorted(FACTORIES))
def test_factories_take_their_settings(name):
    parameters = inspect.signature(registry.get("factories", name)).parameters
    assert set(parameters) == {"nlp", "name", *FACTORIES[name]["default_config"]}


def test_package_exports():
    import engine.pipeline as package

    for name in package._HOMES:
        assert getattr(package, name).__name__ == name
    assert not hasattr(package, "NoSuchComponent")
