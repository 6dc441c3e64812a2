"""How much memory the process holds."""

from __future__ import annotations

import os
from importlib import import_module

STATM = "/proc/self/statm"
MB = 1_000_000


def resident_mb() -> float | None:
    """Resident memory now, in MB of a million bytes; None where the system does not tell."""
    try:
        with open(STATM, "rb") as file:
            pages = int(file.read().split()[1])
        return round(pages * os.sysconf("SC_PAGE_SIZE") / MB, 1)
    except (OSError, ValueError, IndexError, AttributeError):
        return _by_psutil()


def _by_psutil() -> float | None:
    try:
        psutil = import_module("psutil")
    except ImportError:
        return None
    return round(psutil.Process().memory_info().rss / MB, 1)
