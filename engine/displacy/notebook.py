"""Showing a drawing where a notebook runs. Caller: render, serve."""

from __future__ import annotations

import importlib
import sys


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
    """Display markup in the notebook. tex2jax_ignore keeps MathJax from reading dollar signs in it."""
    # imported here: this runs only where a notebook brought it
    ipython = importlib.import_module("IPython.display")
    ipython.display(ipython.HTML(f'<span class="tex2jax_ignore">{markup}</span>'))
