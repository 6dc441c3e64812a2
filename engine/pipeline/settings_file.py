"""SettingsFile: saving and loading of small components whose settings, a JSON object, are all they have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.formats import srsly_later as srsly
from engine.pipeline import serialize


class SettingsFile:
    """Base of such components: a file `cfg` in a folder, or the same in bytes."""

    def _settings(self) -> dict[str, Any]:
        """What is saved."""
        raise NotImplementedError

    def _take_settings(self, settings: dict[str, Any], place: str) -> None:
        """Use what was saved. Raises FormatError naming the place."""
        raise NotImplementedError

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings as bytes."""
        return serialize.to_bytes({"cfg": lambda: srsly.json_dumps(self._settings())}, exclude)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Any:
        """Read what `to_bytes` wrote. Raises FormatError."""
        what = type(self).__name__

        def read(text: Any) -> None:
            self._take_settings(serialize.read_json_object(text, f"cfg of the {what}"), f"cfg of the {what}")

        serialize.from_bytes(data, {"cfg": read}, exclude, what=what)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write a folder with the file `cfg`."""
        writers = {"cfg": lambda file: srsly.write_json(file, self._settings())}
        serialize.to_disk(serialize.require_path(path), writers, exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Any:
        """Read what `to_disk` wrote. Raises FormatError, FileNotFoundError."""
        path = serialize.require_path(path)
        if not path.is_dir():
            raise FileNotFoundError(f"{type(self).__name__}: there is no folder {path}")

        def read(file: Path) -> None:
            self._take_settings(serialize.read_json_object(file.read_bytes(), str(file)), str(file))

        serialize.from_disk(path, {"cfg": read}, exclude)
        return self
