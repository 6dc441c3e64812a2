"""What commands print: marked lines, titles and tables. Colours on a terminal only; lines are never cut in a pipe."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 10_000  # columns where there is no terminal to ask


@functools.cache
def _console(stderr: bool, terminal: bool, stream: Any) -> Console:
    return Console(file=stream, highlight=False, soft_wrap=not terminal, width=None if terminal else WIDE)


def console(stderr: bool = False) -> Console:
    """The console for stdout or stderr, as they are now."""
    stream = sys.stderr if stderr else sys.stdout
    return _console(stderr, stream.isatty(), stream)


def _marked(mark: str, style: str, message: str, stderr: bool) -> None:
    if not console(stderr).encoding.lower().startswith("utf"):
        mark = {"✔": "+", "✘": "x", "⚠": "!", "ℹ": "i"}[mark]
    console(stderr).print(Text.assemble((f"{mark} ", style), message), soft_wrap=True)


def good(message: str, *, stderr: bool = False) -> None:
    """Something was done."""
    _marked("✔", "bold green", message, stderr)


def note(message: str, *, stderr: bool = False) -> None:
    """Something worth knowing."""
    _marked("ℹ", "bold blue", message, stderr)


def warn(message: str) -> None:
    """Something that may be unintended; to stderr."""
    _marked("⚠", "bold yellow", message, True)


def fail(message: str) -> None:
    """An error; to stderr."""
    _marked("✘", "bold red", message, True)


def say(message: str = "", *, stderr: bool = False, style: str = "") -> None:
    """Plain text."""
    console(stderr).print(Text(message, style=style), soft_wrap=True)


def title(text: str) -> None:
    """A heading."""
    console().print()
    console().print(Text(text, style="bold"))


def table(rows: Iterable[Sequence[str]], headers: Sequence[str] = (), right: Sequence[int] = ()) -> None:
    """Rows in aligned columns. right (Sequence[int]): columns that hold numbers."""
    made = Table(box=None, show_header=bool(headers), padding=(0, 2, 0, 0), header_style="bold")
    rows = [list(map(str, row)) for row in rows]
    count = len(headers) or max((len(row) for row in rows), default=0)
    for i in range(count):
        made.add_column(
            headers[i] if headers else "",
            justify="right" if i in right else "left",
            no_wrap=not console().is_terminal,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    if console().is_terminal:
        console().print(made)
        return
    # without padding at the ends of lines
    widths = [max([len(r[i]) for r in rows if i < len(r)] + [len(headers[i]) if headers else 0]) for i in range(count)]
    for row in ([list(headers)] if headers else []) + rows:
        cells = [cell.rjust(widths[i]) if i in right else cell.ljust(widths[i]) for i, cell in enumerate(row)]
        print("  ".join(cells).rstrip())
