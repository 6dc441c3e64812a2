"""Public path of the Scorer and what its scores are made of."""

from engine.gold.cat_scores import score_cats
from engine.gold.link_scores import score_links
from engine.gold.prf import PRFScore, ROCAUCScore
from engine.gold.scorer import DEFAULT_PIPELINE, Scorer
from engine.gold.span_scores import get_ner_prf, score_spans
from engine.gold.token_scores import (
    MISSING_VALUES,
    score_deps,
    score_token_attr,
    score_token_attr_per_feat,
    score_tokenization,
)

__all__ = [
    "DEFAULT_PIPELINE",
    "MISSING_VALUES",
    "PRFScore",
    "ROCAUCScore",
    "Scorer",
    "get_ner_prf",
    "score_cats",
    "score_deps",
    "score_links",
    "score_spans",
    "score_token_attr",
    "score_token_attr_per_feat",
    "score_tokenization",
]
