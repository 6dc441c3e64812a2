"""Shared fixtures: the slow reference implementations, golden data, and where optional data lie."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run; ENGINE_SWEEP=1 draws new ones. No deadline: machines differ, and share their cores.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("fixed", derandomize=True, deadline=None, database=None, suppress_health_check=SLOW)
settings.register_profile("sweep", derandomize=False, deadline=None, suppress_health_check=SLOW)
settings.load_profile("sweep" if os.environ.get("ENGINE_SWEEP", "") not in ("", "0") else "fixed")

TESTS = Path(__file__).resolve().parent


def load_module(path: Path, name: str):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def reference():
    """reference("name") is the module tests/reference/name.py."""
    return lambda name: load_module(TESTS / "reference" / f"{name}.py", f"engine_reference_{name}")


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A Browser of chromium.py, for the tests of all rooms."""
    chromium = load_module(TESTS / "chromium.py", "engine_tests_chromium")
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium: install one to look at the pages (Debian: apt-get install chromium)")
    return chromium.Browser(program, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def golden():
    """golden("examples_hashes") is the parsed tests/golden/compat/examples_hashes.json."""

    def load(name: str):
        return json.loads((TESTS / "golden" / "compat" / f"{name}.json").read_text(encoding="utf8"))

    return load


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Annotated text beside the checkout; tests that need it are skipped where it is missing."""
    path = Path(os.environ.get("ENGINE_DATA", TESTS.parent.parent / "shared" / "data"))
    if not path.is_dir():
        pytest.skip(f"no data folder at {path} (set ENGINE_DATA)")
    return path


@pytest.fixture(scope="session")
def example_corpus(tmp_path_factory) -> Path:
    """A folder with train.spacy and dev.spacy, made of the small corpus in examples/."""
    from engine.cli.convert import convert

    out = tmp_path_factory.mktemp("corpus")
    for split in ("train", "dev"):
        convert(TESTS.parent / "examples" / "corpus" / f"{split}.conllu", out, n_sents=10, silent=True)
    return out
