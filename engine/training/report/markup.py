"""Pieces of HTML that the parts of a report share. Every value that comes from data goes through `escape` or `tag`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.displacy.markup import escape

__all__ = ["escape", "facts", "number", "percent", "score_rows", "table", "tag"]


def tag(name: str, text: Any, *, cls: str = "", **attributes: Any) -> str:
    """An element with text in it; everything is escaped."""
    given = {"class": cls, **attributes} if cls else attributes
    written = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{written}>{escape(text)}</{name}>"


def number(value: float) -> str:
    """1 234 567, with thin spaces."""
    return f"{value:,.0f}".replace(",", "\u202f")


def percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.2f}"


def facts(rows: Iterable[tuple[str, Any]]) -> str:
    """Names and values."""
    found = "".join(
        f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(value)}</dd></div>' for name, value in rows if value
    )
    return f'<dl class="facts">{found}</dl>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], cls: str, caption: str = "") -> str:
    """A table of cells that are markup already."""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll tall" tabindex="0"><table class="{cls}">{said}<thead><tr>{names}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def score_rows(per_label: Mapping[str, Mapping[str, float]], gold: Mapping[str, int] | None) -> str:
    """The table of scores by label: those with most gold items first. gold: how many there are; None if not known."""
    support = gold or {}
    labels = sorted(per_label, key=lambda label: (-support.get(label, 0), -per_label[label]["f"], label))
    rows = []
    for label in labels:
        score = per_label[label]
        f = score["f"]
        rows.append(
            [
                f'<th scope="row" dir="auto">{escape(label) if label else "<em>none</em>"}</th>',
                *([] if gold is None else [f"<td>{number(support.get(label, 0))}</td>"]),
                *(f"<td>{percent(score[part])}</td>" for part in "pr"),
                f'<td class="bar" style="--w:{max(0.0, min(f, 1.0)) * 100:.1f}%">{percent(f)}</td>',
            ]
        )
    return table(("Label", *(["Gold"] if gold is not None else []), "P", "R", "F"), rows, "scores")
