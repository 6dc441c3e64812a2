"""A report put together: header, scores, curves, a section for each kind of annotation that was scored."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from engine.about import __version__
from engine.errors import DataError, InputError
from engine.gold.example import Example
from engine.gold.scorer import Scorer
from engine.training.history import History
from engine.training.report.categories import category_section
from engine.training.report.curves import chart
from engine.training.report.markup import escape, facts, number, percent, score_rows, table
from engine.training.report.spans import entities, group, span_section
from engine.training.report.tokens import dependency_section, token_section

Scores = Mapping[str, Any]
STYLE = Path(__file__).with_name("report.css")


@dataclass(frozen=True)
class Facts:
    """What the head of a report tells. data: where the documents are from."""

    meta: Mapping[str, Any]
    components: Sequence[str]
    data: str
    when: datetime | None = None  # now, where it is None


class Kind(NamedTuple):
    """A kind of annotation. A section is made where scores have a value under `key`."""

    key: str
    title: str
    about: str
    section: Callable[[Sequence[Example], Scores], str]


KEYS = (
    '<p class="keys"><mark class="span same">right</mark><mark class="span other">another label</mark>'
    '<mark class="span missed">missed</mark><mark class="span spurious">spurious</mark></p>'
)
KINDS = (
    Kind(
        "ents_f",
        "Entities",
        "An entity is right when its first and last token and its label are. One with the right tokens and another "
        "label is a confusion; any other is missed, or spurious.",
        lambda examples, scores: KEYS + span_section(examples, entities, scores.get("ents_per_type"), in_text=True),
    ),
    Kind("tag_acc", "Tags", "", lambda examples, scores: token_section(examples, "tag", scores)),
    Kind("pos_acc", "Parts of speech", "", lambda examples, scores: token_section(examples, "pos", scores)),
    Kind(
        "morph_acc",
        "Morphology",
        "The scores are those of single features. A token is an error when any of its features is.",
        lambda examples, scores: token_section(examples, "morph", scores, closed=False),
    ),
    Kind(
        "dep_las",
        "Dependencies",
        "The scores are those of arcs: a token with the right head and the right label. Punctuation is left out.",
        dependency_section,
    ),
    Kind("lemma_acc", "Lemmas", "", lambda examples, scores: token_section(examples, "lemma", scores, closed=False)),
    Kind("cats_score", "Categories", "", category_section),
)
TILES = (
    ("Weighted score", "score"),
    ("Entities, F", "ents_f"),
    ("Tags", "tag_acc"),
    ("Parts of speech", "pos_acc"),
    ("Morphology", "morph_acc"),
    ("Heads (UAS)", "dep_uas"),
    ("With labels (LAS)", "dep_las"),
    ("Sentences, F", "sents_f"),
    ("Lemmas", "lemma_acc"),
    ("Categories", "cats_score"),
    ("Tokens", "token_acc"),
)
SPANS = "spans_"
CURVES = tuple(key for _, key in TILES if key not in ("score", "token_acc"))


class Keeping:
    """A scorer that keeps the examples it was given, with what was predicted."""

    def __init__(self, scorer: Any):
        self.scorer = scorer
        self.examples: list[Example] = []

    def score(self, examples: Iterable[Example], **options: Any) -> dict[str, Any]:
        self.examples = list(examples)
        return self.scorer.score(self.examples, **options)


def predict(nlp: Any, examples: Iterable[Example], **options: Any) -> tuple[dict[str, Any], list[Example]]:
    """Run and score a pipeline on examples. Returns the scores, and the examples with what was predicted."""
    keeping = Keeping(Scorer(nlp))
    scores = nlp.evaluate(list(examples), scorer=keeping, **options)
    return scores, keeping.examples


def check_target(path: str | Path) -> Path:
    """Where a report can be written; InputError before any work is done for nothing."""
    path = Path(path)
    if path.is_dir():
        raise InputError("report.is_a_folder", f"The report {path} is a folder.", "Name a file: --report report.html.")
    if not path.parent.is_dir():
        raise InputError(
            "report.no_folder", f"The folder of the report, {path.parent}, does not exist.", "Make it first."
        )
    if not os.access(path.parent, os.W_OK):
        raise InputError("report.not_writable", f"Nothing can be written into {path.parent}.", "Name another folder.")
    return path


def write_report(
    path: str | Path, facts: Facts, scores: Scores, examples: Sequence[Example], history: History | None = None
) -> None:
    """Write a report beside `path` and rename it there. See build_report."""
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(build_report(facts, scores, examples, history), encoding="utf8")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError("report.write", f"{path} cannot be written: {error.strerror}.") from error


def build_report(facts: Facts, scores: Scores, examples: Sequence[Example], history: History | None = None) -> str:
    """The page. scores: of these examples, as `Language.evaluate` gives them. history: of the run that trained the
    pipeline, for the curves."""
    sections: list[tuple[str, str, str]] = []
    curves = draw_curves(history, scores)
    if curves:
        sections.append(("Training", "", curves))
    for kind in KINDS:
        if scores.get(kind.key) is not None:
            sections.append((kind.title, about(kind.about), kind.section(examples, scores)))
    for key in span_groups(scores):
        inner = span_section(examples, group(key), scores.get(f"{SPANS}{key}_per_type"), in_text=False)
        told = about("A span is right when its first and last token and its label are.")
        sections.append((f"Spans: {key}", told, inner))
    others = all_scores(scores)
    if others:
        told = about("As the components report them: shares from 0 to 1; the speed in words per second.")
        sections.append(("All scores", told, others))
    links = "".join(f'<a href="#s{i}">{escape(title)}</a>' for i, (title, _, _) in enumerate(sections))
    body = "".join(
        f'<section id="s{i}"><h2>{escape(title)}</h2>{told}{inner}</section>'
        for i, (title, told, inner) in enumerate(sections)
    )
    name, version = pipeline_name(facts.meta)
    lang = str(facts.meta.get("lang") or "")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(name)} – report</title><style>{STYLE.read_text(encoding='utf8')}</style></head>\n<body>"
        f'<header><h1><span dir="auto">{escape(name)}</span> <small>{escape(version)}</small></h1>'
        f"{head(facts, lang, scores, examples)}{tiles(scores)}</header>"
        f"<nav>{links}</nav><main>{body}</main>"
        "<footer>Documents are numbered from 1; characters from 0, as in doc.text. Made by engine "
        f"{escape(__version__)}.</footer></body></html>\n"
    )


def about(text: str) -> str:
    return f'<p class="about">{escape(text)}</p>' if text else ""


def pipeline_name(meta: Mapping[str, Any]) -> tuple[str, str]:
    name = "_".join(str(part) for part in (meta.get("lang"), meta.get("name")) if part)
    return name or "pipeline", str(meta.get("version") or "")


def head(told: Facts, lang: str, scores: Scores, examples: Sequence[Example]) -> str:
    n_words = sum(len(example.predicted) for example in examples)
    speed = scores.get("speed")
    when = told.when or datetime.now(timezone.utc).astimezone()
    return facts(
        [
            ("Language", lang),
            ("Components", ", ".join(told.components)),
            ("Data", told.data),
            ("Documents", number(len(examples))),
            ("Words", number(n_words)),
            ("Speed", f"{number(speed)} words/s" if speed else ""),
            ("Date", when.strftime("%Y-%m-%d %H:%M")),
        ]
    )


def tiles(scores: Scores) -> str:
    rows = [(title, scores[key]) for title, key in TILES if isinstance(scores.get(key), (int, float))]
    for key in span_groups(scores):
        rows.append((f"Spans {key}, F", scores[f"{SPANS}{key}_f"]))
    made = "".join(
        f"<li><span>{escape(title)}</span><b>{percent(value)}</b>"
        f'<i style="--w:{max(0.0, min(value, 1.0)) * 100:.1f}%"></i></li>'
        for title, value in rows
    )
    return f'<ul class="tiles">{made}</ul>' if made else ""


def all_scores(scores: Scores) -> str:
    """Every number, and scores by label that no other section shows: of components of one's own, too."""
    rows = [
        (f'<th scope="row">{escape(name)}</th>', f"<td>{value:,.4f}</td>")
        for name, value in sorted(scores.items())
        if isinstance(value, (int, float))
    ]
    if not rows:
        return ""
    out = [table(("Score", "Value"), rows, "scores")]
    shown = {"ents_per_type", "dep_las_per_type", "morph_per_feat", "cats_f_per_type"}
    shown |= {f"{SPANS}{key}_per_type" for key in span_groups(scores)}
    for name, found in scores.items():
        if isinstance(found, Mapping) and found and name not in shown:
            by_label = {
                str(label): score
                for label, score in found.items()
                if isinstance(score, Mapping) and all(isinstance(score.get(part), (int, float)) for part in "prf")
            }
            if by_label:
                out.append(f"<h3>{escape(name)}</h3>{score_rows(by_label, None)}")
    return "".join(out)


