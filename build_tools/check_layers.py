"""Checks that hold the structure: layers between rooms, file sizes, stubs beside extension modules.

`python -m build_tools.check_layers` prints every breach and exits 1. A room may import only rooms of a lower number;
rooms that share a number never see each other. Facades (imports only, kept for users) sit above all rooms.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "engine"

LEVELS = {
    "errors": 0,
    "kernels": 1,
    "config": 1,
    "formats": 1,
    "strings": 2,
    "parser": 2,
    "vocab": 3,
    "tokens": 4,
    "tokenizer": 5,
    "matcher": 5,
    "lang": 5,
    "displacy": 5,
    "gold": 5,
    "ml": 6,
    "pipeline": 7,
    "language": 8,
    "training": 9,
    "cli": 10,
}
MAX_LINES = 600
IMPORT = re.compile(r"^\s*(?:from\s+(engine(?:\.\w+)*)\s+c?import\s+(.+)|c?import\s+(engine(?:\.\w+)*))", re.M)
STRING_IMPORT = re.compile(r"import_module\(\s*[\"'](engine(?:\.\w+)*)")


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def is_facade(path: Path) -> bool:
    """Modules directly below engine/ that are no room of their own."""
    return path.parent == PACKAGE and path.stem not in LEVELS


def facade_breaches(path: Path) -> list[str]:
    """A facade holds imports, a docstring, and lazy attribute access; no logic."""
    if path.suffix != ".py" or path.stem in ("__init__", "__main__", "_builtins", "about"):
        return []
    allowed = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign, ast.AnnAssign, ast.If, ast.Try)
    tree = ast.parse(path.read_text(encoding="utf8"))
    bad = [
        n for n in tree.body if not isinstance(n, allowed) and getattr(n, "name", "") not in ("__getattr__", "__dir__")
    ]
    return [f"{path.relative_to(ROOT)}:{n.lineno}: a facade holds imports only" for n in bad]


def imports_of(path: Path) -> list[tuple[int, str]]:
    """(line, module) of every engine import in a file, function-level ones and relative ones included."""
    text = path.read_text(encoding="utf8")
    out = []
    package = ".".join(path.relative_to(ROOT).parent.parts)
    for match in IMPORT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        base = match.group(1) or match.group(3)
        if base == "engine" and match.group(2):
            out += [
                (line, f"engine.{name.strip().split()[0]}")
                for name in match.group(2).strip("()").split(",")
                if name.strip()
            ]
        else:
            out.append((line, base))
    for match in STRING_IMPORT.finditer(text):
        out.append((text.count("\n", 0, match.start()) + 1, match.group(1)))
    for match in re.finditer(r"^\s*from\s+(\.+)([\w.]*)\s+c?import", text, re.M):
        parts = package.split(".")
        base = parts[: len(parts) - (len(match.group(1)) - 1)]
        out.append(
            (text.count("\n", 0, match.start()) + 1, ".".join([*base, match.group(2)] if match.group(2) else base))
        )
    return out


def layer_breaches() -> list[str]:
    out = []
    for path in sorted(p for s in ("*.py", "*.pyx", "*.pxd", "*.pyi") for p in PACKAGE.rglob(s)):
        if is_facade(path):
            out += facade_breaches(path)
            continue
        room = path.stem if path.parent == PACKAGE else path.relative_to(PACKAGE).parts[0]
        if room not in LEVELS:
            out.append(f"{path.relative_to(ROOT)}: room '{room}' has no level in build_tools/check_layers.py")
            continue
        for line, module in imports_of(path):
            target = room_of(module)
            if target is None or target == room or target == "about":
                continue
            if target not in LEVELS:
                out.append(f"{path.relative_to(ROOT)}:{line}: imports the facade {module}")
            elif LEVELS[target] >= LEVELS[room]:
                out.append(
                    f"{path.relative_to(ROOT)}:{line}: {room} ({LEVELS[room]}) imports {target} ({LEVELS[target]})"
                )
    return out


def size_breaches() -> list[str]:
    out = []
    for folder in ("engine", "include", "build_tools", "bench", "tests"):
        for path in sorted(p for s in ("*.py", "*.pyx", "*.pxd", "*.h", "*.c") for p in (ROOT / folder).rglob(s)):
            if path.suffix == ".c" and path.parent.name != "c":
                continue  # generated
            n_lines = path.read_text(encoding="utf8").count("\n")
            if n_lines > MAX_LINES:
                out.append(f"{path.relative_to(ROOT)}: {n_lines} lines, at most {MAX_LINES}")
    return out


def stub_breaches() -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: no .pyi stub beside it"
        for path in sorted(PACKAGE.rglob("*.pyx"))
        if not path.stem.startswith("_") and not path.with_suffix(".pyi").exists()
    ]


def breaches() -> list[str]:
    return layer_breaches() + size_breaches() + stub_breaches()


if __name__ == "__main__":
    found = breaches()
    print("\n".join(found) or "layers, sizes and stubs hold")
    sys.exit(1 if found else 0)
