"""`info`: this installation, or a pipeline."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import __version__
from . import output


def info_cli(
    pipeline: Annotated[str | None, typer.Argument(help="Folder or installed package of a pipeline")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", "-md", help="Markdown, for an issue report")] = False,
    silent: Annotated[bool, typer.Option("--silent", "-s", "-S", help="Print nothing; only check")] = False,
    exclude: Annotated[str, typer.Option("--exclude", "-e", help="Keys to leave out, separated by commas")] = "labels",
) -> None:
    """Describe this installation or, when one is named, a pipeline."""
    info(pipeline, markdown=markdown, silent=silent, exclude=[key for key in exclude.split(",") if key])


def info(
    pipeline: str | Path | None = None,
    *,
    markdown: bool = False,
    silent: bool = False,
    exclude: list[str] | tuple[str, ...] = ("labels",),
) -> dict[str, Any] | str:
    """Describe this installation or a pipeline, on standard output.

    pipeline (str): folder or installed package; the installation if None.
    markdown (bool): print and return Markdown. silent (bool): print nothing. exclude (list[str]): keys to leave out.
    Returns a dict of what was found, or Markdown.
    """
    if pipeline:
        heading, data = f"Pipeline {pipeline}", pipeline_info(str(pipeline))
    else:
        heading, data = "engine", installation_info()
    data = {key: value for key, value in data.items() if key not in exclude}
    text = to_markdown(heading, data)
    if not silent:
        if markdown:
            print(text)
        else:
            output.title(heading)
            output.table([(_label(key), _show(value)) for key, value in data.items()])
    return text if markdown else data


def installation_info() -> dict[str, Any]:
    """Versions and places of what is installed."""
    return {
        "engine_version": __version__,
        "location": str(Path(__file__).parent.parent),
        "platform": platform.platform(),
        "python_version": platform.python_version(),
        "thinc_version": _version("thinc"),
        "numpy_version": _version("numpy"),
        "pipelines": {name: _version(name) for name in _pipelines()},
    }


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _pipelines() -> list[str]:
    from ..language.finding import installed_pipelines

    return installed_pipelines()


def pipeline_info(name: str) -> dict[str, Any]:
    """meta.json of a pipeline, and where it lies. Raises PipelineNotFoundError, FormatError."""
    from ..language.finding import find_pipeline, read_meta

    folder = find_pipeline(name)
    return {**read_meta(folder), "source": str(folder.resolve())}


def _label(key: str) -> str:
    words = key.replace("_", " ")
    return words[:1].upper() + words[1:]


def _show(value: Any) -> str:
    if isinstance(value, dict):
        parts = [
            f"{key} ({each})" if isinstance(each, str) else f"{key}: {_plain(each)}" for key, each in value.items()
        ]
        return ", ".join(parts) or "-"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_plain, value)) or "-"
    return _plain(value) or "-"


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)


def to_markdown(heading: str, data: dict[str, Any]) -> str:
    """A heading and a list."""
    lines = [f"## {heading}", ""]
    lines += [f"- **{_label(key)}:** {_show(value)}" for key, value in data.items()]
    return "\n".join(lines)
