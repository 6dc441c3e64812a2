"""Importing a person's own code before a config is read (`--code`)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from ..errors import EngineError, InputError


def import_code(path: str | Path | None) -> None:
    """Run the Python file at `path`, so that what it registers is found. Does nothing for None.

    Raises InputError when there is no such file, or when it fails, naming the line.
    """
    if path is None:
        return
    path = Path(path)
    if not path.is_file():
        raise InputError("cli.no_code_file", f"--code {path}: there is no such file.", "Give the path of a .py file.")
    spec = importlib.util.spec_from_file_location("python_code", str(path))
    if spec is None or spec.loader is None:
        raise InputError("cli.bad_code_file", f"--code {path}: not a Python file.", "Give the path of a .py file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules["python_code"] = module
    try:
        spec.loader.exec_module(module)
    except EngineError:
        raise
    except SyntaxError as error:
        raise InputError("cli.code_failed", f"--code {error.filename}:{error.lineno}: {error.msg}.") from error
    except Exception as error:
        line = _line_in(error, str(path))
        raise InputError(
            "cli.code_failed",
            f"--code {path}{f':{line}' if line else ''}: {type(error).__name__}: {error}",
            "The code is run before the config is read. ENGINE_TRACEBACK=1 shows where it fails.",
        ) from error


def _line_in(error: BaseException, file: str) -> int:
    """Line of `file` at which an exception passed last; 0 if it did not."""
    line, frame = 0, error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == file:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
