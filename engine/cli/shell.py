"""Running other programs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import Any

from ..errors import EngineError


class CommandError(EngineError, RuntimeError):
    """A program ended with an error. `ret` is what subprocess.run returned."""

    ret: Any = None
    command: Any = None


def split_command(command: str) -> list[str]:
    """The arguments of a command as a shell would see them."""
    return shlex.split(command, posix=not sys.platform.startswith("win"))


def run_command(
    command: str | list[str], *, stdin: Any = None, capture: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a program, without a shell. capture: keep its output and errors, mixed, in `stdout` of what is returned.

    Raises FileNotFoundError when there is no such program; CommandError when it fails and its output was captured;
    otherwise this process ends with the exit code of the program.
    """
    arguments = split_command(command) if isinstance(command, str) else command
    done = subprocess.run(
        arguments,
        env=os.environ.copy(),
        input=stdin,
        encoding="utf8",
        check=False,
        stdout=subprocess.PIPE if capture else None,
        stderr=subprocess.STDOUT if capture else None,
    )
    if done.returncode and capture:
        error = CommandError(
            "command.failed", f"{shlex.join(arguments)} ended with exit code {done.returncode}", done.stdout or ""
        )
        error.ret, error.command = done, arguments
        raise error
    if done.returncode:
        sys.exit(done.returncode)
    return done
