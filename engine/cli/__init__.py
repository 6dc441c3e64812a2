"""Commands: `python -m engine COMMAND`. One command a file; `app` puts them together."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run a command and exit. args (Sequence[str]): sys.argv[1:] if None."""
    from .app import run

    sys.exit(run(list(sys.argv[1:] if args is None else args)))
