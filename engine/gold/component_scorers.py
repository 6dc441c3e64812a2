"""The registered scorers: what each kind of component reports of its own work.

`make_x()` is what the registry holds; it returns a function of (examples, **cfg of the component).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from engine.gold.cat_scores import score_cats
from engine.gold.counts import count_sents
from engine.gold.example import Example
from engine.gold.prf import PRFScore
from engine.gold.span_scores import get_ner_prf, score_spans, span_result
from engine.gold.token_scores import score_deps, score_token_attr, score_token_attr_per_feat
from engine.tokens.doc import Doc
from engine.tokens.span import Span

Scores = dict[str, Any]
ComponentScorer = Callable[..., Scores]
SPANS = "spans_"  # prefix of the keys that scores of a span group have


def _has_sents(doc: Doc) -> bool:
    return doc.has_annotation("SENT_START")


def _sents(doc: Doc, attr: str) -> Iterable[Span]:
    return doc.sents if _has_sents(doc) else []


def tagger_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    return score_token_attr(examples, "tag", **cfg)


def lemmatizer_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    return score_token_attr(examples, "lemma", **cfg)


def morphologizer_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    examples = list(examples)
    out = score_token_attr(examples, "pos", **cfg)
    out.update(score_token_attr(examples, "morph", **cfg))
    out.update(score_token_attr_per_feat(examples, "morph", **cfg))
    return out


def attribute_ruler_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    """Of tags, parts of speech, morphology and lemmas, those that any reference has."""
    examples = list(examples)
    out: Scores = {}
    if any(example.reference.has_annotation("TAG") for example in examples):
        out.update(score_token_attr(examples, "tag", **cfg))
    if any(example.reference.has_annotation("POS") for example in examples):
        out.update(score_token_attr(examples, "pos", **cfg))
    if any(example.reference.has_annotation("MORPH") for example in examples):
        out.update(score_token_attr(examples, "morph", **cfg))
        out.update(score_token_attr_per_feat(examples, "morph", **cfg))
    if any(example.reference.has_annotation("LEMMA") for example in examples):
        out.update(score_token_attr(examples, "lemma", **cfg))
    return out


def senter_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    examples = list(examples)
    counted = count_sents(examples)
    if counted is not None:
        score = PRFScore()
        score.count(*counted)
        return span_result("sents", score, None)
    return score_spans(examples, "sents", getter=_sents, has_annotation=_has_sents, labeled=False)


def parser_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    examples = list(examples)
    out = senter_score(examples)
    out.update(score_deps(examples, "dep", **{**cfg, "ignore_labels": ("p", "punct")}))
    return out


def ner_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    return get_ner_prf(examples, **cfg)


def _group(key: str) -> Callable[[Doc, str], Iterable[Span]]:
    return lambda doc, attr: doc.spans.get(key, [])


def _score_group(examples: Iterable[Example], key: str, labeled: bool, allow_overlap: bool) -> Scores:
    return score_spans(
        examples,
        SPANS + key,
        getter=_group(key),
        has_annotation=lambda doc: key in doc.spans,
        labeled=labeled,
        allow_overlap=allow_overlap,
    )


def spancat_score(examples: Iterable[Example], *, spans_key: str = "sc", **cfg: Any) -> Scores:
    return _score_group(examples, spans_key, True, True)


def span_finder_score(examples: Iterable[Example], *, spans_key: str = "sc", **cfg: Any) -> Scores:
    return _score_group(examples, spans_key, False, True)


def textcat_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    return score_cats(examples, "cats", **{**cfg, "multi_label": False})


def textcat_multilabel_score(examples: Iterable[Example], **cfg: Any) -> Scores:
    return score_cats(examples, "cats", **{**cfg, "multi_label": True})


def make_tagger_scorer() -> ComponentScorer:
    return tagger_score


def make_lemmatizer_scorer() -> ComponentScorer:
    return lemmatizer_score


def make_morphologizer_scorer() -> ComponentScorer:
    return morphologizer_score


def make_attribute_ruler_scorer() -> ComponentScorer:
    return attribute_ruler_score


def make_senter_scorer() -> ComponentScorer:
    return senter_score


def make_parser_scorer() -> ComponentScorer:
    return parser_score


def make_ner_scorer() -> ComponentScorer:
    return ner_score


def make_spancat_scorer() -> ComponentScorer:
    return spancat_score


def make_span_finder_scorer() -> ComponentScorer:
    return span_finder_score


def overlapping_labeled_spans_score(examples: Iterable[Example], *, spans_key: str, **cfg: Any) -> Scores:
    return _score_group(examples, spans_key, True, True)


def make_overlapping_labeled_spans_scorer(spans_key: str = "ruler") -> ComponentScorer:
    return partial(overlapping_labeled_spans_score, spans_key=spans_key)


def make_textcat_scorer() -> ComponentScorer:
    return textcat_score


def make_textcat_multilabel_scorer() -> ComponentScorer:
    return textcat_multilabel_score
