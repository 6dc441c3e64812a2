"""Showing a drawing where a notebook runs. Caller: render, serve."""

from __future__ import annotations

import importlib
import sys

from engine.errors import InputError


class InNotebook(UserWarning):
    """A server was started in a notebook, which it blocks."""


def is_in_jupyter() -> bool:
    """Whether this runs in Jupyter or Colab, so that markup can be shown."""
    if "IPython" not in sys.modules:
        return False
    try:
        shell = sys.modules["IPython"].get_ipython()
    except AttributeError:
        return False
    kind = type(shell)
    return kind.__name__ == "ZMQInteractiveShell" or kind.__module__.startswith("google.colab")


def show(markup: str) -> None:
    """Display markup in the notebook. tex2jax_ignore keeps MathJax from reading dollar signs in it.

    Raises InputError where IPython is not installed.
    """
    # imported here: it is there where a notebook runs
    try:
        ipython = importlib.import_module("IPython.display")
    except ModuleNotFoundError as error:
        raise InputError(
            "displacy.no_notebook",
            "jupyter=True shows the drawing in a notebook, and IPython is not installed here.",
            "Leave it out to get the markup.",
        ) from error
    ipython.display(ipython.HTML(f'<span class="tex2jax_ignore">{markup}</span>'))
