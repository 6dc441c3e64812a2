"""srsly, imported when something of it is first used.

With its plug-ins, YAML and pickle it takes longer to import than a small pipeline to load; loading one needs nothing of
it. Callers: all that save, and all that read formats which only srsly knows. Used as `srsly_later.json_dumps(...)`.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    import srsly

    value = globals()[name] = getattr(srsly, name)
    return value
