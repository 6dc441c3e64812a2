"""Lookups: named tables whose keys are strings, kept by their ids. Vocab and lemmatizers read them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import srsly

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.store import get_string_id


class Table(OrderedDict):
    """One table: string (or its id) -> any value that msgpack can hold. Keys are kept as ids.

    >>> table = Table("colours", {"sky": "blue"})
    >>> table["sky"], table.get("sea"), "sky" in table
    ('blue', None, True)
    """

    def __init__(self, name: str | None = None, data: Mapping[Any, Any] | None = None):
        super().__init__()
        self.name = name
        if data:
            self.update(data)

    @classmethod
    def from_dict(cls, data: Mapping[Any, Any], name: str | None = None) -> Table:
        return cls(name, data)

    def update(self, data: Mapping[Any, Any] | Iterable[tuple[Any, Any]] = (), /, **kwargs: Any) -> None:  # type: ignore[override]
        for key, value in data.items() if isinstance(data, Mapping) else data:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def set(self, key: str | int, value: Any) -> None:
        self[key] = value

    def __setitem__(self, key: str | int, value: Any) -> None:
        super().__setitem__(get_string_id(key), value)

    def __getitem__(self, key: str | int) -> Any:
        return super().__getitem__(get_string_id(key))

    def __delitem__(self, key: str | int) -> None:
        super().__delitem__(get_string_id(key))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, (str, int)) and super().__contains__(get_string_id(key))

    def get(self, key: str | int, default: Any = None) -> Any:
        return super().get(get_string_id(key), default)

    def to_bytes(self) -> bytes:
        return srsly.msgpack_dumps({"name": self.name, "dict": dict(self.items())})

    def from_bytes(self, data: bytes) -> Table:
        content = read_map(data, "the given bytes")
        self.name = content.get("name")
        self.clear()
        self.update(content.get("dict", {}))
        return self


class Lookups:
    """Tables by name.

    >>> lookups = Lookups()
    >>> lookups.add_table("lexeme_norm", {"colour": "color"})["colour"]
    'color'
    """

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def __len__(self) -> int:
        return len(self._tables)

    @property
    def tables(self) -> list[str]:
        return list(self._tables)

    def add_table(self, name: str, data: Mapping[Any, Any] | None = None) -> Table:
        """Add a table; InputError when the name is taken."""
        if name in self._tables:
            raise InputError(
                "lookups.table_exists", f"There is a table named {name!r} already.", "Use set_table to replace it."
            )
        return self.set_table(name, Table(name, data))

    def set_table(self, name: str, table: Mapping[Any, Any]) -> Table:
        self._tables[name] = table if isinstance(table, Table) else Table(name, table)
        return self._tables[name]

    def get_table(self, name: str, default: Any = ...) -> Any:
        """The table of that name, else `default` where one is given, else UnknownIdError."""
        if name in self._tables:
            return self._tables[name]
        if default is not ...:
            return default
        raise UnknownIdError("lookups.unknown_table", f"There is no table named {name!r}.", f"Tables: {self.tables}.")

    def has_table(self, name: str) -> bool:
        return name in self._tables

    def remove_table(self, name: str) -> Table:
        self.get_table(name)
        return self._tables.pop(name)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """msgpack map: table name -> map of ids."""
        return srsly.msgpack_dumps({name: dict(table.items()) for name, table in self._tables.items()})

    def from_bytes(self, bytes_data: bytes, where: str = "the given bytes", **kwargs: Any) -> Lookups:
        tables = read_map(bytes_data, where)
        for name, data in tables.items():
            if not isinstance(name, str) or not isinstance(data, dict):
                raise FormatError("lookups.bad_table", f"{where}: the table {name!r} is no map of values.", HINT)
        self._tables = {name: Table(name, data) for name, data in tables.items()}
        return self

    def to_disk(self, path: str | Path, filename: str = "lookups.bin", **kwargs: Any) -> None:
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / filename).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, filename: str = "lookups.bin", **kwargs: Any) -> Lookups:
        """Load what `to_disk` wrote; a missing file leaves the tables as they are."""
        file = Path(path) / filename
        if file.exists():
            self.from_bytes(file.read_bytes(), where=str(file))
        return self


HINT = "Lookups are saved as a msgpack map of tables; save the pipeline again, or restore the file."


def read_map(data: bytes, where: str) -> dict[Any, Any]:
    try:
        content = srsly.msgpack_loads(bytes(data))
    except Exception as err:  # msgpack raises many kinds for malformed bytes
        raise FormatError("lookups.bad_msgpack", f"{where}: not msgpack: {err}.", HINT) from None
    if not isinstance(content, dict):
        raise FormatError("lookups.not_a_map", f"{where}: holds a {type(content).__name__}, not a map.", HINT)
    return content
