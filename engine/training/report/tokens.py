"""Values of tokens in reports: tags, parts of speech, morphology, lemmas, labels and heads of dependencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.gold.example import Example
from engine.gold.prf import PRFScore
from engine.strings.symbols import IDS
from engine.training.report.confusion import Confusion, frequent, matrix
from engine.training.report.markup import escape, score_rows
from engine.training.report.passages import N_MORE, N_SHOWN, Place, Places, cards, marked_text

TOP = 14  # labels of a matrix
COLUMNS = {"tag": "TAG", "pos": "POS", "morph": "MORPH", "lemma": "LEMMA", "dep": "DEP"}
IGNORED_DEPS = ("p", "punct")  # as the parser's scores ignore them


def strings(doc: Any, column: str) -> list[str]:
    if not len(doc):
        return []
    return [doc.vocab.strings.as_string(value) if value else "" for value in doc.to_array(IDS[column]).tolist()]


def single_gold(example: Example) -> list[int]:
    """For each predicted token the one gold token that it belongs to; -1 for none, and for spaces."""
    lengths = example.alignment.x2y.lengths.tolist()
    spaces = example.predicted.to_array(IDS["IS_SPACE"]).tolist() if len(example.predicted) else []
    return [
        int(example.alignment.x2y[i][0]) if n == 1 and not space else -1
        for i, (n, space) in enumerate(zip(lengths, spaces, strict=True))
    ]


def compared(example: Example, column: str) -> Iterator[tuple[int, str, list[str]]]:
    """(gold token, its value, the values predicted for it) of each gold token that has a value."""
    predicted: dict[int, list[str]] = {}
    for value, j in zip(strings(example.predicted, column), single_gold(example), strict=True):
        if j >= 0 and value not in predicted.setdefault(j, []):
            predicted[j].append(value)
    for j, value in enumerate(strings(example.reference, column)):
        if value:
            yield j, value, predicted.get(j, [])


def token_section(examples: Sequence[Example], attr: str, scores: Mapping[str, Any], *, closed: bool = True) -> str:
    """Scores by label, confusions, worst passages. closed: there are few labels, for a table and a matrix."""
    confusion, places = Confusion(), Places(examples)
    per_label: dict[str, PRFScore] = {}
    for n, example in enumerate(examples):
        for j, gold, predicted in compared(example, COLUMNS[attr]):
            confusion.add_all(gold, predicted)
            for label in {gold, *predicted}:
                per_label.setdefault(label, PRFScore()).score_set({label} & set(predicted), {label} & {gold})
            if predicted != [gold]:
                places.add(n, j, (j, gold, predicted))
    out = []
    if closed:
        out.append(score_rows({label: s.to_dict() for label, s in per_label.items()}, confusion.support()))
        out.append(matrix(confusion, "Gold and predicted labels of tokens", TOP))
    elif scores.get(f"{attr}_per_feat"):
        out.append(score_rows(scores[f"{attr}_per_feat"], feature_support(confusion)))
    out.append(frequent(confusion))
    worst = places.worst(N_SHOWN + N_MORE)
    out.append(cards(((place, token_errors(place, examples)) for place in worst), examples))
    return "".join(out)


def feature_support(confusion: Confusion) -> Counter[str]:
    """Gold tokens that have each morphological feature."""
    found: Counter[str] = Counter()
    for value, n in confusion.support().items():
        for feature in value.split("|"):
            found[feature.partition("=")[0]] += n
    return found


def token_errors(place: Place, examples: Sequence[Example]) -> str:
    reference = examples[place.document].reference
    errors = sorted(place.errors)
    rows = []
    for j, gold, predicted in errors:
        token = reference[j]
        if not predicted:
            rows.append(error_row(token, features(gold, gold), "no such token"))
            continue
        found = ", ".join(features(value, gold) for value in predicted)
        rows.append(error_row(token, features(gold, predicted[0]), found))
    return marked_text(reference, place, (error[0] for error in errors)) + error_table(rows)


def features(value: str, other: str) -> str:
    """Markup of a value. Of one that is made of features, those that another value has not are underlined."""
    if value in ("", "_"):
        return "<em>none</em>"
    if "=" not in value and "|" not in value:
        return escape(value)
    shared = set(other.split("|"))
    parts = [escape(part) if part in shared else f"<u>{escape(part)}</u>" for part in value.split("|")]
    return "|<wbr>".join(parts)


def error_row(token: Any, gold: str, predicted: str) -> str:
    offsets = f"{token.idx}–{token.idx + len(token)}"
    return (
        f'<tr><th scope="row" dir="auto">{escape(token.text)}</th><td class="at">{offsets}</td>'
        f'<td dir="auto">{gold}</td><td dir="auto" class="bad">{predicted}</td></tr>'
    )


def error_table(rows: Sequence[str]) -> str:
    return (
        '<div class="scroll short" tabindex="0"><table class="errors"><thead><tr><th>Token</th><th>Characters</th>'
        f"<th>Gold</th><th>Predicted</th></tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


# Dependencies


def arcs(doc: Any) -> list[tuple[str, int]]:
    """(label in lower case, head) of each token."""
    if not len(doc):
        return []
    heads = doc.to_array(IDS["HEAD"]).astype("int64").tolist()
    return [(label.lower(), i + heads[i]) for i, label in enumerate(strings(doc, "DEP"))]


def dependency_section(examples: Sequence[Example], scores: Mapping[str, Any]) -> str:
    """As token_section; a token counts among the errors for its head, too."""
    confusion, places = Confusion(), Places(examples)
    for n, example in enumerate(examples):
        single = single_gold(example)
        predicted: dict[int, list[tuple[str, int]]] = {}
        for (label, head), j in zip(arcs(example.predicted), single, strict=True):
            if j >= 0:
                predicted.setdefault(j, []).append((label, single[head]))
        for j, (label, head) in enumerate(arcs(example.reference)):
            if not label or label in IGNORED_DEPS:
                continue
            found = predicted.get(j, [])
            others = [other for other, _ in found]
            confusion.add_all(label, [other for other in others if other not in IGNORED_DEPS] or others[:1])
            if found != [(label, head)]:
                places.add(n, j, (j, label, head, found))
    out = [
        score_rows(scores.get("dep_las_per_type") or {}, confusion.support()),
        matrix(confusion, "Gold and predicted labels of tokens, whatever their heads", TOP),
        frequent(confusion),
    ]
    worst = places.worst(N_SHOWN + N_MORE)
    out.append(cards(((place, arc_errors(place, examples)) for place in worst), examples))
    return "".join(out)


def arc_errors(place: Place, examples: Sequence[Example]) -> str:
    reference = examples[place.document].reference
    rows = []
    for j, label, head, found in sorted(place.errors, key=lambda error: error[0]):
        if not found:
            wrong = "no such token"
        else:
            wrong = ", ".join(
                arc_text(reference, j, other, at, label != other, head != at) for other, at in dict.fromkeys(found)
            )
        rows.append(error_row(reference[j], arc_text(reference, j, label, head, False, False), wrong))
    return marked_text(reference, place, (error[0] for error in place.errors)) + error_table(rows)


def arc_text(reference: Any, j: int, label: str, head: int, wrong_label: bool, wrong_head: bool) -> str:
    above = "no one token" if head < 0 else "root" if head == j else reference[head].text
    parts = [(label or "none", wrong_label), (above, wrong_head)]
    shown = [f"<u>{escape(text)}</u>" if wrong else escape(text) for text, wrong in parts]
    return f'<span dir="auto">{shown[0]}</span> ← <span dir="auto">{shown[1]}</span>'
