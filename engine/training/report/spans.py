"""Entities and groups of spans in reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from engine.gold.example import Example
from engine.strings.symbols import IDS
from engine.training.report.confusion import Confusion, frequent, matrix
from engine.training.report.markup import escape, score_rows
from engine.training.report.passages import N_MORE, N_SHOWN, Place, Places, cards

TOP = 18  # labels of a matrix
Key = tuple[int, int, str]  # first gold token, the one after the last, label
Sets = tuple[set[Key], set[Key]]  # gold, predicted


def entities(example: Example) -> Sets | None:
    """What the scores compare: entities in gold tokens, without those where the gold ones are not known."""
    x, y = example.predicted, example.reference
    if not y.has_annotation("ENT_IOB"):
        return None
    gold = {(ent.start, ent.end, ent.label_) for ent in y.ents}
    iob = y.to_array(IDS["ENT_IOB"]).tolist() if len(y) else []
    predicted = set()
    for ent in x.ents:
        tokens = example.alignment.x2y[ent.start : ent.end].tolist()
        if tokens and all(iob[token] != 0 for token in tokens):
            predicted.add((min(tokens), max(tokens) + 1, ent.label_))
    return gold, predicted


def group(key: str) -> Callable[[Example], Sets | None]:
    """The same for the spans of a group."""

    def compared(example: Example) -> Sets | None:
        if key not in example.reference.spans:
            return None
        spans: Iterable[Any] = example.predicted.spans.get(key, [])
        if not example.has_same_tokens:
            spans = example.get_aligned_spans_x2y(spans, True)
        gold = {(span.start, span.end, span.label_) for span in example.reference.spans[key]}
        return gold, {(span.start, span.end, span.label_) for span in spans}

    return compared


def span_section(
    examples: Sequence[Example],
    compare: Callable[[Example], Sets | None],
    per_type: Mapping[str, Mapping[str, float]] | None,
    *,
    in_text: bool,
) -> str:
    """Scores by label, confusions, worst passages. in_text: spans do not overlap, and can be marked in the text."""
    confusion, places = Confusion(), Places(examples)
    sets: dict[int, Sets] = {}
    for n, example in enumerate(examples):
        both = compare(example)
        if both is None:
            continue
        sets[n] = both
        for start, end, gold, predicted in paired(*both):
            confusion.add(gold, predicted)
            if gold != predicted:
                places.add(n, start, (start, end, gold, predicted))
    out = []
    if per_type:
        out.append(score_rows(per_type, confusion.support()))
    out.append(matrix(confusion, "Gold and predicted labels of the same spans", TOP))
    out.append(frequent(confusion))
    render = text_errors if in_text else listed_errors
    worst = places.worst(N_SHOWN + N_MORE)
    out.append(cards(((place, render(place, examples, sets[place.document])) for place in worst), examples))
    return "".join(out)


def paired(gold: set[Key], predicted: set[Key]) -> list[tuple[int, int, str | None, str | None]]:
    """(start, end, gold label, predicted label): spans are the same where both ends are; others are missed (None as
    predicted label) or spurious (None as gold label). Of several labels of one span, equal ones go together."""
    out: list[tuple[int, int, str | None, str | None]] = []
    by_span: dict[tuple[int, int], tuple[list[str], list[str]]] = {}
    for i, keys in enumerate((gold, predicted)):
        for start, end, label in keys:
            by_span.setdefault((start, end), ([], []))[i].append(label)
    for (start, end), (wanted, found) in sorted(by_span.items()):
        same = sorted(set(wanted) & set(found))
        left = sorted(set(wanted) - set(same)), sorted(set(found) - set(same))
        out += [(start, end, label, label) for label in same]
        out += [(start, end, *pair) for pair in zip_longest(*left)]
    return out


def text_errors(place: Place, examples: Sequence[Example], sets: Sets) -> str:
    """The passage twice: with what should be marked, and with what was."""
    reference = examples[place.document].reference
    kinds: dict[tuple[str, Key], str] = {}
    for start, end, gold, predicted in place.errors:
        if gold is not None:
            kinds[("gold", (start, end, gold))] = "missed" if predicted is None else "other"
        if predicted is not None:
            kinds[("predicted", (start, end, predicted))] = "spurious" if gold is None else "other"
    lines = []
    for which, spans in zip(("gold", "predicted"), sets, strict=True):
        inside = sorted(key for key in spans if place.start <= key[0] < place.end)
        text = marked_spans(reference, place, [(key, kinds.get((which, key), "same")) for key in inside])
        lines.append(f'<div class="line"><span class="which">{which}</span><p class="text" dir="auto">{text}</p></div>')
    return "".join(lines)


def marked_spans(reference: Any, place: Place, spans: Sequence[tuple[Key, str]]) -> str:
    pieces, at = [], place.start
    for (start, end, label), kind in spans:
        start, end = max(start, at), min(end, place.end)
        if start >= end:  # within one that was drawn
            continue
        pieces.append(words(reference, at, start))
        inner = words(reference, start, end).rstrip()
        space = escape(reference[end - 1].whitespace_)
        pieces.append(f'<mark class="span {kind}">{inner}<b>{escape(label)}</b></mark>{space}')
        at = end
    pieces.append(words(reference, at, place.end))
    return "".join(pieces)


def words(reference: Any, start: int, end: int) -> str:
    return "".join(escape(token.text) + escape(token.whitespace_) for token in reference[start:end])


def listed_errors(place: Place, examples: Sequence[Example], sets: Sets) -> str:
    """The passage, and a table of the spans in it that are wrong."""
    reference = examples[place.document].reference
    rows = []
    for start, end, gold, predicted in sorted(place.errors, key=lambda e: (e[0], e[1], e[2] or "", e[3] or "")):
        first, last = reference[start], reference[end - 1]
        rows.append(
            f'<tr><th scope="row" dir="auto">{words(reference, start, end)}</th>'
            f'<td class="at">{first.idx}–{last.idx + len(last)}</td>'
            f'<td dir="auto">{"–" if gold is None else escape(gold)}</td>'
            f'<td dir="auto" class="bad">{"–" if predicted is None else escape(predicted)}</td></tr>'
        )
    text = f'<p class="text" dir="auto">{words(reference, place.start, place.end)}</p>'
    head = "<tr><th>Span</th><th>Characters</th><th>Gold</th><th>Predicted</th></tr>"
    table = f'<table class="errors"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
    return f'{text}<div class="scroll short" tabindex="0">{table}</div>'
