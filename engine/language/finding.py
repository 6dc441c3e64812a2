"""Where a pipeline lies: a folder, or an installed package that holds one. Nothing is imported or run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.config.nearest import did_you_mean
from engine.errors import EngineError, FormatError, InputError
from engine.formats.json import loads_object

CONFIG_FILE = "config.cfg"
META_FILE = "meta.json"


class PipelineNotFoundError(EngineError, OSError):
    """There is neither a folder nor a package of this name."""

    __str__ = EngineError.__str__


def read_meta(folder: Path) -> dict[str, Any]:
    """meta.json of a folder. Raises FileNotFoundError, FormatError."""
    path = folder / META_FILE
    if not path.is_file():
        raise PipelineNotFoundError(
            "load.no_meta", f"{folder} holds no {META_FILE}", "Is it a folder that nlp.to_disk or train wrote?"
        )
    return check_meta(loads_object(path.read_bytes(), str(path)), str(path))


def check_meta(meta: dict[str, Any], place: str) -> dict[str, Any]:
    """The content of a meta.json. Raises FormatError where an entry that is used has another type."""
    vectors = meta.get("vectors")
    if vectors is not None and not isinstance(vectors, dict):
        raise FormatError("load.meta_entry", f"{place}: vectors is {vectors!r:.60}, expected an object")
    for where, entries, keys in (
        (place, meta, ("lang", "name", "version")),
        (f"{place}, vectors", vectors or {}, ("name",)),
    ):
        for key in keys:
            value = entries.get(key)
            if value is not None and not isinstance(value, str):
                raise FormatError("load.meta_entry", f"{where}: {key} is {value!r:.60}, expected a text")
    return meta


def find_pipeline(name: str | Path) -> Path:
    """Folder of a pipeline given by path or by the name of an installed package.

    Raises PipelineNotFoundError, an OSError, with the nearest installed names.
    """
    if not isinstance(name, (str, Path)):
        raise InputError("load.name_type", f"{name!r} names no pipeline: expected a path or the name of a package")
    if isinstance(name, str) and name.isidentifier():
        folder = package_folder(name)
        if folder is not None:
            return folder
    path = Path(name)
    if path.is_dir():
        return path
    near = did_you_mean(str(name), installed_pipelines() + siblings(path))
    raise PipelineNotFoundError(
        "load.not_found",
        f"'{name}' is neither a folder nor an installed pipeline package",
        near or "Give the folder that training wrote, such as output/model-best, or the name of a package.",
    )


def package_folder(name: str) -> Path | None:
    """Folder with the config in an installed pipeline package, or None when there is no such package."""
    import importlib.util  # a path needs none of it

    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.origin:
        return None
    base = Path(spec.origin).parent
    if (base / CONFIG_FILE).is_file():
        return base
    if (base / META_FILE).is_file():
        meta = read_meta(base)
        folder = base / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
        if (folder / CONFIG_FILE).is_file():
            return folder
    for path in sorted(base.glob(f"*/{CONFIG_FILE}")):
        if (path.parent / META_FILE).is_file():
            return path.parent
    return None


def installed_pipelines() -> list[str]:
    """Names of installed pipeline packages."""
    import importlib.metadata  # slow to import, and needed for an error alone

    points = [*importlib.metadata.entry_points(group="spacy_models")]
    points += importlib.metadata.entry_points(group="engine_models")
    return sorted({point.name for point in points})


def siblings(path: Path) -> list[str]:
    """Folders beside a path that does not exist."""
    try:
        return [str(path.parent / each.name) for each in path.parent.iterdir() if each.is_dir()][:200]
    except OSError:
        return []
