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

_ENTITY_RULER: dict[str, Any] = {
    "phrase_matcher_attr": None,
    "matcher_fuzzy_compare": {"@misc": "spacy.levenshtein_compare.v1"},
    "validate": False,
    "overwrite_ents": False,
    "scorer": {"@scorers": "spacy.entity_ruler_scorer.v1"},
}


def lemmatizer_of(module: str, mode: str, function: str = "make_lemmatizer") -> dict[str, Any]:
    """Description of a language's lemmatizer."""
    return {
        **_LEMMATIZER,
        "target": f"engine.pipeline.{module}:{function}",
        "default_config": {**_LEMMATIZER["default_config"], "mode": mode},
    }


def retokenizer(target: str, requires: list[str], settings: dict[str, Any] | None = None) -> dict[str, Any]:
    """Description of a component that changes the tokens."""
    return {
        "target": f"engine.pipeline.{target}",
        "default_config": settings or {},
        "default_score_weights": {},
        "assigns": [],
        "requires": requires,
        "retokenizes": True,
    }


FACTORIES: dict[str, dict[str, Any]] = {
    "attribute_ruler": {
        "target": "engine.pipeline.attribute_ruler:make_attribute_ruler",
        "default_config": {"validate": False, "scorer": {"@scorers": "spacy.attribute_ruler_scorer.v1"}},
        "default_score_weights": {},
        "assigns": [],
        "requires": [],
        "retokenizes": False,
    },
    "doc_cleaner": {
        "target": "engine.pipeline.doc_cleaner:make_doc_cleaner",
        "default_config": {"attrs": {"tensor": None, "_.trf_data": None}, "silent": True},
        "default_score_weights": {},
        "assigns": [],
        "requires": [],
        "retokenizes": False,
    },
    "entity_ruler": {
        "target": "engine.pipeline.entity_ruler:make_entity_ruler",
        "default_config": {**_ENTITY_RULER, "ent_id_sep": "||"},
        "default_score_weights": {"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
        "assigns": ["doc.ents", "token.ent_type", "token.ent_iob"],
        "requires": [],
        "retokenizes": False,
    },
    "future_entity_ruler": {
        "target": "engine.pipeline.span_ruler:make_future_entity_ruler",
        "default_config": {**_ENTITY_RULER, "ent_id_sep": "__unused__"},
        "default_score_weights": {"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
        "assigns": ["doc.ents"],
        "requires": [],
        "retokenizes": False,
    },
    "lemmatizer": lemmatizer_of("lemmatizer", "lookup"),
    "bn.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "ca.lemmatizer": lemmatizer_of("lemmatizers.ca", "rule"),
    "el.lemmatizer": lemmatizer_of("lemmatizers.el", "rule"),
    "en.lemmatizer": lemmatizer_of("lemmatizers.en", "rule"),
    "es.lemmatizer": lemmatizer_of("lemmatizers.es", "rule"),
    "fa.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "fr.lemmatizer": lemmatizer_of("lemmatizers.fr", "rule"),
    "ga.lemmatizer": {
        **lemmatizer_of("lemmatizers.ga", "pos_lookup"),
        "default_config": {"model": None, "mode": "pos_lookup", "overwrite": False},
    },
    "it.lemmatizer": lemmatizer_of("lemmatizers.it", "pos_lookup"),
    "mk.lemmatizer": lemmatizer_of("lemmatizers.mk", "rule"),
    "nb.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "nl.lemmatizer": lemmatizer_of("lemmatizers.nl", "rule"),
    "pl.lemmatizer": lemmatizer_of("lemmatizers.pl", "pos_lookup"),
    "ru.lemmatizer": lemmatizer_of("lemmatizers.pymorphy", "pymorphy3", "make_russian_lemmatizer"),
    "sv.lemmatizer": lemmatizer_of("lemmatizer", "rule"),
    "merge_entities": retokenizer("functions:make_merge_entities", ["doc.ents", "token.ent_iob", "token.ent_type"]),
    "merge_noun_chunks": retokenizer("functions:make_merge_noun_chunks", ["token.dep", "token.tag", "token.pos"]),
    "merge_subtokens": retokenizer("functions:make_merge_subtokens", ["token.dep"]),
    "span_ruler": {
        "target": "engine.pipeline.span_ruler:make_span_ruler",
        "default_config": {
            "spans_key": "ruler",
            "spans_filter": None,
            "annotate_ents": False,
            "ents_filter": {"@misc": "spacy.first_longest_spans_filter.v1"},
            "phrase_matcher_attr": None,
            "matcher_fuzzy_compare": {"@misc": "spacy.levenshtein_compare.v1"},
            "validate": False,
            "overwrite": True,
            "scorer": {"@scorers": "spacy.overlapping_labeled_spans_scorer.v1", "spans_key": "ruler"},
        },
        "default_score_weights": {
            "spans_ruler_f": 1.0,
            "spans_ruler_p": 0.0,
            "spans_ruler_r": 0.0,
            "spans_ruler_per_type": None,
        },
        "assigns": ["doc.spans"],
        "requires": [],
        "retokenizes": False,
    },
    "token_splitter": retokenizer("token_splitter:make_token_splitter", [], {"min_length": 25, "split_length": 10}),
    "uk.lemmatizer": lemmatizer_of("lemmatizers.pymorphy", "pymorphy3", "make_ukrainian_lemmatizer"),
}

_FILTERS = "engine.pipeline.span_filters"

REGISTERED: dict[str, dict[str, str]] = {
    "misc": {
        "spacy.first_longest_spans_filter.v1": f"{_FILTERS}:make_first_longest_spans_filter",
        "spacy.prioritize_existing_ents_filter.v1": f"{_FILTERS}:make_prioritize_existing_ents_filter",
        "spacy.prioritize_new_ents_filter.v1": f"{_FILTERS}:make_prioritize_new_ents_filter",
    }
}
