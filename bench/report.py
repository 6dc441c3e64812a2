"""What the measurements come to: median, spread, ratio to the peer; as JSON and as a Markdown table."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

# task, measure, what it is called, unit, whether more is better
MEASURES = [
    ("startup", "seconds", "start-up: import, blank pipeline, one sentence", "s", False),
    ("startup", "peak_mb", "memory after start-up", "MB", False),
    ("tokenize", "unseen_tokens_per_s", "tokenizing text not seen before", "tokens/s", True),
    ("tokenize", "seen_tokens_per_s", "tokenizing text seen before", "tokens/s", True),
    ("read", "words_per_s", "reading a .spacy file", "words/s", True),
    ("objects", "write_words_per_s", "writing a .spacy file", "words/s", True),
    ("objects", "iterate_words_per_s", "all tokens: text, lemma_, pos_", "words/s", True),
    ("objects", "to_json_words_per_s", "Doc.to_json", "words/s", True),
    ("train syntax", "words_per_s", "training tok2vec, tagger, morphologizer, parser", "words/s", True),
    ("train syntax", "peak_mb", "peak memory of that training", "MB", False),
    ("train ner", "words_per_s", "training tok2vec, ner", "words/s", True),
    ("load", "seconds", "import and loading the trained pipeline", "s", False),
    ("load", "first_sentence_seconds", "the same, and a first sentence", "s", False),
    ("load", "peak_mb", "memory after that", "MB", False),
    ("run", "words_per_s", "running the trained pipeline", "words/s", True),
    ("run", "peak_mb", "peak memory of that run", "MB", False),
]
SCORES = ("tag_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "ents_f")

Results = dict[str, dict[str, list[dict[str, Any]]]]  # task -> library -> one result a round


def values(results: Results, task: str, library: str, measure: str) -> list[float]:
    return [each[measure] for each in results.get(task, {}).get(library, []) if each.get(measure) is not None]


def agreement(a: str, b: str) -> float | None:
    """Share of tokens with the same text and annotation in two files of predictions; None when one is missing."""
    if not (Path(a).is_file() and Path(b).is_file()):
        return None
    left, right = (json.loads(Path(path).read_text(encoding="utf8")) for path in (a, b))
    same = total = 0
    for x, y in zip(left, right, strict=True):
        total += max(len(x), len(y))
        same += sum(p == q for p, q in zip(x, y, strict=False))
    return same / total if total else None


def _number(value: float, unit: str) -> str:
    return f"{value:,.2f}" if unit == "s" else f"{value:,.0f}"


def _cell(found: list[float], unit: str) -> str:
    if not found:
        return "–"
    middle = _number(statistics.median(found), unit)
    return middle if len(found) == 1 else f"{middle} ({_number(min(found), unit)} – {_number(max(found), unit)})"


def markdown(results: Results, about: dict[str, Any]) -> str:
    """The report. Ratios are of medians, and above 1 where engine is better."""
    lines = heading(about)
    lines += comparison(results, MEASURES)
    return "\n".join(lines + scores(results)) + "\n"


def heading(about: dict[str, Any]) -> list[str]:
    lines = ["# Benchmark", ""]
    lines += [f"- {key}: {value}" for key, value in about.items() if value not in (None, "")]
    lines += [
        "",
        "Median of the rounds, in brackets the lowest and the highest. Times are CPU time of one process, but",
        "",
    ]
    lines[-2] += " start-up, which is by the clock."
    return lines


def comparison(results: Results, measures: list[tuple[str, str, str, str, bool]]) -> list[str]:
    """A table of what was measured, both sides beside each other."""
    lines = ["| what | engine | peer | engine against peer |", "|---|---|---|---|"]
    for task, measure, title, unit, more in measures:
        ours, theirs = (values(results, task, library, measure) for library in ("engine", "spacy"))
        if not ours and not theirs:
            continue
        ratio = "–"
        if ours and theirs:
            a, b = statistics.median(ours), statistics.median(theirs)
            ratio = f"{(a / b if more else b / a):.2f} ×"
        lines.append(f"| {title}, {unit} | {_cell(ours, unit)} | {_cell(theirs, unit)} | {ratio} |")
    return lines


def scores(results: Results) -> list[str]:
    lines = [
        "",
        "Scores on the development data beside those times:",
        "",
        "| what | side | " + " | ".join(SCORES) + " |",
    ]
    lines.append("|---|---|" + "---|" * len(SCORES))
    for task in ("train syntax", "train ner", "run"):
        for library, side in (("engine", "engine"), ("spacy", "peer")):
            found = [each["scores"] for each in results.get(task, {}).get(library, []) if "scores" in each]
            if found:
                cells = []
                for key in SCORES:
                    known = [each[key] * 100 for each in found if key in each]
                    cells.append(f"{statistics.median(known):.2f}" if known else "–")
                lines.append(f"| {task} | {side} | " + " | ".join(cells) + " |")
    return lines
