"""Categories of documents in reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from engine.gold.example import Example
from engine.training.report.confusion import Confusion, frequent, matrix
from engine.training.report.markup import escape, number, score_rows
from engine.training.report.passages import N_MORE, N_SHOWN

TOP = 18  # labels of a matrix
MAX_TEXT = 400  # characters of a document that are shown
THRESHOLD = 0.5


def category_section(examples: Sequence[Example], scores: Mapping[str, Any]) -> str:
    """Scores by label; confusions, where each document has one category; the documents that were most mistaken."""
    support = Counter(label for e in examples for label, value in e.reference.cats.items() if value >= THRESHOLD)
    out = [score_rows(scores.get("cats_f_per_type") or {}, support)]
    annotated = [(n, e) for n, e in enumerate(examples) if e.reference.cats and e.predicted.cats]
    golds = {n: [k for k, v in e.reference.cats.items() if v >= THRESHOLD] for n, e in annotated}
    if annotated and all(len(gold) == 1 for gold in golds.values()):
        confusion = Confusion()
        for n, example in annotated:
            confusion.add(golds[n][0], best(example.predicted.cats))
        out += [matrix(confusion, "Gold and predicted categories of documents", TOP), frequent(confusion)]
    mistaken = []
    for n, example in annotated:
        gold, predicted = example.reference.cats, example.predicted.cats
        off = max((abs(value - predicted.get(label, 0.0)) for label, value in gold.items()), default=0.0)
        if off > THRESHOLD:
            mistaken.append((-off, n))
    made = [card(n, examples[n]) for _, n in sorted(mistaken)[: N_SHOWN + N_MORE]]
    if made:
        out.append("<h3>Most mistaken</h3>" + "".join(made[:N_SHOWN]))
        if len(made) > N_SHOWN:
            out.append(f"<details><summary>{len(made) - N_SHOWN} more</summary>{''.join(made[N_SHOWN:])}</details>")
    return "".join(out)


def best(cats: Mapping[str, float]) -> str:
    return max(sorted(cats), key=lambda label: cats[label])


def card(n: int, example: Example) -> str:
    gold, predicted = example.reference.cats, example.predicted.cats
    text = example.reference.text
    shown = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " …"
    labels = sorted(gold, key=lambda label: -abs(gold[label] - predicted.get(label, 0.0)))[:N_SHOWN]
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{escape(label)}</th><td>{gold[label]:.2f}</td>'
        f"<td>{predicted.get(label, 0.0):.2f}</td></tr>"
        for label in labels
    )
    return (
        f'<article class="card"><header><b>Document {number(n + 1)}</b> <span>characters 0–{len(text)}</span></header>'
        f'<p class="text" dir="auto">{escape(shown)}</p><div class="scroll" tabindex="0"><table class="errors"><thead>'
        f"<tr><th>Category</th><th>Gold</th><th>Predicted</th></tr></thead><tbody>{rows}</tbody></table></div></article>"
    )
