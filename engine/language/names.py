"""Names of components. A component is saved in a folder of its name, so a name must not lead anywhere else."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from engine.errors import InputError

TAKEN = frozenset({"config.cfg", "meta.json", "tokenizer", "vocab"})  # entries of a pipeline directory


def check_component_name(name: Any) -> None:
    """Raise InputError for a name that cannot be the name of a folder inside the pipeline's."""
    problem = ""
    if not isinstance(name, str):
        problem = f"is a {type(name).__name__}"
    elif not name.strip() or "\0" in name:
        problem = "is no name of a folder"
    elif name in TAKEN:
        problem = "is the name of another part of a saved pipeline"
    else:
        for path in (PurePosixPath(name), PureWindowsPath(name)):
            if path.anchor or ".." in path.parts or not path.parts:
                problem = "leads out of the folder of the pipeline"
    if problem:
        raise InputError("pipe.bad_name", f"the name of a component, {name!r:.80}, {problem}", "Choose another name.")
