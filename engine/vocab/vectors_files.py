"""Saving and loading Vectors: the files of a vocab folder, and bytes. Caller: Vectors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy

from engine.errors import FormatError, InputError
from engine.formats import json as json_format
from engine.formats import msgpack, npy
from engine.formats import srsly_later as srsly
from engine.strings.store import StringStore, read_strings
from engine.strings.symbols import attribute_id
from engine.vocab.arrays import in_memory
from engine.vocab.lookups import read_map
from engine.vocab.ngrams import NgramHasher

FLORET_SETTINGS: dict[str, type] = {
    "minn": int, "maxn": int, "hash_count": int, "hash_seed": int, "bow": str, "eow": str, "attr": int,
}  # fmt: skip
HINT = "Save the vectors again, or restore the file."


def settings_of(vectors: Any) -> dict[str, Any]:
    """What vectors.cfg holds."""
    cfg: dict[str, Any] = {"mode": vectors.mode}
    if vectors.mode == "floret":
        cfg |= {name: getattr(vectors, name) for name in FLORET_SETTINGS}
    return cfg


def read_settings(vectors: Any, cfg: Any, where: str) -> None:
    """Take over what vectors.cfg holds. Raises FormatError."""
    if not isinstance(cfg, dict) or cfg.get("mode", "default") not in ("default", "floret"):
        raise FormatError("vectors.bad_cfg", f"{where}: {cfg!r} are no settings of vectors.", HINT)
    for name, kind in FLORET_SETTINGS.items():
        if name in cfg and (type(cfg[name]) is not kind or (kind is int and not 0 <= cfg[name] < 1 << 31)):
            raise FormatError("vectors.bad_cfg", f"{where}: {name} is {cfg[name]!r}.", HINT)
    mode = cfg.get("mode", "default")
    merged = {name: cfg.get(name, getattr(vectors, name)) for name in FLORET_SETTINGS}
    hasher = None
    if mode == "floret":
        try:
            attribute_id(merged["attr"])
            hasher = NgramHasher(*(merged[name] for name in FLORET_SETTINGS if name != "attr"))
        except InputError as err:
            raise FormatError("vectors.bad_cfg", f"{where}: {err.detail}", HINT) from None
    vectors.mode = mode
    for name, value in merged.items():
        setattr(vectors, name, value)
    vectors._hasher = hasher


def as_table(data: Any, where: str) -> Any:
    """A loaded array as the table; FormatError where it cannot be one."""
    if not isinstance(data, numpy.ndarray) or data.ndim != 2 or data.dtype.kind not in "fi":
        raise FormatError("vectors.bad_table", f"{where}: no two-dimensional table of floats.", HINT)
    if max(data.shape) >= 1 << 31 or (data.size == 0 and max(data.shape) > 1 << 20):
        raise FormatError("vectors.bad_size", f"{where}: a table of shape {data.shape}.", HINT)
    return numpy.ascontiguousarray(data, dtype="f")


def on_cpu(data: Any) -> Any:
    return numpy.asarray(in_memory(data), dtype="<f4")


def take(vectors: Any, cfg: Any, table: Any, key2row: Any, where: str, where_rows: str) -> None:
    """Set all parts that are not None, or none of them when one is malformed. where, where_rows: for messages."""
    before = vectors.__dict__.copy()
    try:
        if cfg is not None:
            read_settings(vectors, cfg, where)
        if table is not None:
            vectors.data = table
        vectors._set_rows(vectors.key2row if key2row is None else key2row, where_rows)
    except BaseException:
        vectors.__dict__.update(before)
        raise


def add_strings(vectors: Any, strings: Iterable[str]) -> None:
    if vectors.strings is None:
        vectors.strings = StringStore()
    for string in strings:
        vectors.strings.add(string, False)


def to_disk(vectors: Any, path: Path, exclude: Iterable[str]) -> None:
    path.mkdir(parents=True, exist_ok=True)
    if "strings" not in exclude and vectors.strings is not None:
        vectors.strings.to_disk(path / "strings.json")
    with (path / "vectors").open("wb") as file:
        numpy.save(file, on_cpu(vectors.data), allow_pickle=False)
    (path / "key2row").write_bytes(srsly.msgpack_dumps(vectors.key2row))
    (path / "vectors.cfg").write_text(srsly.json_dumps(settings_of(vectors), indent=2), encoding="utf8")


def from_disk(vectors: Any, path: Path, exclude: Iterable[str]) -> None:
    cfg = table = key2row = None
    file = path / "strings.json"
    if "strings" not in exclude and file.is_file():
        add_strings(vectors, read_strings(file.read_bytes(), str(file)))
    file = path / "vectors.cfg"
    if file.exists():
        cfg = json_format.loads(file.read_bytes(), str(file))
    file = path / "vectors"
    if file.exists():
        table = as_table(npy.load(file), str(file))
    file = path / "key2row"
    if file.exists():
        key2row = read_map(file.read_bytes(), str(file))
    take(vectors, cfg, table, key2row, str(path / "vectors.cfg"), str(path / "key2row"))


def to_bytes(vectors: Any, exclude: Iterable[str]) -> bytes:
    content: dict[str, Any] = {}
    if "strings" not in exclude and vectors.strings is not None:
        content["strings"] = json.dumps(sorted(vectors.strings), separators=(",", ":"))
    content["key2row"] = srsly.msgpack_dumps(vectors.key2row)
    content["vectors"] = srsly.msgpack_dumps(on_cpu(vectors.data))
    content["vectors.cfg"] = json.dumps(settings_of(vectors), separators=(",", ":"))
    return srsly.msgpack_dumps(content)


def from_bytes(vectors: Any, data: bytes, exclude: Iterable[str]) -> None:
    where = "the given bytes"
    content = read_map(data, where)
    if not isinstance(content.get("vectors"), bytes) or not isinstance(content.get("vectors.cfg"), (str, bytes)):
        raise FormatError("vectors.bad_bytes", f"{where} hold no vectors.", HINT)
    cfg = json_format.loads(content["vectors.cfg"], where)
    table = msgpack.loads(content["vectors"], where)
    key2row = content.get("key2row", b"\x80")
    if not isinstance(key2row, bytes):
        raise FormatError("vectors.bad_bytes", f"{where}: the rows of the words are no bytes.", HINT)
    strings = content.get("strings", "[]")
    if not isinstance(strings, (str, bytes)):
        raise FormatError("vectors.bad_bytes", f"{where}: the strings are a {type(strings).__name__}.", HINT)
    words = [] if "strings" in exclude else read_strings(strings, where)
    take(vectors, cfg, as_table(table, where), read_map(key2row, where), where, where)
    add_strings(vectors, words)
