"""What the components of a pipeline assign and require, and which requirements no earlier component meets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from engine.config.nearest import did_you_mean
from engine.errors import InputError
from engine.language.meta import FactoryMeta
from engine.tokens.doc import Doc
from engine.tokens.span import Span
from engine.tokens.token import Token

OBJECTS = {"doc": Doc, "token": Token, "span": Span}
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


def checked_attributes(names: Iterable[str], factory: str) -> list[str]:
    """What a factory says it assigns or requires, as a list. Raises InputError for what no object has.

    names: "doc.ents", "token.tag" (without an underscore at the end), or an extension, "span._.name".
    """
    out = list(names)
    for name in out:
        parts = name.split(".") if isinstance(name, str) else [""]
        problem = None
        if parts[0].lower() not in OBJECTS:
            problem = "expected it to begin with doc, token or span"
        elif parts[1:2] == ["_"]:
            if len(parts) != 3 or not parts[2]:
                problem = "an extension attribute is written as in token._.name"
        elif parts[0].lower() == "span":
            problem = (
                "spans have no attributes of their own that components assign; name those of tokens, or span._.name"
            )
        elif len(parts) != 2:
            problem = "it names one attribute of an object, as in token.tag"
        elif parts[1].endswith("_"):
            problem = "the name is written without the underscore at its end"
        elif not hasattr(OBJECTS[parts[0].lower()], parts[1]):
            attributes = [each for each in dir(OBJECTS[parts[0].lower()]) if not each.startswith("_")]
            problem = f"a {parts[0]} has no such attribute. {did_you_mean(parts[1], attributes)}".rstrip()
        if problem is not None:
            raise InputError("factory.attribute", f"factory '{factory}' declares the attribute {name!r}", problem)
    return out


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
