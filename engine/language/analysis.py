"""What the components of a pipeline assign and require, and which requirements no earlier component meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.language.meta import FactoryMeta

KEYS = ("assigns", "requires", "scores", "retokenizes")


def analyze(metas: Sequence[tuple[str, FactoryMeta]], keys: Iterable[str] = KEYS) -> dict[str, Any]:
    """{"summary": component -> key -> value, "problems": component -> unmet requirements, "attrs": attribute -> who}.

    metas: (component name, description of its factory), in the order of the pipeline.
    """
    shown = list(keys)
    summary = {name: {key: as_plain(getattr(meta, key)) for key in shown} for name, meta in metas}
    attrs: dict[str, dict[str, list[str]]] = {}
    problems: dict[str, list[str]] = {}
    assigned: set[str] = set()
    for name, meta in metas:
        problems[name] = [attr for attr in meta.requires if attr not in assigned]
        assigned.update(meta.assigns)
        for key in ("assigns", "requires"):
            for attr in getattr(meta, key):
                attrs.setdefault(attr, {"assigns": [], "requires": []})[key].append(name)
    return {"summary": summary, "problems": problems, "attrs": dict(sorted(attrs.items()))}


def as_plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def as_text(analysis: dict[str, Any]) -> str:
    """The analysis for people."""
    lines = []
    for i, (name, values) in enumerate(analysis["summary"].items()):
        lines.append(f"{i} {name}")
        for key, value in values.items():
            text = ", ".join(value) if isinstance(value, list) else str(value)
            lines.append(f"    {key}: {text or '-'}")
    unmet = {name: attrs for name, attrs in analysis["problems"].items() if attrs}
    lines += [f"'{name}' requires what no earlier component assigns: {', '.join(unmet[name])}" for name in unmet]
    if not unmet:
        lines.append("All requirements are met.")
    return "\n".join(lines)
