"""engine: train and run natural-language pipelines. What spaCy v3 documents, under this name, faster.

Everything is imported when it is first used; `import engine` alone loads neither numpy nor thinc.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .about import __version__

if TYPE_CHECKING:
    from thinc.api import prefer_gpu, require_cpu, require_gpu

    from . import util
    from .cli.info import info
    from .config import Config, registry
    from .glossary import explain
    from .kernels.api import get_num_threads, set_num_threads
    from .language.language import Language
    from .language.load import blank, load
    from .vocab import Vocab

__all__ = [
    "Config",
    "Language",
    "Vocab",
    "__version__",
    "blank",
    "explain",
    "get_num_threads",
    "info",
    "load",
    "prefer_gpu",
    "registry",
    "require_cpu",
    "require_gpu",
    "set_num_threads",
    "util",
]

# name: (module, attribute); attribute None is the module itself
_LAZY: dict[str, tuple[str, str | None]] = {
    "Config": ("engine.config", "Config"),
    "Language": ("engine.language", "Language"),
    "Vocab": ("engine.vocab", "Vocab"),
    "blank": ("engine.language.load", "blank"),
    "explain": ("engine.glossary", "explain"),
    "get_num_threads": ("engine.kernels.api", "get_num_threads"),
    "info": ("engine.cli.info", "info"),
    "load": ("engine.language.load", "load"),
    "prefer_gpu": ("thinc.api", "prefer_gpu"),
    "registry": ("engine.config", "registry"),
    "require_cpu": ("thinc.api", "require_cpu"),
    "require_gpu": ("thinc.api", "require_gpu"),
    "set_num_threads": ("engine.kernels.api", "set_num_threads"),
}
_MODULES = frozenset(
    {
        "about", "attrs", "cli", "config", "displacy", "errors", "glossary", "gold", "kernels", "lang", "language",
        "lexeme", "lookups", "matcher", "ml", "morphology", "parser", "pipeline", "schemas", "scorer", "strings",
        "symbols", "tokenizer", "tokens", "training", "util", "vectors", "vocab",
    }
)  # fmt: skip


def _register_builtins(registry: Any) -> None:
    """Called by the registry when a name is first asked for."""
    from ._builtins import register

    register(registry)


def __getattr__(name: str) -> Any:
    try:
        if name in _LAZY:
            module, attribute = _LAZY[name]
            value: Any = importlib.import_module(module)
            value = value if attribute is None else getattr(value, attribute)
            globals()[name] = value
            return value
        if name in _MODULES:
            return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        raise _import_help(error, name) from error
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _import_help(error: ModuleNotFoundError, name: str) -> Exception:
    """The error to raise: with the remedy where an extension module has a source but is not built."""
    from pathlib import Path

    missing = error.name or ""
    if missing == f"{__name__}.{name}":  # an absent module is an absent attribute, as hasattr expects
        return AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if missing.partition(".")[0] != __name__:
        return error
    path = Path(__file__).parent.joinpath(*missing.split(".")[1:])
    if not path.with_suffix(".pyx").exists():
        return error
    return ImportError(
        f"{missing} is not built. Run in the checkout: pip install -e .  (it needs a C compiler); "
        "or leave the checkout's folder, if engine is installed elsewhere.",
        name=missing,
    )


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY, *_MODULES})
