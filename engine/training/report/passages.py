"""The places that errors are shown in: sentences of the gold documents, or pieces of them where there are none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.gold.example import Example
from engine.strings.symbols import IDS
from engine.training.report.markup import escape, number

PIECE = 40  # tokens of a piece, where the sentences are not known
N_SHOWN = 5
N_MORE = 10


def bounds(reference: Any) -> list[int]:
    """First tokens of the passages of a document."""
    if not len(reference):
        return []
    if reference.has_annotation("SENT_START"):
        return [sent.start for sent in reference.sents]
    inside = (reference.to_array(IDS["ENT_IOB"]) == 1).tolist()
    starts, at = [0], PIECE
    while at < len(reference):
        while at < len(reference) and inside[at]:  # not within an entity
            at += 1
        if at < len(reference):
            starts.append(at)
        at += PIECE
    return starts


@dataclass
class Place:
    """A passage with errors, which are of any kind: their component knows."""

    document: int
    start: int
    end: int
    errors: list[Any] = field(default_factory=list)


class Places:
    """The passages of the documents in which there are errors."""

    def __init__(self, examples: Sequence[Example]):
        self.examples = examples
        self.found: dict[tuple[int, int], Place] = {}
        self._bounds: dict[int, list[int]] = {}

    def add(self, document: int, token: int, error: Any) -> None:
        """An error at a gold token."""
        starts = self._bounds.get(document)
        if starts is None:
            starts = self._bounds[document] = bounds(self.examples[document].reference)
        at = bisect_right(starts, token) - 1
        place = self.found.get((document, at))
        if place is None:
            end = starts[at + 1] if at + 1 < len(starts) else len(self.examples[document].reference)
            place = self.found[(document, at)] = Place(document, starts[at], end)
        place.errors.append(error)

    def worst(self, n: int) -> list[Place]:
        """Those with most errors; the shorter first where they have as many."""
        ordered = sorted(self.found.values(), key=lambda p: (-len(p.errors), p.end - p.start, p.document, p.start))
        return ordered[:n]


def cards(pieces: Iterable[tuple[Place, str]], examples: Sequence[Example]) -> str:
    """Passages with what is wrong in them, some of them folded away."""
    made = [card(place, inner, examples[place.document].reference) for place, inner in pieces]
    if not made:
        return ""
    out = "".join(made[:N_SHOWN])
    if len(made) > N_SHOWN:
        out += f"<details><summary>{len(made) - N_SHOWN} more</summary>{''.join(made[N_SHOWN:])}</details>"
    return f"<h3>Most errors</h3>{out}"


def card(place: Place, inner: str, reference: Any) -> str:
    first, last = reference[place.start], reference[place.end - 1]
    n = len(place.errors)
    where = f"Document {number(place.document + 1)}, characters {first.idx}–{last.idx + len(last)}"
    count = f"{n} error{'' if n == 1 else 's'}"
    return f'<article class="card"><header><b>{count}</b> <span>{escape(where)}</span></header>{inner}</article>'


def marked_text(reference: Any, place: Place, wrong: Iterable[int]) -> str:
    """The text of a passage with some of its tokens marked."""
    chosen = set(wrong)
    pieces = []
    for token in reference[place.start : place.end]:
        text = escape(token.text)
        pieces.append((f'<mark class="token">{text}</mark>' if token.i in chosen else text) + escape(token.whitespace_))
    return f'<p class="text" dir="auto">{"".join(pieces)}</p>'
