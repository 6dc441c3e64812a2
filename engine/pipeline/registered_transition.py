"""The parser and the entity recognizer: factories, default settings and score weights. Plain data only."""

from __future__ import annotations

from typing import Any

HASH_EMBED_CNN: dict[str, Any] = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
TRANSITION_MODEL: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
}

FACTORIES: dict[str, dict[str, Any]] = {
    "parser": {
        "target": "engine.pipeline.dep_parser:make_parser",
        "default_config": {
            "moves": None,
            "update_with_oracle_cut_size": 100,
            "learn_tokens": False,
            "min_action_freq": 30,
            "model": {**TRANSITION_MODEL, "state_type": "parser", "tok2vec": dict(HASH_EMBED_CNN)},
            "scorer": {"@scorers": "spacy.parser_scorer.v1"},
        },
        "default_score_weights": {
            "dep_uas": 0.5,
            "dep_las": 0.5,
            "dep_las_per_type": None,
            "sents_p": None,
            "sents_r": None,
            "sents_f": 0.0,
        },
        "assigns": ["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
        "requires": [],
        "retokenizes": False,
    },
    "ner": {
        "target": "engine.pipeline.ner:make_ner",
        "default_config": {
            "moves": None,
            "update_with_oracle_cut_size": 100,
            "model": {**TRANSITION_MODEL, "state_type": "ner", "tok2vec": dict(HASH_EMBED_CNN)},
            "incorrect_spans_key": None,
            "scorer": {"@scorers": "spacy.ner_scorer.v1"},
        },
        "default_score_weights": {"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
        "assigns": ["doc.ents", "token.ent_iob", "token.ent_type"],
        "requires": [],
        "retokenizes": False,
    },
}

REGISTERED: dict[str, dict[str, str]] = {}
