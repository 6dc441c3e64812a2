"""The command line: which commands there are, and how errors reach the person.

Only the module of the command that is run gets imported, so that `--help` is instant. This is the one place where
errors of the person become a message and an exit code; ENGINE_TRACEBACK=1 shows where they come from.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

import typer

from .. import __version__
from ..errors import EngineError, InternalError

PROGRAM = "python -m engine"
INTERRUPTED = 130  # as a shell reports Ctrl-C


class Command(NamedTuple):
    module: str
    function: str
    help: str
    overrides: bool = False  # takes --section.setting value


COMMANDS: dict[tuple[str, ...], Command] = {
    ("init", "config"): Command("init_config", "init_config_cli", "Write a complete config for a kind of pipeline."),
    ("init", "fill-config"): Command("fill_config", "fill_config_cli", "Add all default settings to a config."),
    ("init", "vectors"): Command("init_vectors", "init_vectors_cli", "Convert word vectors to a pipeline with them."),
    ("debug", "config"): Command("debug_config", "debug_config_cli", "Check a config; show every problem.", True),
    ("train",): Command("train", "train_cli", "Train or update a pipeline as a config says.", True),
    ("evaluate",): Command("evaluate", "evaluate_cli", "Score a trained pipeline on annotated data."),
    ("convert",): Command("convert", "convert_cli", "Convert annotated data to the format that training reads."),
    ("info",): Command("info", "info_cli", "Describe this installation, or a pipeline."),
}
GROUPS = {
    "init": "Make configs, and pipelines to start from.",
    "debug": "Look for mistakes.",
}


def _placeholder(help_text: str) -> Callable[[], None]:
    """Stands for a command that this call does not run, in the lists that --help prints."""

    def command() -> None:
        raise InternalError("cli.not_loaded", "a command was called that was not loaded")

    command.__doc__ = help_text
    return command


def build_app(args: list[str]) -> typer.Typer:
    """The commands, of which the one that `args` name is imported."""
    settings: dict[str, Any] = {
        "no_args_is_help": True,
        "add_completion": False,
        "pretty_exceptions_enable": False,
        "rich_markup_mode": None,
        "context_settings": {"help_option_names": ["--help", "-h"]},
    }
    app = typer.Typer(name="engine", help="Train and run natural-language pipelines.", **settings)
    groups = {name: typer.Typer(name=name, help=text, **settings) for name, text in GROUPS.items()}
    for name, group in groups.items():
        app.add_typer(group, name=name)
    for path, command in COMMANDS.items():
        function: Callable[..., Any] = _placeholder(command.help)
        if tuple(args[: len(path)]) == path:
            function = getattr(importlib.import_module(f".{command.module}", __package__), command.function)
        owner = groups[path[0]] if len(path) > 1 else app
        extra = {"allow_extra_args": True, "ignore_unknown_options": True} if command.overrides else {}
        owner.command(path[-1], short_help=command.help, context_settings=extra)(function)
    app.callback(invoke_without_command=False)(_version_option)
    return app


def _version_option(
    version: bool = typer.Option(False, "--version", "-V", is_eager=True, help="Print the version.", callback=None),
) -> None:
    """Train and run natural-language pipelines."""


def run(args: list[str]) -> int:
    """Run one command. Returns the exit code: 0 done, 1 an error with a message, 2 wrong use, 130 interrupted."""
    if args in (["--version"], ["-V"]):
        print(f"engine {__version__}")
        return 0
    try:
        app = build_app(args)
        result = app(args, prog_name=PROGRAM, standalone_mode=True)
    except SystemExit as stop:
        return _exit_code(stop.code)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe, such as head, has gone
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (stays open until exit: Python flushes stdout there)
        return 1
    except Exception as error:
        message = explain(error)
        if message is None:
            raise
        if os.environ.get("ENGINE_TRACEBACK", "0") not in ("", "0"):
            traceback.print_exc()
        report(message)
        return 1
    return _exit_code(result)


def _exit_code(code: Any) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)
    return 1


def explain(error: Exception) -> str | None:
    """What to tell the person; None for a defect, whose traceback is needed."""
    if isinstance(error, InternalError):
        return None
    if isinstance(error, EngineError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return f"[os.{type(error).__name__}] {place}{error.strerror}."
    if isinstance(error, ImportError) and "is not built" in str(error):
        return str(error)
    if type(error).__module__.startswith("confection"):  # from registered functions that resolve configs themselves
        return f"[config.invalid] {' '.join(str(getattr(error, 'desc', None) or error).split())}"
    return None


def report(message: str) -> None:
    """Print an error message to stderr, in colour on a terminal."""
    from .output import fail

    fail(message)
