"""Builds the extension modules; everything else about the package is in pyproject.toml."""

import os
import sys
from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from build_tools.extensions import DEBUG, DIRECTIVES, extensions  # noqa: E402

JOBS = int(os.environ.get("ENGINE_BUILD_JOBS", os.cpu_count() or 1))

if any(command in sys.argv for command in ("sdist", "egg_info", "dist_info")):
    ext_modules = extensions()
else:
    from Cython.Build import cythonize

    ext_modules = cythonize(
        extensions(),
        compiler_directives=DIRECTIVES,
        include_path=["include"],
        build_dir="build/cython",
        gdb_debug=DEBUG,
        nthreads=JOBS if sys.platform == "linux" else 0,
    )

setup(ext_modules=ext_modules, options={"build_ext": {"parallel": JOBS}})
