"""Saving and loading whole pipelines.

A folder is written beside its place and then renamed, so that a full disk or a kill leaves what was there before.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine import config as configs
from engine.errors import FormatError, InputError
from engine.formats import srsly_later as srsly
from engine.language.creation import names_of
from engine.language.finding import CONFIG_FILE, META_FILE, PipelineNotFoundError, check_meta
from engine.language.state import LanguageState
from engine.pipeline import serialize

PARTIAL = ".partial-"
OLD = ".old-"
FIXED_ENTRIES = frozenset({CONFIG_FILE, META_FILE, "vocab", "tokenizer"})


def holds_only_pipeline(folder: Path) -> bool:
    """Whether everything in a folder was written by `to_disk`, so that the folder can be replaced whole."""
    if not (folder / META_FILE).is_file() or not (folder / CONFIG_FILE).is_file():
        return False
    try:
        meta = srsly.read_json(folder / META_FILE)
        names = set(meta.get("components", ())) | set(meta.get("pipeline", ()))
    except (ValueError, AttributeError, TypeError):
        return False
    return all(
        path.name in FIXED_ENTRIES or path.name in names or path.name.split(".")[0] in names
        for path in folder.iterdir()
    )


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A new folder to write into; it takes the place of `path` when the block ends without an error.

    A folder that holds only a pipeline is replaced whole; into any other, the new entries are moved one by one, and
    what lies beside them stays.
    """
    import shutil  # for saving alone
    import tempfile

    path = Path(os.path.abspath(path))
    if path.exists() and not path.is_dir():
        raise InputError(
            "save.not_a_folder", f"{path} is a file", "A pipeline is saved as a folder: give another path."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{path.name}{PARTIAL}", dir=path.parent))
    partial.chmod(0o777 & ~current_umask())
    try:
        yield partial
        put_in_place(partial, path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def current_umask() -> int:
    """The umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def put_in_place(new: Path, path: Path) -> None:
    """Rename `new` to `path`, replacing what is there."""
    import shutil
    import tempfile

    if not path.exists():
        os.rename(new, path)
        return
    if not os.listdir(path) or holds_only_pipeline(path):
        old = Path(tempfile.mkdtemp(prefix=f".{path.name}{OLD}", dir=path.parent))
        try:
            os.rename(path, old / path.name)
            try:
                os.rename(new, path)
            except BaseException:
                os.rename(old / path.name, path)
                raise
        finally:
            shutil.rmtree(old, ignore_errors=True)
        return
    # The config last: without it the folder is not taken for a pipeline.
    for entry in sorted(new.iterdir(), key=lambda each: each.name == CONFIG_FILE):
        target = path / entry.name
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        elif target.exists() and entry.is_dir():
            target.unlink()
        os.replace(entry, target)


class FilesMixin(LanguageState):
    """The methods of Language that save and load."""

    meta: Any
    config: Any

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the pipeline to a folder. exclude: names of components, or "vocab", "tokenizer".

        An existing pipeline there is replaced only after the new one is written whole.
        """
        left_out = set(names_of(exclude))
        writers: dict[str, Callable[[Path], Any]] = {
            "tokenizer": lambda p: self.tokenizer.to_disk(p, exclude=["vocab"]),
            META_FILE: lambda p: p.write_text(srsly.json_dumps(self.meta, indent=2), encoding="utf8"),
            CONFIG_FILE: lambda p: self.config.to_disk(p),
        }
        if not hasattr(self.tokenizer, "to_disk"):
            del writers["tokenizer"]
        for name, pipe in self._components:
            if hasattr(pipe, "to_disk"):
                writers[name] = functools.partial(pipe.to_disk, exclude=["vocab"])
        # Last: writing components may add strings.
        writers["vocab"] = lambda p: self.vocab.to_disk(p)
        with written_beside(serialize.require_path(path)) as folder:
            serialize.to_disk(folder, writers, left_out)

    def from_disk(
        self, path: str | Path, *, exclude: Iterable[str] = (), overrides: Mapping[str, Any] | None = None
    ) -> Any:
        """Load what `to_disk` wrote into this pipeline, whose components must be those saved.

        overrides: accepted for compatibility; settings are changed where the config is read.
        Raises PipelineNotFoundError, FormatError.
        """
        path = serialize.require_path(path)
        if not path.is_dir():
            raise PipelineNotFoundError("load.no_folder", f"there is no folder {path}")
        left_out = set(names_of(exclude))
        del overrides
        readers: dict[str, Callable[[Path], Any]] = {
            META_FILE: self._read_meta_file,
            "vocab": self._read_vocab,
            "tokenizer": lambda p: self.tokenizer.from_disk(p, exclude=["vocab"]),
        }
        if not hasattr(self.tokenizer, "from_disk"):
            del readers["tokenizer"]
        for name, pipe in self._components:
            if hasattr(pipe, "from_disk"):
                readers[name] = functools.partial(pipe.from_disk, exclude=["vocab"])
        if "vocab" not in left_out and not (path / "vocab").is_dir():
            left_out.add("vocab")
        serialize.from_disk(path, readers, left_out)
        self._path = path
        self._link_components()
        return self

    def _link_components(self) -> None:
        raise NotImplementedError

    def _read_meta_file(self, path: Path) -> None:
        if path.exists():
            self._set_meta(check_meta(serialize.read_json_object(path.read_bytes(), str(path)), str(path)))

    def _set_meta(self, data: Mapping[str, Any]) -> None:
        self._meta = dict(data)
        name = (self._meta.get("vectors") or {}).get("name")
        if name:
            self.vocab.vectors.name = name

    def _read_vocab(self, path: Path) -> None:
        name = self.vocab.vectors.name
        self.vocab.from_disk(path)
        if name and not self.vocab.vectors.name:
            self.vocab.vectors.name = name

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The pipeline as bytes; the config is among them."""
        left_out = set(names_of(exclude))
        getters: serialize.Writers = {}
        if hasattr(self.tokenizer, "to_bytes"):
            getters["tokenizer"] = lambda: self.tokenizer.to_bytes(exclude=["vocab"])
        getters[META_FILE] = lambda: srsly.json_dumps(self.meta)
        getters[CONFIG_FILE] = lambda: self.config.to_bytes()
        for name, pipe in self._components:
            if hasattr(pipe, "to_bytes"):
                getters[name] = functools.partial(pipe.to_bytes, exclude=["vocab"])
        getters["vocab"] = lambda: self.vocab.to_bytes()
        return serialize.to_bytes(getters, left_out)

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> Any:
        """Load what `to_bytes` wrote into this pipeline, whose components must be those saved. Raises FormatError."""

        def read_config(data: bytes) -> None:
            saved = configs.Config().from_bytes(data, interpolate=False)
            if "nlp" not in saved:
                raise FormatError("load.bytes_config", "the config among the bytes has no section [nlp]")
            saved.is_interpolated = False
            self._config = saved
            self._is_filled = True

        setters: serialize.Readers = {
            CONFIG_FILE: read_config,
            META_FILE: lambda data: self._set_meta(check_meta(serialize.read_json_object(data, META_FILE), META_FILE)),
            "vocab": lambda data: self.vocab.from_bytes(data),
        }
        if hasattr(self.tokenizer, "from_bytes"):
            setters["tokenizer"] = lambda data: self.tokenizer.from_bytes(data, exclude=["vocab"])
        for name, pipe in self._components:
            if hasattr(pipe, "from_bytes"):
                setters[name] = functools.partial(pipe.from_bytes, exclude=["vocab"])
        serialize.from_bytes(bytes_data, setters, set(names_of(exclude)), what="pipeline")
        self._link_components()
        return self
