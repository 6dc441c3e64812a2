"""Scores of spans: entities, sentences, span groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from engine.gold.example import Example
from engine.gold.prf import PRFScore
from engine.tokens.doc import Doc
from engine.tokens.span import Span

Key = tuple[Any, ...]


def span_result(attr: str, score: PRFScore, per_type: dict[str, PRFScore] | None) -> dict[str, Any]:
    """{attr}_p, _r, _f, and {attr}_per_type unless it is None; None where nothing was counted."""
    some = len(score) > 0
    out: dict[str, Any] = {
        f"{attr}_p": score.precision if some else None,
        f"{attr}_r": score.recall if some else None,
        f"{attr}_f": score.fscore if some else None,
    }
    if per_type is not None:
        out[f"{attr}_per_type"] = {label: s.to_dict() for label, s in per_type.items()} if some else None
    return out


def _count(predicted: set[Key], gold: set[Key], score: PRFScore, per_type: dict[str, PRFScore]) -> None:
    score.score_set(predicted, gold)
    for label in {key[0] for key in predicted | gold}:
        per_type.setdefault(label, PRFScore()).score_set(
            {key for key in predicted if key[0] == label}, {key for key in gold if key[0] == label}
        )


def score_spans(
    examples: Iterable[Example],
    attr: str,
    *,
    getter: Callable[[Doc, str], Iterable[Span]] = getattr,
    has_annotation: Callable[[Doc], bool] | None = None,
    labeled: bool = True,
    allow_overlap: bool = False,
    **cfg: Any,
) -> dict[str, Any]:
    """{attr}_p, _r, _f of exact spans, and {attr}_per_type where labels count.

    getter: the spans of a doc. has_annotation: whether a reference is to be scored at all.
    labeled (bool): a span is right only with the right label. allow_overlap (bool): spans may share tokens.
    """
    score = PRFScore()
    per_type: dict[str, PRFScore] = {}
    for example in examples:
        if has_annotation is not None and not has_annotation(example.reference):
            continue

        def key(span: Span) -> Key:
            return (span.label_ if labeled else "", span.start, span.end)

        gold = {key(span) for span in getter(example.reference, attr)}
        spans = getter(example.predicted, attr)
        if not example.has_same_tokens:
            spans = example.get_aligned_spans_x2y(spans, allow_overlap)
        predicted = {key(span) for span in spans}
        if labeled:
            _count(predicted, gold, score, per_type)
        else:
            score.score_set(predicted, gold)
    return span_result(attr, score, per_type if labeled else None)


def get_ner_prf(examples: Iterable[Example], **cfg: Any) -> dict[str, Any]:
    """ents_p, ents_r, ents_f and ents_per_type: exact entities.

    References without any entity annotation are skipped. A predicted entity over gold tokens that are not annotated,
    or over no gold token, is ignored.
    """
    score = PRFScore()
    per_type: dict[str, PRFScore] = {}
    for example in examples:
        x, y = example.predicted, example.reference
        if not y.has_annotation("ENT_IOB"):
            continue
        gold = {(ent.label_, ent.start, ent.end) for ent in y.ents}
        predicted: set[Key] = set()
        alignment = example.alignment
        iob = y.to_array("ENT_IOB").tolist() if len(y) else []
        for ent in x.ents:
            tokens = alignment.x2y[ent.start : ent.end].tolist()
            per_type.setdefault(ent.label_, PRFScore())
            if tokens and all(iob[token] != 0 for token in tokens):
                predicted.add((ent.label_, min(tokens), max(tokens) + 1))
        _count(predicted, gold, score, per_type)
    return span_result("ents", score, per_type)
