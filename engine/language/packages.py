"""Installed packages, pipelines among them, and what versions they fit."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from engine.errors import InputError
from engine.language.finding import (
    META_FILE,
    PipelineNotFoundError,
    installed_pipelines,
    package_folder,
    read_meta,
)
from engine.language.language import Language
from engine.language.load import load_folder

Names = str | Iterable[str]


def is_package(name: str) -> bool:
    """Whether a distribution of this name is installed."""
    return get_package_version(name) is not None


def get_package_version(name: str) -> str | None:
    """Version of an installed distribution, or None."""
    try:
        return importlib.metadata.version(name)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None


def get_package_path(name: str) -> Path:
    """Folder of a package, which is imported for it."""
    module = importlib.import_module(name)
    if not module.__file__:
        raise InputError("package.no_file", f"the package {name!r} has no file")
    return Path(module.__file__).parent


def get_installed_models() -> list[str]:
    """Names of the installed pipeline packages."""
    return installed_pipelines()


def load_model_from_path(
    model_path: str | Path,
    *,
    meta: Mapping[str, Any] | None = None,
    vocab: Any = True,
    disable: Names = (),
    enable: Names = (),
    exclude: Names = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load a pipeline from a folder; arguments as for `load`. meta: entries that replace those of meta.json."""
    path = Path(model_path)
    if not path.is_dir():
        raise PipelineNotFoundError("load.no_model_folder", f"there is no folder {path}")
    nlp = load_folder(path, vocab=vocab, disable=disable, enable=enable, exclude=exclude, config=config)
    if meta:
        nlp.meta = {**nlp.meta, **meta}
    return nlp


def load_model_from_package(
    name: str,
    *,
    vocab: Any = True,
    disable: Names = (),
    enable: Names = (),
    exclude: Names = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load a pipeline from an installed package; arguments as for `load`. Raises ModuleNotFoundError."""
    folder = package_folder(name)
    if folder is None:
        raise ModuleNotFoundError(f"there is no installed pipeline package {name!r}", name=name)
    return load_folder(folder, vocab=vocab, disable=disable, enable=enable, exclude=exclude, config=config)


def load_model_from_init_py(
    init_file: str | Path,
    *,
    vocab: Any = True,
    disable: Names = (),
    enable: Names = (),
    exclude: Names = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """What the `load()` of a pipeline package calls with its `__file__`; arguments as for `load`."""
    folder = Path(init_file).parent
    meta = read_meta(folder)
    data = folder / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    if not data.is_dir():
        raise PipelineNotFoundError("load.package_data", f"the package at {folder} holds no folder {data.name}")
    return load_model_from_path(
        data, vocab=vocab, meta=meta, disable=disable, enable=enable, exclude=exclude, config=config
    )


def get_model_meta(path: str | Path) -> dict[str, Any]:
    """meta.json of the folder of a pipeline. Raises PipelineNotFoundError, FormatError."""
    return read_meta(Path(path))


def load_meta(path: str | Path) -> dict[str, Any]:
    """A meta.json, given by its path or by that of its folder. Raises PipelineNotFoundError, FormatError."""
    path = Path(path)
    return read_meta(path if path.is_dir() or path.name != META_FILE else path.parent)


# Versions


def specifiers(constraint: str) -> SpecifierSet | None:
    try:
        return SpecifierSet(f"=={constraint}" if constraint[:1].isdigit() else constraint)
    except InvalidSpecifier:
        return None


def is_compatible_version(version: str, constraint: str, prereleases: bool = True) -> bool | None:
    """Whether a version fits a constraint such as ">=3.1,<4"; None where one of them is none."""
    spec = specifiers(constraint)
    try:
        parsed = Version(version)
    except InvalidVersion:
        return None
    return None if spec is None else spec.contains(parsed, prereleases=prereleases)


def is_unconstrained_version(constraint: str, prereleases: bool = True) -> bool | None:
    """Whether a constraint has no upper, or no lower, limit; None where it is no constraint."""
    spec = specifiers(constraint)
    if spec is None:
        return None
    parts: list[Specifier] = list(spec)
    return len(parts) == 1 and parts[0].operator in (">", "<", ">=", "<=")


def split_requirement(requirement: str) -> tuple[str, str]:
    """("package", ">=1.0") of "package>=1.0"."""
    match = re.match(r"([A-Za-z0-9][A-Za-z0-9._-]*)(.*)", requirement.strip())
    if match is None:
        raise InputError("package.requirement", f"{requirement!r} names no package")
    return match.group(1), match.group(2)


def get_minor_version(version: str) -> str | None:
    """ "3.8" of "3.8.2"; None for what is no version."""
    try:
        parsed = Version(version)
    except InvalidVersion:
        return None
    return f"{parsed.major}.{parsed.minor}"


def get_base_version(version: str) -> str:
    """The version without what follows its numbers: "3.8.0" of "3.8.0.dev1"."""
    return Version(version).base_version


def get_minor_version_range(version: str) -> str:
    """The versions that a pipeline of this version fits: ">=3.8.2,<3.9.0"."""
    parsed = Version(version)
    return f">={version},<{parsed.major}.{parsed.minor + 1}.0"


def get_model_lower_version(constraint: str) -> str | None:
    """The lowest version of a constraint; None where it has no lower limit."""
    for part in specifiers(constraint) or ():
        if part.operator in (">=", "==", "~="):
            return part.version
    return None


def is_prerelease_version(version: str) -> bool:
    """Whether a version is no final release."""
    return Version(version).is_prerelease


def is_minor_version_match(version_a: str, version_b: str) -> bool:
    """Whether two versions agree up to their second number."""
    a, b = get_minor_version(version_a), get_minor_version(version_b)
    return a is not None and a == b


# Where Python runs


def is_in_jupyter() -> bool:
    """Whether the code runs in a notebook, which shows HTML."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_ipython() if get_ipython is not None else None
    return type(shell).__name__ in ("ZMQInteractiveShell", "Shell")


def is_in_interactive() -> bool:
    """Whether a person types the code at a prompt."""
    return hasattr(sys, "ps1") or hasattr(sys, "ps2")
