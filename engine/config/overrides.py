"""Settings given on the command line: `--section.setting value`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

import confection

from ..errors import ConfigError

# Overrides may also come in here, written as on the command line; the command line wins.
ENVIRONMENT = ("SPACY_CONFIG_OVERRIDES", "ENGINE_CONFIG_OVERRIDES")


def parse_overrides(args: Sequence[str], environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """{"section.setting": value} of what a command did not recognize as its own options.

    args (Sequence[str]): `--a.b value`, `--a.b=value`, or `--a.b` alone for true. Values are JSON; what is no JSON
        is a text. environ (Mapping): where variables are looked up; os.environ if None.
    Raises ConfigError for anything that is no override.
    """
    environ = os.environ if environ is None else environ
    found: dict[str, Any] = {}
    for variable in ENVIRONMENT:
        if environ.get(variable):
            found.update(_parse(shlex.split(environ[variable]), f"{variable}: "))
    found.update(_parse(list(args), ""))
    return found


def _parse(args: list[str], source: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    at = 0
    while at < len(args):
        option = args[at]
        at += 1
        if not option.startswith("--"):
            raise ConfigError(
                "config.bad_override",
                f"{source}{option!r} is neither an option nor an override.",
                "An override is --section.setting value; put a value with spaces in quotes.",
            )
        name, equals, text = option[2:].partition("=")
        if "." not in name:
            raise ConfigError(
                "config.bad_override",
                f"{source}There is no option --{name}.",
                "Options are listed by --help; a setting is overridden with --section.setting value.",
            )
        if equals:
            value: Any = confection.try_load_json(text)
        elif at < len(args) and not args[at].startswith("--"):
            value = confection.try_load_json(args[at])
            at += 1
        else:
            value = True
        found[name] = value
    return found
