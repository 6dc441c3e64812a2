"""`init fill-config`: a partial config with all defaults written out."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from ..config import Config
from . import output
from .code import import_code


def fill_config_cli(
    base_path: Annotated[Path, typer.Argument(help="Config to fill")],
    output_file: Annotated[str, typer.Argument(help="File to write; '-' for standard output")] = "-",
    pretraining: Annotated[bool, typer.Option("--pretraining", "-pt", help="Add settings for pretraining")] = False,
    diff: Annotated[bool, typer.Option("--diff", "-D", help="Show what was added or changed")] = False,
    code: Annotated[
        Path | None, typer.Option("--code", "--code-path", "-c", help="Python file with functions of your own")
    ] = None,
) -> None:
    """Add every setting that a config leaves out, so that nothing is hidden: defaults of components and functions."""
    import_code(code)
    before, after = fill_config(base_path, pretraining=pretraining)
    to_stdout = output_file == "-"
    if diff:
        show_diff(before.to_str(), after.to_str(), stderr=to_stdout)
    if to_stdout:
        print(after.to_str())
        return
    after.to_disk(output_file)
    output.good(f"Wrote {output_file}")
    output.say("Next, train with your data:")
    output.say(
        f"  python -m engine train {output_file} --output ./output --paths.train ./train.spacy --paths.dev ./dev.spacy"
    )


def fill_config(path: Path, *, pretraining: bool = False) -> tuple[Config, Config]:
    """The config as it is, and filled. Raises ConfigError with every problem."""
    from .filling import fill

    before = Config().from_disk(path, interpolate=False)
    return before, fill(before, pretraining=pretraining)


def show_diff(before: str, after: str, *, stderr: bool = False) -> None:
    """Print both texts as one: lines added with a green +, lines that are gone with a red -."""
    if before == after:
        output.note("Nothing to add: the config is complete.", stderr=stderr)
        return
    styles = {"+": "green", "-": "red"}
    for line in difflib.ndiff(before.splitlines(), after.splitlines()):
        if not line.startswith("?"):
            output.say(line, style=styles.get(line[0], ""), stderr=stderr)
