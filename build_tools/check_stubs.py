"""Holds the stubs (.pyi) of extension modules to what the built modules have, with mypy's stubtest.

`python -m build_tools.check_stubs` prints what differs and exits 1. What Cython cannot express is listed in
stub_allowlist.txt, one pattern a line with its reason; an entry that nothing needs any more is an error too.

What the runtime does not show is compared as text: the signature of a class that has only `__cinit__`. Constants in
capitals and imported names may be left out of a stub.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALLOWLIST = Path(__file__).with_name("stub_allowlist.txt")
# A class written in Cython always has a layout of its own; telling it from a Python class in the stub would bind
# users to the newest type checkers. Special methods take no keywords there; other methods do.
OPTIONS = ["--concise", "--ignore-disjoint-bases", "--ignore-positional-only", "--mypy-config-file", "pyproject.toml"]
IMPORT = re.compile(r"^from [\w.]+ import (?:\(([^)]*)\)|(.+))$|^import [\w.]+ as (\w+)", re.M)
LINE = re.compile(r"(engine(?:\.\w+)+) (.*)")


def modules() -> list[str]:
    """Extension modules that have a stub, sorted."""
    found = (path for path in (ROOT / "engine").rglob("*.pyi") if path.with_suffix(".pyx").exists())
    return sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found)


def imported_names(source: str) -> set[str]:
    """Names that a .pyx module imports; they are no part of it."""
    names: set[str] = set()
    for several, one_line, renamed in IMPORT.findall(re.sub(r"#.*", "", source)):
        for part in (several or one_line).split(","):
            if part.strip():
                names.add(part.split()[-1])
        if renamed:
            names.add(renamed)
    return names


def cinit_parameters(source: str) -> dict[str, list[str]]:
    """{class: names of its parameters} of the classes of a .pyx module whose signature the runtime does not show.

    Those have no __init__ but __cinit__, or an __init__ that takes nothing.
    """
    found = {}
    parts = re.split(r"^(?:cdef )?class (\w+)", re.sub(r"#.*", "", source), flags=re.M)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        start = body.find("def __cinit__(self")
        if "def __init__(self)" in body:
            found[name] = []
        elif start >= 0 and "def __init__(" not in body:
            found[name] = _parameters(body[start + len("def __cinit__(self") :])
    return found


def _parameters(text: str) -> list[str]:
    """Names of the parameters in a Cython signature, after self; text goes on behind it."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            break
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    names = [part.split("=")[0].replace(" not None", "").split() for part in parts if part.strip(" *\n")]
    return [name[-1] for name in names]


def stub_parameters(stub: str) -> dict[str, list[str]]:
    """{class: names of the parameters of __init__} of a stub."""
    found = {}
    for node in ast.walk(ast.parse(stub)):
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                    found[node.name] = [each.arg for each in method.args.args[1:] + method.args.kwonlyargs]
    return found


def read_allowlist(text: str) -> dict[str, str]:
    """{pattern: reason}. Raises ValueError for an entry without a reason."""
    entries = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern, _, reason = line.partition("#")
        if not reason.strip():
            raise ValueError(f"{ALLOWLIST.name}:{number}: no reason given for {pattern.strip()}")
        entries[pattern.strip()] = reason.strip()
    return entries


def without_constants(lines: list[str], sources: dict[str, str]) -> list[str]:
    """Lines of stubtest but for imported names and constants, and for signatures that the sources answer for."""
    out = []
    for line in lines:
        match = LINE.match(line)
        module, _, last = (match[1] if match else "").rpartition(".")
        if match and match[2] == "is not present in stub" and module in sources:
            if last in imported_names(sources[module]) or re.fullmatch(r"[A-Z][A-Z0-9_]*", last):
                continue
        elif match and last == "__init__":
            module, _, name = module.rpartition(".")
            if name in cinit_parameters(sources.get(module, "")):
                continue
        out.append(line)
    return out


def wrong_signatures(name: str, source: str, stub: str) -> list[str]:
    """Classes whose __cinit__ takes something else than the stub's __init__ says."""
    stubs = stub_parameters(stub)
    return [
        f"{name}.{cls}.__init__ takes {parameters}, the stub says {stubs[cls]}"
        for cls, parameters in cinit_parameters(source).items()
        if cls in stubs and stubs[cls] != parameters
    ]


def remaining(lines: list[str], allowlist: dict[str, str]) -> list[str]:
    """Lines of stubtest that the allowlist does not explain, and entries that explain nothing."""
    unused = set(allowlist)
    out = []
    for line in lines:
        match = LINE.match(line)
        explained = [pattern for pattern in allowlist if match and re.fullmatch(pattern, match[1])]
        unused.difference_update(explained)
        if not explained:
            out.append(line)
    return out + [f"{ALLOWLIST.name}: nothing needs the entry {pattern} any more" for pattern in sorted(unused)]


def check() -> list[str]:
    """What is wrong, one line each."""
    names = modules()
    command = [sys.executable, "-m", "mypy.stubtest", *OPTIONS, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode not in (0, 1) or any(not LINE.match(line) for line in lines):
        return [f"stubtest failed:\n{done.stdout}{done.stderr}"]
    paths = {name: ROOT / f"{name.replace('.', '/')}.pyx" for name in names}
    sources = {name: path.read_text(encoding="utf8") for name, path in paths.items()}
    out = remaining(without_constants(lines, sources), read_allowlist(ALLOWLIST.read_text(encoding="utf8")))
    for name, path in paths.items():
        out += wrong_signatures(name, sources[name], path.with_suffix(".pyi").read_text(encoding="utf8"))
    return out


if __name__ == "__main__":
    found = check()
    print("\n".join(found) or f"the stubs of {len(modules())} modules hold")
    sys.exit(1 if found else 0)