def span_groups(scores: Scores) -> list[str]:
    """Names of the groups of spans that were scored."""
    found = (key[len(SPANS) : -2] for key, value in scores.items() if value is not None and key.endswith("_f"))
    return [key for key in found if f"{SPANS}{key}_f" in scores]


def draw_curves(history: History | None, scores: Scores) -> str:
    """Losses, scores and speed of a run by step."""
    if history is None or not history.points:
        return ""
    losses = history.losses()
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in history.evaluations:
        lines.setdefault("weighted score", []).append((row["step"], row["score"] * 100))
        for name in CURVES:
            if name in row["scores"]:
                lines.setdefault(name, []).append((row["step"], row["scores"][name] * 100))
    best = max(history.evaluations, key=lambda row: (row["score"], row["step"]), default=None)
    marked = None if best is None else (float(best["step"]), f"best: step {best['step']}")
    width = f", mean of {history.width} steps" if history.width > 1 else ""
    charts = [
        chart("Loss of each component", f"loss of a step{width}", losses, log=True),
        chart("Scores", "percent", lines, marked=marked),
        chart("Speed of training", "words/s", {"words/s": history.speeds()}),
    ]
    last = history.points[-1]
    words = sum(point[2] for point in history.points)
    told = [("Steps", number(last[0])), ("Words seen", number(words))]
    if history.evaluations:
        row = history.evaluations[-1]
        told += [("Epoch", number(row["epoch"])), ("Time to the last evaluation", duration(row["seconds"]))]
    return f'<div class="charts">{"".join(charts)}</div>{facts(told)}'


def duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
