"""The structure holds: layers, file sizes, stubs; and the check finds what it should."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from build_tools import check_layers  # noqa: E402


def test_structure_holds():
    assert check_layers.breaches() == []


@pytest.mark.parametrize(
    ("line", "n_breaches"),
    [
        ("from engine.language import Language", 1),
        ("from engine import language", 1),
        ("    from ..language.core import x", 1),
        ("from engine.lang.en cimport thing", 1),
        ("import engine.util", 1),
        ("from engine.vocab import Vocab", 0),
        ("from . import other", 0),
    ],
)
def test_check_finds_breaches(tmp_path, monkeypatch, line, n_breaches):
    room = tmp_path / "engine" / "tokens"
    room.mkdir(parents=True)
    (room / "x.py").write_text(line + "\n")
    monkeypatch.setattr(check_layers, "ROOT", tmp_path)
    monkeypatch.setattr(check_layers, "PACKAGE", tmp_path / "engine")
    assert len(check_layers.layer_breaches()) == n_breaches
