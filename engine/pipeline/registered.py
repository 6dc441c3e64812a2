"""The components that engine ships: their factories, default settings and score weights. Plain data only."""

from __future__ import annotations

from typing import Any

from engine.pipeline import registered_rules as rules
from engine.pipeline import registered_transition as transition

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

FACTORIES: dict[str, dict[str, Any]] = {
    "tok2vec": {
        "target": "engine.pipeline.tok2vec:make_tok2vec",
        "default_config": {"model": dict(HASH_EMBED_CNN)},
        "default_score_weights": {},
        "assigns": ["doc.tensor"],
        "requires": [],
        "retokenizes": False,
    },
    "tagger": {
        "target": "engine.pipeline.tagger:make_tagger",
        "default_config": {
            "model": {"tok2vec": dict(HASH_EMBED_CNN), "@architectures": "spacy.Tagger.v2"},
            "overwrite": False,
            "scorer": {"@scorers": "spacy.tagger_scorer.v1"},
            "neg_prefix": "!",
            "label_smoothing": 0.0,
        },
        "default_score_weights": {
            "tag_acc": 1.0,
            "pos_acc": 0.0,
            "tag_micro_p": None,
            "tag_micro_r": None,
            "tag_micro_f": None,
        },
        "assigns": ["token.tag"],
        "requires": [],
        "retokenizes": False,
    },
    "morphologizer": {
        "target": "engine.pipeline.morphologizer:make_morphologizer",
        "default_config": {
            "model": {
                "tok2vec": {
                    "embed": {
                        "@architectures": "spacy.CharacterEmbed.v2",
                        "width": 128,
                        "rows": 7000,
                        "nM": 64,
                        "nC": 8,
                        "include_static_vectors": False,
                    },
                    "encode": {
                        "@architectures": "spacy.MaxoutWindowEncoder.v2",
                        "width": 128,
                        "depth": 4,
                        "window_size": 1,
                        "maxout_pieces": 3,
                    },
                    "@architectures": "spacy.Tok2Vec.v2",
                },
                "@architectures": "spacy.Tagger.v2",
            },
            "overwrite": True,
            "extend": False,
            "scorer": {"@scorers": "spacy.morphologizer_scorer.v1"},
            "label_smoothing": 0.0,
        },
        "default_score_weights": {"pos_acc": 0.5, "morph_acc": 0.5, "morph_per_feat": None},
        "assigns": ["token.morph", "token.pos"],
        "requires": [],
        "retokenizes": False,
    },
    "senter": {
        "target": "engine.pipeline.senter:make_senter",
        "default_config": {
            "model": {
                "tok2vec": {
                    "@architectures": "spacy.HashEmbedCNN.v2",
                    "pretrained_vectors": None,
                    "width": 12,
                    "depth": 1,
                    "embed_size": 2000,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "subword_features": True,
                },
                "@architectures": "spacy.Tagger.v2",
            },
            "overwrite": False,
            "scorer": {"@scorers": "spacy.senter_scorer.v1"},
        },
        "default_score_weights": {"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
        "assigns": ["token.is_sent_start"],
        "requires": [],
        "retokenizes": False,
    },
    "sentencizer": {
        "target": "engine.pipeline.sentencizer:make_sentencizer",
        "default_config": {"punct_chars": None, "overwrite": False, "scorer": {"@scorers": "spacy.senter_scorer.v1"}},
        "default_score_weights": {"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
        "assigns": ["token.is_sent_start", "doc.sents"],
        "requires": [],
        "retokenizes": False,
    },
    **rules.FACTORIES,
    **transition.FACTORIES,
}
# The tokenizer of Japanese gives words inflections and readings; what the model predicts is added to them.
FACTORIES["ja.morphologizer"] = {
    **FACTORIES["morphologizer"],
    "target": "engine.pipeline.morphologizer:make_japanese_morphologizer",
    "default_config": {
        **{
            key: value
            for key, value in FACTORIES["morphologizer"]["default_config"].items()
            if key != "label_smoothing"
        },
        "extend": True,
    },
    "default_score_weights": {"pos_acc": 0.5, "morph_micro_f": 0.5, "morph_per_feat": None},
}

REGISTERED: dict[str, dict[str, str]] = {**rules.REGISTERED, **transition.REGISTERED}
