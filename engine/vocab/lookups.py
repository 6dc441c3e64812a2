"""Lookups: named tables whose keys are strings, kept by their ids. Vocab and lemmatizers read them."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from preshed.bloom import BloomFilter

from engine.errors import FormatError, InputError, UnknownIdError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.strings.store import get_string_id


class Table(OrderedDict):
    """One table: string (or its id) -> any value that msgpack can hold. Keys are kept as ids.

    name: of the table. data: its first entries. default_size: keys that the Bloom filter of an empty table is made for.

    >>> table = Table("colours", {"sky": "blue"})
    >>> table["sky"], table.get("sea"), "sky" in table
    ('blue', None, True)
    """

    default_size = 1e6

    def __init__(self, name: str | None = None, data: Mapping[Any, Any] | None = None):
        super().__init__()
        self.name = name
        self._bloom_size = int(self.default_size)
        self._bloom: BloomFilter | None = None
        if data is not None:
            self._bloom_size = max(1, len(data))
            self.update(data)

    @classmethod
    def from_dict(cls, data: Mapping[Any, Any], name: str | None = None) -> Table:
        """A table with the entries of a dict."""
        return cls(name, data)

    @property
    def bloom(self) -> BloomFilter:
        """A Bloom filter of the ids of all keys, as it is saved; made when it is first asked for.

        Looking up a key does not need it: the table itself is as fast.
        """
        if self._bloom is None:
            self._bloom = BloomFilter.from_error_rate(self._bloom_size)
            for key in self:
                self._bloom.add(key)
        return self._bloom

    def update(self, data: Mapping[Any, Any] | Iterable[tuple[Any, Any]] = (), /, **kwargs: Any) -> None:  # type: ignore[override]
        """Add the entries of a map or of (key, value) pairs."""
        set_item = super().__setitem__
        for key, value in data.items() if isinstance(data, Mapping) else data:
            if type(key) is int and 0 <= key < 1 << 64 and self._bloom is None:
                set_item(key, value)  # most tables come from files, by ids
            else:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def set(self, key: str | int, value: Any) -> None:
        """Set one entry."""
        self[key] = value

    def __setitem__(self, key: str | int, value: Any) -> None:
        key = get_string_id(key)
        super().__setitem__(key, value)
        if self._bloom is not None:
            self._bloom.add(key)

    def __getitem__(self, key: str | int) -> Any:
        return super().__getitem__(get_string_id(key))

    def __delitem__(self, key: str | int) -> None:
        super().__delitem__(get_string_id(key))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, (str, int)) and super().__contains__(get_string_id(key))

    def get(self, key: str | int, default: Any = None) -> Any:
        """The value of a key, else `default`."""
        return super().get(get_string_id(key), default)

    def pop(self, key: str | int, *default: Any) -> Any:
        """Remove a key and return its value, else the default where one is given; KeyError otherwise."""
        return super().pop(get_string_id(key), *default)

    def setdefault(self, key: str | int, default: Any = None) -> Any:
        """The value of a key, which is `default` from now on where it had none."""
        if key not in self:
            self[key] = default
        return self[key]

    def copy(self) -> Table:
        """A table with the same entries."""
        return type(self)(self.name, self)

    __copy__ = copy

    def __reduce__(self) -> Any:
        return type(self), (self.name, dict(self.items()))

    def to_bytes(self) -> bytes:
        """msgpack map of the name, the entries and the Bloom filter."""
        return srsly.msgpack_dumps({"name": self.name, "dict": dict(self.items()), "bloom": self.bloom.to_bytes()})

    def from_bytes(self, bytes_data: bytes) -> Table:
        """Replace the content by that of `to_bytes`. Raises FormatError. Returns self."""
        content = read_map(bytes_data, "the given bytes")
        entries = read_entries(content.get("dict", {}), "the given bytes")
        name = content.get("name")
        if name is not None and not isinstance(name, str):
            raise FormatError("lookups.bad_name", f"the given bytes: {name!r} is no name of a table.", HINT)
        self.name = name
        self.clear()
        self._bloom = None
        self._bloom_size = max(1, len(entries))
        self.update(entries)
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
        """Names of the tables."""
        return list(self._tables)

    def add_table(self, name: str, data: Mapping[Any, Any] | None = None) -> Table:
        """Add a table, empty or with data, and return it; InputError when the name is taken."""
        if name in self._tables:
            raise InputError(
                "lookups.table_exists", f"There is a table named {name!r} already.", "Use set_table to replace it."
            )
        return self.set_table(name, Table(name, data))

    def set_table(self, name: str, table: Mapping[Any, Any]) -> Table:
        """Add a table, or replace the one of that name; a Table is kept, another map copied into one. Returns it."""
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
        """Whether there is a table of that name."""
        return name in self._tables

    def remove_table(self, name: str) -> Table:
        """Remove a table and return it. Raises UnknownIdError."""
        self.get_table(name)
        return self._tables.pop(name)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """msgpack map: table name -> map of ids."""
        return srsly.msgpack_dumps({name: dict(table.items()) for name, table in self._tables.items()})

    def from_bytes(self, bytes_data: bytes, **kwargs: Any) -> Lookups:
        """Replace the tables by those of `to_bytes`. Raises FormatError. Returns self."""
        return self._read(bytes_data, "the given bytes")

    def _read(self, bytes_data: bytes, where: str) -> Lookups:
        tables = {}
        for name, data in read_map(bytes_data, where).items():
            if not isinstance(name, str) or not isinstance(data, dict):
                raise FormatError("lookups.bad_table", f"{where}: the table {name!r} is no map of values.", HINT)
            tables[name] = Table(name, read_entries(data, where))
        self._tables = tables
        return self

    def to_disk(self, path: str | Path, filename: str = "lookups.bin", **kwargs: Any) -> None:
        """Write `to_bytes` into a file of a folder, which is made when it is missing."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / filename).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, filename: str = "lookups.bin", **kwargs: Any) -> Lookups:
        """Load what `to_disk` wrote; a missing file leaves the tables as they are."""
        file = Path(path) / filename
        if file.exists():
            self._read(file.read_bytes(), str(file))
        return self


def look_up(default_func: Callable[[str], Any], tables: Sequence[Mapping[Any, Any]], string: str) -> Any:
    """The value that the first table with the string has for it, else what the function says."""
    for table in tables:
        if string in table:
            return table[string]
    return default_func(string)


def add_lookups(default_func: Callable[[str], Any], *lookups: Mapping[Any, Any]) -> Callable[[str], Any]:
    """A getter of a lexical attribute that asks tables first; it can be pickled when the function can."""
    return functools.partial(look_up, default_func, lookups)


HINT = "Lookups are saved as a msgpack map of tables; save the pipeline again, or restore the file."


def read_map(data: bytes, where: str) -> dict[Any, Any]:
    content = msgpack.loads(data, where)
    if not isinstance(content, dict):
        raise FormatError("lookups.not_a_map", f"{where}: holds a {type(content).__name__}, not a map.", HINT)
    return content


def read_entries(entries: Any, where: str) -> dict[Any, Any]:
    """The entries of a table; FormatError where it is no map of texts or ids."""
    if not isinstance(entries, dict):
        raise FormatError("lookups.bad_table", f"{where}: a table is a {type(entries).__name__}, not a map.", HINT)
    for key in entries:
        if not isinstance(key, str) and not (type(key) is int and 0 <= key < 1 << 64):
            raise FormatError("lookups.bad_key", f"{where}: {key!r} is no key of a table.", HINT)
    return entries
