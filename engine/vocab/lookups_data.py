"""Lookup tables of languages, from installed packages: `load_lookups("en", ["lemma_lookup"])`.

A package such as spacy-lookups-data registers, in the entry point group `spacy_lookups` or `engine_lookups`, a map
{table name: path of a JSON file, or the table itself} for each language code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from engine import config as configs
from engine.errors import ConfigError, FormatError
from engine.formats import srsly_later as srsly
from engine.vocab.lookups import Lookups


class MissingTablesError(ConfigError):
    """No installed package has these tables for the language."""


def load_lookups(lang: str, tables: Iterable[str], strict: bool = True) -> Lookups:
    """Tables of a language, from the packages that are installed.

    lang: language code. tables: names. strict: raise where a table is missing; else it is added empty, or left out when
    nothing is installed for the language.
    Raises MissingTablesError with all missing names, FormatError naming the file.
    """
    names = list(tables)
    lookups = Lookups()
    registry = configs.registry
    data: Any = registry.get("lookups", lang) if registry.has("lookups", lang) else None
    known = data if isinstance(data, Mapping) else {}
    missing = [name for name in names if name not in known]
    if strict and missing:
        raise MissingTablesError(
            "lookups.missing_tables",
            f"there is no installed table {', '.join(missing)} for language '{lang}'",
            "Install spacy-lookups-data, or pass tables of your own, as `lookups` to initialize.",
        )
    if data is None:
        return lookups
    for name in names:
        lookups.add_table(name, read_table(known[name]) if name in known else {})
    return lookups


def read_table(source: Any) -> Mapping[Any, Any]:
    """A table given as a map, or as the path of a JSON file; the file may be compressed, with .gz after its name."""
    if isinstance(source, Mapping):
        return source
    content = load_language_data(str(source))
    if not isinstance(content, dict):
        raise FormatError("lookups.table_type", f"{source} holds a JSON {type(content).__name__}, expected an object")
    return content


def load_language_data(path: str | Path) -> Any:
    """The content of a JSON file, which may be compressed, with .gz after its name. Raises FormatError."""
    path = Path(path)
    packed = path.with_suffix(path.suffix + ".gz")
    if not path.exists() and packed.exists():
        path = packed
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            import gzip  # rarely needed

            raw = gzip.decompress(raw)
        return srsly.json_loads(raw)
    except FileNotFoundError:
        raise
    except (ValueError, OSError, EOFError) as error:
        raise FormatError("lookups.table_file", f"{path}: cannot read the table: {error}", "Install it anew.") from None


def load_lookups_data(lang: str, tables: list[str]) -> Lookups:
    """Registered as spacy.LookupsDataLoader.v1, for [initialize.lookups]: `load_lookups`, all tables required."""
    return load_lookups(lang, tables)
