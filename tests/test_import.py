"""What importing does not do: load what is not needed yet. Start-up is measured by bench."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def loaded(code):
    """Names of the modules that a fresh Python has loaded after running code."""
    command = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}; print(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", command], text=True).split())


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import engine", {"numpy", "thinc", "confection", "engine.language"}),
        (
            "import engine; engine.load, engine.blank, engine.Language",
            {"thinc", "confection", "pydantic", "rich", "typer", "multiprocessing"},
        ),
        (
            "import engine; engine.blank('en')('A text.')",
            {"thinc.api", "engine.config.schemas", "multiprocessing"},
        ),
        ("from engine.cli.app import build_app; build_app(['--help'])", {"numpy", "thinc", "engine.language"}),
    ],
)
def test_importing_leaves_out(code, absent):
    modules = loaded(code)
    assert "engine" in modules and not absent & modules
