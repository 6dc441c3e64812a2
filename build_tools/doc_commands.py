"""Commands and code that the documentation shows, for the checks that run them.

`python -m build_tools.doc_commands README.md quickstart` prints the bash block that follows `<!-- run: quickstart -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

BLOCK = re.compile(
    r"(?:<!--\s*(?P<mark>[\w: ./-]+?)\s*-->\n+)?```(?P<language>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```", re.M | re.S
)


class Block(NamedTuple):
    line: int
    mark: str  # "run: name" and so on; "" when there is none
    language: str
    body: str


def blocks(path: Path) -> list[Block]:
    """Fenced code blocks in order. A mark is an HTML comment just above the fence."""
    text = path.read_text(encoding="utf8")
    return [
        Block(text.count("\n", 0, m.start("body")), m.group("mark") or "", m.group("language"), m.group("body"))
        for m in BLOCK.finditer(text)
    ]


def command(path: Path, name: str) -> str:
    found = [b.body for b in blocks(path) if b.mark == f"run: {name}"]
    if len(found) != 1:
        raise SystemExit(f"{path}: {len(found)} blocks marked 'run: {name}', expected one")
    return found[0]


if __name__ == "__main__":
    print(command(Path(sys.argv[1]), sys.argv[2]), end="")
