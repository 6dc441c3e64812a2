"""Where the words and arcs of a dependency parse are drawn: numbers only. Caller: DependencyRenderer.

Words stand in one row, `distance` apart or as far as their texts and labels need. Arcs are stacked: an arc lies one
level above the highest arc within its reach. Arcs that end at the same word meet it side by side, the longest next to
its middle, so that no two lines cross that the tree does not cross.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from engine.displacy.text_width import text_width

WORD_SIZE = 16.0  # px
LABEL_SIZE = 12.8
LEAST_STEP = 27.0  # px between two levels: a label and some air
MARGIN = 24.0


@dataclass(frozen=True)
class Arc:
    """One arc. x1 < x2 where it meets its words; y is its top; the arrow head is at x2 if `points_right`."""

    x1: float
    x2: float
    y: float
    level: int
    label: str
    points_right: bool


@dataclass(frozen=True)
class Layout:
    """A drawing: middle of each word, arcs, foot of the arcs, and the size of it all. All px."""

    centers: list[float]
    arcs: list[Arc]
    foot: float
    width: float
    height: float


@dataclass(frozen=True)
class Measures:
    """The options that a layout depends on, in px."""

    distance: float
    word_spacing: float
    arrow_spacing: float
    offset_x: float
    row_height: float
    compact: bool


def arc_levels(arcs: Sequence[Mapping[str, Any]]) -> list[int]:
    """Level of each arc, from 1: one above the highest shorter arc that shares a gap between words with it."""
    top = [0] * max((arc["end"] for arc in arcs), default=0)
    levels = [0] * len(arcs)
    for i in sorted(range(len(arcs)), key=lambda i: arcs[i]["end"] - arcs[i]["start"]):
        start, end = arcs[i]["start"], arcs[i]["end"]
        levels[i] = max(top[start:end]) + 1
        top[start:end] = [levels[i]] * (end - start)
    return levels


def lay_out(
    words: Sequence[Mapping[str, Any]], arcs: Sequence[Mapping[str, Any]], measures: Measures, rtl: bool
) -> Layout:
    """Place words (with text, tag, lemma) and arcs (with start, end, label, dir)."""
    levels = arc_levels(arcs)
    widths = [
        max(text_width(str(word.get(key) or ""), WORD_SIZE) for key in ("text", "tag", "lemma")) for word in words
    ]
    gaps = _gaps(widths, arcs, measures)
    centers: list[float] = []
    for i, width in enumerate(widths):
        centers.append(centers[-1] + gaps[i - 1] if i else max(measures.offset_x, width / 2 + MARGIN / 2))
    step = max(measures.distance / (5 if measures.compact else 4), LEAST_STEP)
    highest = max(levels, default=0)
    foot = MARGIN + highest * step
    last = centers[-1] + max(widths[-1] / 2 + MARGIN / 2, measures.offset_x) if centers else measures.offset_x
    ports = _ports(centers, arcs, levels, measures.arrow_spacing)
    placed = []
    for arc, level, (x1, x2) in zip(arcs, levels, ports, strict=True):
        right = arc["dir"] == "right"
        if rtl:
            x1, x2, right = last - x2, last - x1, not right
        placed.append(Arc(x1, x2, foot - level * step, level, str(arc["label"]), right))
    if rtl:
        centers = [last - x for x in centers]
    height = foot + measures.word_spacing + measures.row_height + MARGIN / 2
    return Layout(centers, placed, foot, last, height)


def _gaps(widths: Sequence[float], arcs: Sequence[Mapping[str, Any]], measures: Measures) -> list[float]:
    """Distance between the middles of neighbouring words: room for their texts and for the labels above them."""
    gaps = [max(measures.distance, (left + right) / 2 + WORD_SIZE) for left, right in pairwise(widths)]
    for arc in sorted(arcs, key=lambda arc: arc["end"] - arc["start"]):
        start, end = arc["start"], arc["end"]
        missing = text_width(str(arc["label"]), LABEL_SIZE * 1.1) + MARGIN + measures.arrow_spacing
        missing -= sum(gaps[start:end])
        if missing > 0:
            for i in range(start, end):
                gaps[i] += missing / (end - start)
    return gaps


def _ports(
    centers: Sequence[float], arcs: Sequence[Mapping[str, Any]], levels: Sequence[int], spacing: float
) -> list[tuple[float, float]]:
    """(x1, x2) of each arc: where it meets its left and its right word."""
    rights: list[list[int]] = [[] for _ in centers]  # arcs that leave a word on its right side
    lefts: list[list[int]] = [[] for _ in centers]
    for i, arc in enumerate(arcs):
        rights[arc["start"]].append(i)
        lefts[arc["end"]].append(i)
    x1, x2 = [0.0] * len(arcs), [0.0] * len(arcs)
    for sides, ends, sign in ((rights, x1, 1), (lefts, x2, -1)):
        for word, met in enumerate(sides):
            if not met:
                continue
            beside = word + sign
            room = abs(centers[beside] - centers[word]) / 2 - 6 if 0 <= beside < len(centers) else spacing
            each = min(spacing, room / (len(met) - 0.5))
            for k, i in enumerate(sorted(met, key=lambda i: -levels[i])):
                ends[i] = centers[word] + sign * (k + 0.5) * each
    return list(zip(x1, x2, strict=True))
