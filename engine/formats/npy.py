"""Reading .npy files: no pickle, and no memory for numbers that the file does not hold."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy
from numpy.lib import format as npy

from engine.errors import FormatError

HINT = "The file is damaged, or not what it is taken for: restore it, or save it again."


def load(path: Path) -> Any:
    """The array of numbers of a .npy file. Raises FormatError that names the file."""
    try:
        with path.open("rb") as file:
            version = npy.read_magic(file)
            read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
            shape, _, dtype = read(file)
            if dtype.kind not in "fiub":
                raise ValueError(f"values of type {dtype}, expected numbers")
            n_bytes = math.prod(shape) * dtype.itemsize
            held = os.fstat(file.fileno()).st_size - file.tell()
            if any(n < 0 for n in shape) or n_bytes != held:
                raise ValueError(
                    f"an array of shape {shape} of {dtype}, which has {n_bytes} bytes, and {held} bytes of it"
                )
            file.seek(0)
            return numpy.load(file, allow_pickle=False)
    except Exception as error:  # numpy raises many kinds for malformed headers
        if isinstance(error, (FileNotFoundError, PermissionError)):
            raise
        raise FormatError("format.npy", f"{path}: not a .npy table: {error}"[:400], HINT) from None
