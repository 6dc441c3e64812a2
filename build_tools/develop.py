"""Build extension modules in place, only those out of date: `python -m build_tools.develop [engine/tokens ...]`."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools.dist import Distribution

from build_tools.extensions import DIRECTIVES, ROOT, extensions


def build(rooms: list[str]) -> None:
    os.chdir(ROOT)
    (ROOT / ".build").mkdir(exist_ok=True)
    found = extensions(rooms or None)
    if not found:
        sys.exit(f"no .pyx file lies below {', '.join(rooms)}")
    for extension in found:
        with open(ROOT / ".build" / f"{extension.name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            headers = [str(p.relative_to(ROOT)) for p in (ROOT / "include").rglob("*.h")]
            modules = cythonize([extension], compiler_directives=DIRECTIVES, quiet=True, include_path=["include"])
            for module in modules:
                module.depends += headers + [str(p) for p in Path("engine").rglob("c/*.h")]
            dist = Distribution({"ext_modules": modules})
            command = dist.get_command_obj("build_ext")
            command.inplace = True
            command.build_temp = str(ROOT / ".build" / "temp")
            command.ensure_finalized()
            command.run()


if __name__ == "__main__":
    build(sys.argv[1:])
