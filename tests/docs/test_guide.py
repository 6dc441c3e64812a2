"""Runs docs/guide.md: its files are written, its commands and code run, in order, in one folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.doc_commands import blocks

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "examples" / "corpus", path / "corpus")
    (path / "bin").mkdir()
    return path


def test_every_command_and_piece_of_code_is_marked():
    unmarked = [block for block in blocks(GUIDE) if block.language in ("bash", "python") and not block.mark]
    assert not unmarked, f"lines {[block.line for block in unmarked]} of the guide are not run"


def test_guide(folder):
    # A wrapper, not a link: a link to a virtual environment's python leaves the environment.
    python = folder / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "OMP_NUM_THREADS": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    script: list[str] = []
    for block in blocks(GUIDE):
        if block.mark.startswith("file: "):
            (folder / block.mark.removeprefix("file: ")).write_text(block.body, encoding="utf8")
        elif block.mark == "run":
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block.body],
                cwd=folder, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"guide.md:{block.line}:\n{block.body}\n{done.stdout}\n{done.stderr}"
        elif block.mark == "python":
            script.append(block.body)
    (folder / "guide.py").write_text("\n".join(script), encoding="utf8")
    done = subprocess.run(
        [sys.executable, "guide.py"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"guide.md:\n{done.stdout}\n{done.stderr}"
    assert (folder / "output" / "api").exists()
