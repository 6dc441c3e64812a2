"""Everything engine ships in its registries: the tables of all rooms, merged.

A room lists its functions in `registered.py` as plain data. Those files are read without importing their rooms, so
that looking up one name imports one module and what that needs.
"""

from __future__ import annotations

import importlib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


def read_tables() -> dict[str, dict[str, Any]]:
    """{room: names defined in its registered.py}, for every room that has one."""
    tables = {}
    for path in sorted(PACKAGE.glob("*/registered.py")):
        room = path.parent.name
        try:
            # Its bytecode is kept, as that of any module; it is not entered in sys.modules.
            spec = spec_from_file_location(f"{__package__}.{room}.registered", path)
            module = module_from_spec(spec)  # type: ignore[arg-type]
            spec.loader.exec_module(module)  # type: ignore[union-attr]
            tables[room] = vars(module)
        except ImportError:  # a table that is put together from other modules of its room
            tables[room] = vars(importlib.import_module(f"{__package__}.{room}.registered"))
    return tables


def register(registry: Any) -> None:
    """Hand all tables to the registry class."""
    for table in read_tables().values():
        registry.add_lazy(table.get("REGISTERED", {}))
        registry.add_factories(table.get("FACTORIES", {}))
