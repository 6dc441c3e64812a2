"""Everything engine ships in its registries: the tables of all rooms, merged.

A room lists its functions in `registered.py` as plain data. Those files are read without importing their rooms, so
that looking up one name imports one module and what that needs.
"""

from __future__ import annotations

import importlib
import runpy
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


def read_tables() -> dict[str, dict[str, Any]]:
    """{room: names defined in its registered.py}, for every room that has one."""
    tables = {}
    for path in sorted(PACKAGE.glob("*/registered.py")):
        room = path.parent.name
        try:
            tables[room] = runpy.run_path(str(path), run_name=f"{__package__}.{room}.registered")
        except ImportError:  # a table that is put together from other modules of its room
            tables[room] = vars(importlib.import_module(f"{__package__}.{room}.registered"))
    return tables


def register(registry: Any) -> None:
    """Hand all tables to the registry class."""
    for table in read_tables().values():
        registry.add_lazy(table.get("REGISTERED", {}))
        registry.add_factories(table.get("FACTORIES", {}))
