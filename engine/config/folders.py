"""Paths, folders and modules given by path."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import InputError


def ensure_path(path: Any) -> Any:
    """A Path of a str; anything else as it is."""
    return Path(path) if isinstance(path, str) else path


@contextmanager
def working_dir(path: str | Path) -> Iterator[Path]:
    """Inside the block, the working directory is another one. Yields its absolute path."""
    before = Path.cwd()
    there = Path(path).resolve()
    os.chdir(there)
    try:
        yield there
    finally:
        os.chdir(before)


@contextmanager
def make_tempdir() -> Iterator[Path]:
    """A folder that is removed, with what is in it, when the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def import_file(name: str, loc: str | Path) -> ModuleType:
    """Import a Python file as the module `name`."""
    spec = importlib.util.spec_from_file_location(name, str(loc))
    if spec is None or spec.loader is None:
        raise InputError("import.not_python", f"{loc} cannot be imported", "Give the path of a .py file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def get_module_path(module: ModuleType) -> Path:
    """The folder of a module that is imported. Raises InputError."""
    file = getattr(sys.modules.get(module.__name__), "__file__", None)
    if not file:
        raise InputError("import.no_module", f"there is no file of the module {module.__name__!r}")
    return Path(file).parent
