"""The stubs say what the built extension modules have, and the check finds what it should."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from build_tools import check_stubs  # noqa: E402

SOURCE = """
from engine.strings.symbols import IDS, NAMES as SYMBOLS
from engine.errors import (
    InputError, RangeError,
)
import numpy as np

LIMIT = 3

cdef class Box:
    def __cinit__(self, Doc doc not None, int n=3, object place=(1, 2), *, bint flag=True):
        pass

class Plain:
    def __init__(self, x):
        pass
"""
STUB = (
    "class Box:\n    def __init__(self, doc: Doc, n: int = ..., place: Any = ..., *, flag: bool = ...) -> None: ...\n"
)


@pytest.mark.slow
def test_stubs_hold():
    pytest.importorskip("mypy.stubtest", reason="mypy is not installed")
    assert check_stubs.check() == []


def test_names_that_a_module_imports():
    assert check_stubs.imported_names(SOURCE) == {"IDS", "SYMBOLS", "InputError", "RangeError", "np"}


def test_signatures_compared_as_text():
    assert check_stubs.cinit_parameters(SOURCE) == {"Box": ["doc", "n", "place", "flag"]}
    assert check_stubs.wrong_signatures("engine.x", SOURCE, STUB) == []
    (line,) = check_stubs.wrong_signatures("engine.x", SOURCE, STUB.replace("flag", "other"))
    assert "engine.x.Box" in line and "other" in line


def test_what_may_be_left_out():
    lines = [
        "engine.x.IDS is not present in stub",
        "engine.x.LIMIT is not present in stub",
        'engine.x.Box.__init__ is inconsistent, runtime does not have parameter "doc"',
        "engine.x.Plain is not present in stub",
        'engine.x.Plain.__init__ is inconsistent, stub does not have parameter "x"',
    ]
    assert check_stubs.without_constants(lines, {"engine.x": SOURCE}) == lines[3:]


def test_the_allowlist():
    allowed = check_stubs.read_allowlist("# words\n\nengine\\.x\\..*  # why\n")
    assert check_stubs.remaining(["engine.x.y is not present in stub"], allowed) == []
    left = check_stubs.remaining(["engine.y.x is not present in stub"], allowed)
    assert len(left) == 2 and "nothing needs" in left[1]
    with pytest.raises(ValueError, match="no reason"):
        check_stubs.read_allowlist("engine.x\n")
