"""`debug config`: check a config, and show what it refers to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..config import Config, parse_overrides, registry, with_defaults
from ..config.check import validate, walk_functions
from ..config.files import load_config
from ..config.places import VARIABLE, walk_values
from . import output
from .code import import_code


def debug_config_cli(
    ctx: typer.Context,
    config_path: Annotated[str, typer.Argument(help="Config to check; '-' for standard input")],
    code: Annotated[
        Path | None, typer.Option("--code", "--code-path", "-c", help="Python file with functions of your own")
    ] = None,
    show_functions: Annotated[
        bool, typer.Option("--show-functions", "-F", help="List the registered functions and where they come from")
    ] = False,
    show_variables: Annotated[
        bool, typer.Option("--show-variables", "-V", help="List the variables and their values")
    ] = False,
) -> None:
    """Check a config: names, types, variables, registered functions and their arguments, all problems at once.

    Settings are overridden as for training: --training.max_steps 100.
    """
    overrides = parse_overrides(ctx.args)
    import_code(code)
    config = read_config(config_path, overrides)
    values = validate(config)
    output.good(f"{config_path} is a sound config: every name, type, variable and function was checked")
    output.table([(f"  {name}", text) for name, text in summary(values)])
    if show_variables:
        rows = variables_of(config)
        output.title(f"Variables ({len(rows)})")
        output.table(rows, ("variable", "value"))
    if show_functions:
        found = functions_of(values)
        output.title(f"Registered functions ({len(found)})")
        output.table(found, ("setting", "registry", "name", "from"))


def read_config(path: str, overrides: dict[str, Any]) -> Config:
    """A config from a file or, for '-', from standard input; variables not replaced."""
    return load_config(path, overrides)


def summary(config: Config) -> list[tuple[str, str]]:
    """What a config is for, in a few lines."""
    nlp, training = config["nlp"], config["training"]
    return [
        ("language", str(nlp["lang"])),
        ("pipeline", ", ".join(nlp["pipeline"]) or "(empty)"),
        ("training data", str(config["paths"].get("train") or "(not set: --paths.train)")),
        ("development data", str(config["paths"].get("dev") or "(not set: --paths.dev)")),
        ("seed", str(training["seed"])),
    ]


def variables_of(config: Config) -> list[tuple[str, str]]:
    """(variable, value as JSON) of every variable of a config, sorted, with overrides applied."""
    import confection

    raw = with_defaults(config)
    values = raw if raw.is_interpolated else raw.interpolate()
    found: dict[str, str] = {}
    for _, value in walk_values(raw):
        for match in VARIABLE.finditer(value) if isinstance(value, str) else ():
            node: Any = values
            for part in match["path"].replace(":", ".").split("."):
                node = node.get(part) if isinstance(node, dict) else None
            found[match[0]] = confection.try_dump_json(node, {})
    return sorted(found.items())


def functions_of(config: Config) -> list[tuple[str, str, str, str]]:
    """(setting, registry, name, "module (file:line)") of every registered function that a config names."""
    rows = []
    for path, block in walk_functions(config):
        key = next(key for key in block if key.startswith("@"))
        info = registry.find(key[1:], block[key])
        place = f"{info['file']}:{info['line_no']}" if info["file"] else "compiled"
        rows.append((".".join(path), key[1:], str(block[key]), f"{info['module']} ({place})"))
    for name, block in config["components"].items():
        factory = block.get("factory")
        if factory and factory in registry.factories:
            info = registry.find("factories", factory)
            place = f"{info['file']}:{info['line_no']}" if info["file"] else "compiled"
            rows.append((f"components.{name}", "factories", factory, f"{info['module']} ({place})"))
    return rows
