"""Reading a config that is written as programs write one, without confection.

What saves pipelines writes plain files: every section below its parent, every value on one line, JSON or one variable
that stands for a setting. Those are read here in a millisecond. Of anything else, right or wrong, nothing is made: it
is left to `Config`, whose parser is confection's, and which says what is wrong. tests/config/test_plain.py holds both
to the same result. Caller: engine.language.load.
"""

from __future__ import annotations

import copy
import json
import re
from typing import Any, NoReturn

HEADER = re.compile(r"\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\]")
SETTING = re.compile(r"([@A-Za-z0-9_-]+) *= *(\S.*)")
VARIABLE = re.compile(r"\$\{([A-Za-z0-9_-]+(?:[.:][A-Za-z0-9_-]+)+)\}")
MAX_CHAIN = 20  # variables that stand for variables

Path = tuple[str, ...]


class NotPlain(Exception):
    """The text is not written as programs write it."""


def read(data: bytes) -> dict[str, Any] | None:
    """Settings of a config in UTF-8 as nested dicts, variables replaced by their values; None where it is not plain."""
    try:
        config, variables = parse(data.decode("utf8"))
        for path, target in variables.items():
            at(config, path[:-1])[path[-1]] = copy.deepcopy(value_of(config, variables, target))
    except (NotPlain, UnicodeDecodeError):
        return None
    return config


def parse(text: str) -> tuple[dict[str, Any], dict[Path, Path]]:
    """The settings, and what the variables among them stand for."""
    config: dict[str, Any] = {}
    variables: dict[Path, Path] = {}
    section: dict[str, Any] | None = None
    path: Path = ()
    for line in text.split("\n"):
        line = line.rstrip()
        if not line or line[0] in "#;":
            continue
        header = HEADER.fullmatch(line)
        if header is not None:
            path = tuple(header[1].split("."))
            parent = at(config, path[:-1])
            if path[-1] in parent or path == ("DEFAULT",):
                raise NotPlain
            section = parent[path[-1]] = {}
            continue
        setting = SETTING.fullmatch(line)
        if setting is None or section is None or setting[1] in section:
            raise NotPlain
        key, value = setting[1], setting[2]
        if "$" in value:
            variable = VARIABLE.fullmatch(value)
            if variable is None:
                raise NotPlain
            place = (*path, key)
            variables[place] = tuple(variable[1].replace(":", ".").split("."))
            section[key] = None
        else:
            section[key] = from_json(value)
    return config, variables


def at(config: dict[str, Any], path: Path) -> dict[str, Any]:
    """The section at a path."""
    node: Any = config
    for part in path:
        node = node.get(part)
        if not isinstance(node, dict):
            raise NotPlain
    return node


def from_json(value: str) -> Any:
    try:
        return json.loads(value, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise NotPlain from None


def no_number(text: str) -> NoReturn:
    raise NotPlain


def value_of(config: dict[str, Any], variables: dict[Path, Path], target: Path) -> Any:
    """The value of the setting that a variable stands for."""
    for _ in range(MAX_CHAIN):
        if target not in variables:
            break
        target = variables[target]
    else:
        raise NotPlain
    section = at(config, target[:-1])
    if target[-1] not in section or isinstance(section[target[-1]], dict):
        raise NotPlain
    return section[target[-1]]
