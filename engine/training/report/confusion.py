"""What was taken for what: counts of (gold, predicted) labels, with what was missed and spurious, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.training.report.markup import escape, number, tag

MAX_ALPHA = 0.5  # of the colour of a cell: text stays readable on it, in light and in dark
MIN_ALPHA = 0.06
OTHER = "\0other"  # no label: strings of annotations are whole words
NOTHING = "_"  # of a token without morphological features
N_PAIRS = 12


class Confusion:
    """counts: (gold label, predicted label) -> times. None instead of a gold label: spurious; of a predicted one:
    missed."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str | None, str | None]] = Counter()

    def add(self, gold: str | None, predicted: str | None) -> None:
        self.counts[(gold, predicted)] += 1

    def add_all(self, gold: str, predicted: Sequence[str]) -> None:
        """One gold item, and all that was predicted in its place."""
        rest = list(predicted)
        if gold in rest:
            rest.remove(gold)
            self.add(gold, gold)
        else:
            self.add(gold, rest.pop(0) if rest else None)
        for label in rest:
            self.add(None, label)

    def support(self) -> Counter[str]:
        """Gold items by label."""
        found: Counter[str] = Counter()
        for (gold, _), n in self.counts.items():
            if gold is not None:
                found[gold] += n
        return found

    def labels(self) -> list[str]:
        """All labels, those with most gold items first."""
        support = self.support()
        names = {label for pair in self.counts for label in pair if label is not None}
        return sorted(names, key=lambda label: (-support[label], label))

    def pairs(self) -> list[tuple[str | None, str | None, int]]:
        """Confusions, the most frequent first."""
        wrong = [(gold, predicted, n) for (gold, predicted), n in self.counts.items() if gold != predicted]
        return sorted(wrong, key=lambda pair: (-pair[2], pair[0] or "", pair[1] or ""))

    def grouped(self, shown: Iterable[str]) -> Counter[tuple[str | None, str | None]]:
        """The counts with every other label as OTHER; what is right among those is (OTHER, OTHER), and what is
        confused among them (OTHER, "")."""
        kept = set(shown)
        found: Counter[tuple[str | None, str | None]] = Counter()
        for (gold, predicted), n in self.counts.items():
            if gold is None or predicted is None or gold in kept or predicted in kept or gold == predicted:
                place = tuple(label if label is None or label in kept else OTHER for label in (gold, predicted))
                found[(place[0], place[1])] += n
            else:
                found[(OTHER, "")] += n
        return found


def matrix(confusion: Confusion, caption: str, top: int) -> str:
    """A table: a row for each gold label, a column for each predicted one. top: labels beyond these are grouped."""
    labels = confusion.labels()
    shown = labels[:top] if len(labels) > top + 1 else labels
    counts = confusion.grouped(shown)
    rest = len(labels) - len(shown)
    rows: list[str | None] = [*shown, *([OTHER] if rest else [])]
    columns = list(rows)
    if any(predicted is None for _, predicted in counts):
        columns.append(None)
    if any(gold is None for gold, _ in counts):
        rows.append(None)
    head = "".join(f'<th scope="col" class="col"><span>{name(label, "missed", rest)}</span></th>' for label in columns)
    lines = [f'<tr><th class="corner"><span>gold ↓</span> <span>predicted →</span></th>{head}</tr>']
    for gold in rows:
        total = sum(n for (row, _), n in counts.items() if row == gold)
        cells = "".join(cell(gold, predicted, counts, total, rest) for predicted in columns)
        lines.append(f'<tr><th scope="row" dir="auto">{name(gold, "spurious", rest)}</th>{cells}</tr>')
    table = f'<table class="matrix"><caption>{escape(caption)}</caption>{"".join(lines)}</table>'
    return f'<div class="scroll" tabindex="0">{table}</div>'


def name(label: str | None, none: str, rest: int) -> str:
    """Markup of a label in a heading."""
    if label is None:
        return f"<em>{none}</em>"
    if label == OTHER:
        return f"<em>{rest} others</em>"
    return escape(label) if label not in ("", NOTHING) else "<em>none</em>"


def cell(
    gold: str | None, predicted: str | None, counts: Counter[tuple[str | None, str | None]], total: int, rest: int
) -> str:
    if gold is None and predicted is None:
        return '<td class="void"></td>'
    n = counts[(gold, predicted)]
    inner = counts[(OTHER, "")] if gold == predicted == OTHER else 0
    if not n and not inner:
        return '<td class="zero">·</td>'
    share = (n + inner) / total if total else 0.0
    kind = "right" if gold == predicted else "wrong"
    alpha = MIN_ALPHA + (MAX_ALPHA - MIN_ALPHA) * share
    text = number(n) + (f"+{number(inner)}" if inner else "")
    about = (
        f"{plain(gold, 'spurious', rest)} → {plain(predicted, 'missed', rest)}: {text}, {share * 100:.1f}% of the row"
    )
    if inner:
        about += f"; {number(inner)} were confused among them"
    return tag("td", text, cls=kind, style=f"--a:{alpha:.2f}", title=about)


def plain(label: str | None, none: str, rest: int) -> str:
    return none if label is None else f"{rest} others" if label == OTHER else label or "none"


def frequent(confusion: Confusion) -> str:
    """The most frequent confusions as a list."""
    pairs = confusion.pairs()[:N_PAIRS]
    if not pairs:
        return ""
    items = "".join(
        f'<li><span dir="auto">{name(gold, "spurious", 0)}</span> → '
        f'<span dir="auto">{name(predicted, "missed", 0)}</span> <b>{number(n)}</b></li>'
        for gold, predicted, n in pairs
    )
    return f'<h3>Most often confused</h3><ul class="pairs">{items}</ul>'
