"""The table of names: each target exists and takes the arguments that configs written for the peer give."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path

import pytest

from engine.ml.registered import REGISTERED

PATH = Path(__file__).resolve().parent.parent / "golden" / "compat" / "registry_signatures.json"
SIGNATURES = json.loads(PATH.read_text(encoding="utf8"))["functions"]
NAMES = [(kind, name) for kind, table in REGISTERED.items() for name in table]


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_arguments_and_defaults(kind, name):
    module, attr = REGISTERED[kind][name].split(":")
    parameters = inspect.signature(getattr(importlib.import_module(module), attr)).parameters
    wanted = SIGNATURES[kind][name]
    assert list(parameters) == [argument["name"] for argument in wanted]
    for argument in wanted:
        default = parameters[argument["name"]].default
        if "default" not in argument:
            assert default is inspect.Parameter.empty
        elif argument["default"] != "<callable or object>":
            assert default == argument["default"]
