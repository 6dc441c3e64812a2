"""The components that work by rules: factories, default settings and score weights. Plain data only.

"en.lemmatizer" is the factory "lemmatizer" of pipelines for English.
"""

from __future__ import annotations

from typing import Any

_LEMMATIZER: dict[str, Any] = {
    "default_config": {
        "model": None,
        "mode": "lookup",
        "overwrite": False,
        "scorer": {"@scorers": "spacy.lemmatizer_scorer.v1"},
    },
    "default_score_weights": {"lemma_acc": 1.0},
    "assigns": ["token.lemma"],
    "requires": [],
    "retokenizes": False,
}


def lemmatizer_of(module: str, mode: str) -> dict[str, Any]:
    """Description of a language's lemmatizer."""
    return {
        **_LEMMATIZER,
        "target": f"engine.pipeline.{module}:make_lemmatizer",
        "default_config": {**_LEMMATIZER["default_config"], "mode": mode},
    }


FACTORIES: dict[str, dict[str, Any]] = {
    "lemmatizer": lemmatizer_of("lemmatizer", "lookup"),
    "bn.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "en.lemmatizer": lemmatizer_of("english_lemmatizer", "rule"),
    "fa.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "nb.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "sv.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
}

REGISTERED: dict[str, dict[str, str]] = {}
