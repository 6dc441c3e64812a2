"""The list of extension modules and the flags they are built with. Called by setup.py and build_tools/develop.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from setuptools import Extension

ROOT = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("ENGINE_DEBUG", "") not in ("", "0")

DIRECTIVES = {
    "language_level": "3",
    "boundscheck": DEBUG,
    "wraparound": False,
    "initializedcheck": DEBUG,
    "cdivision": not DEBUG,
    "embedsignature": True,
    "binding": True,
    "freethreading_compatible": False,
}

# C sources linked into a module beside its own: module -> glob patterns relative to the root.
C_SOURCES: dict[str, list[str]] = {
    "engine.kernels.api": ["engine/kernels/c/*.c"],
    "engine.parser.core": ["engine/parser/c/*.c"],
    "engine.parser.lifting": ["engine/parser/c/projectivize.c"],
    "engine.matcher.dependency_matcher": ["engine/matcher/c/dependency_search.c"],
    "engine.matcher.levenshtein": ["engine/matcher/c/levenshtein.c"],
    "engine.matcher.machine": [
        "engine/matcher/c/ahead.c",
        "engine/matcher/c/found.c",
        "engine/matcher/c/gather.c",
        "engine/matcher/c/nfa.c",
        "engine/matcher/c/order.c",
        "engine/matcher/c/signatures.c",
    ],
    "engine.ml.transition.step_model": ["engine/ml/transition/c/step_ops.c"],
    "engine.ml.transition.step_tape": ["engine/ml/transition/c/*.c", "engine/parser/c/states.c"],
    "engine.matcher.phrase_matcher": ["engine/matcher/c/phrase_trie.c"],
}


def compile_flags() -> tuple[list[str], list[str]]:
    """Compiler and linker flags: the ABI baseline, never the build machine's own instruction set."""
    if sys.platform == "win32":
        return ["/O2", "/std:c11"], []
    flags = ["-std=c11", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-unused-function", "-Wno-sign-compare"]
    if DEBUG:
        sanitizers = os.environ.get("ENGINE_SANITIZE", "address,undefined")
        flags += ["-O1", "-g", "-fno-omit-frame-pointer"]
        if sanitizers:
            # a finding ends the process: test runners swallow what a process that goes on prints
            flags += [f"-fsanitize={sanitizers}", "-fno-sanitize-recover=all"]
            return flags, [f"-fsanitize={sanitizers}"]
        return flags, []
    return [*flags, "-O2", "-fno-math-errno"], []


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def is_below(path: Path, room: str) -> bool:
    """Whether a path of the checkout lies in a room or is that file; "engine/" may be left out."""
    parts = Path(room).parts
    return path.parts[: len(parts)] == parts or path.parts[1 : 1 + len(parts)] == parts


def extensions(rooms: list[str] | None = None) -> list[Extension]:
    """One Extension per .pyx file; `rooms` keeps those below the given paths, such as engine/ml, or just ml."""
    compile_args, link_args = compile_flags()
    out = []
    c_folders = sorted({str(p.parent.relative_to(ROOT)) for p in (ROOT / "engine").rglob("c/*.h")})
    for path in sorted((ROOT / "engine").rglob("*.pyx")):
        relative = path.relative_to(ROOT)
        if rooms and not any(is_below(relative, room) for room in rooms):
            continue
        name = module_name(path)
        extra = [str(p.relative_to(ROOT)) for pattern in C_SOURCES.get(name, []) for p in sorted(ROOT.glob(pattern))]
        out.append(
            Extension(
                name,
                [str(relative), *extra],
                include_dirs=["include", ".", *c_folders],
                extra_compile_args=compile_args,
                extra_link_args=link_args,
                define_macros=[("ENGINE_DEBUG", "1")] if DEBUG else [],
            )
        )
    return out
