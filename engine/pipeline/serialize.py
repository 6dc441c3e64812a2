"""Files and byte strings of components: a folder with one file a field, or one msgpack map with the same fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from engine.errors import ConfigError, EngineError, FormatError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.formats.json import loads_object

Writers = dict[str, Callable[[], Any]]
Readers = dict[str, Callable[[Any], Any]]


def _kept(names: Iterable[str], exclude: Iterable[str]) -> list[str]:
    left_out = set(exclude)
    return [name for name in names if name not in left_out and name.split(".")[0] not in left_out]


def to_bytes(getters: Writers, exclude: Iterable[str] = ()) -> bytes:
    """One msgpack map: name -> what its getter returns."""
    return srsly.msgpack_dumps({name: getters[name]() for name in _kept(getters, exclude)})


def from_bytes(data: bytes, setters: Readers, exclude: Iterable[str] = (), *, what: str = "component") -> None:
    """Hand each field of a msgpack map to its setter; fields that the map lacks are skipped.

    Raises FormatError when the bytes are no such map, or a field cannot be read.
    """
    fields = msgpack.loads(data, f"the bytes of the {what}")
    if not isinstance(fields, dict):
        raise FormatError("serialize.bytes_map", f"the bytes of the {what} hold a {type(fields).__name__}, not a map")
    for name in _kept(setters, exclude):
        if name in fields:
            guarded(setters[name], fields[name], f"field {name!r} of the {what}")


def to_disk(path: str | Path, writers: Readers, exclude: Iterable[str] = ()) -> Path:
    """Call each writer with its path below `path`, a folder that is made when missing. Returns its Path."""
    path = require_path(path)
    path.mkdir(parents=True, exist_ok=True)
    for name in _kept(writers, exclude):
        writers[name](path / name)
    return path


def from_disk(path: str | Path, readers: Readers, exclude: Iterable[str] = ()) -> Path:
    """Call each reader with its path below `path`, which is returned."""
    path = require_path(path)
    for name in _kept(readers, exclude):
        guarded(readers[name], path / name, str(path / name))
    return path


def guarded(read: Callable[[Any], Any], source: Any, place: str) -> None:
    """Run a reader and turn what malformed content makes it raise into a FormatError that names the place."""
    try:
        read(source)
    except (ConfigError, FileNotFoundError, PermissionError):
        raise
    except EngineError as error:
        if isinstance(error, FormatError) and place in error.detail:
            raise
        raise FormatError(error.code, f"{place}: {error.detail}", error.hint) from error
    except Exception as error:
        raise FormatError(
            "serialize.content",
            f"cannot read {place}: {type(error).__name__}: {error}",
            "Is the file whole, and was it written for this pipeline's config?",
        ) from error


def read_json_object(text: str | bytes, place: str) -> dict[str, Any]:
    """A JSON object, or FormatError."""
    return loads_object(text, place)


def require_path(path: Any) -> Path:
    """A Path of a str or Path."""
    if not isinstance(path, (str, Path)):
        raise ConfigError("serialize.path", f"{path!r} is no path: expected a str or Path")
    return Path(path)


def to_dict(getters: Writers, exclude: Iterable[str]) -> dict[str, Any]:
    """Name -> what its getter returns."""
    return {name: getters[name]() for name in _kept(getters, exclude)}


def from_dict(msg: dict[str, Any], setters: Readers, exclude: Iterable[str]) -> dict[str, Any]:
    """Hand each field of a map to its setter; fields that the map lacks are skipped. Returns the map."""
    for name in _kept(setters, exclude):
        if name in msg:
            setters[name](msg[name])
    return msg
