"""Vocabularies, documents and small models for the components."""

from __future__ import annotations

import pytest

from engine.config import registry
from engine.gold.example import Example
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.lex_attrs import NATIVE


@pytest.fixture
def vocab():
    return Vocab(lex_attr_getters=NATIVE)


@pytest.fixture
def make_example(vocab):
    """make_example(words, gold_words=None, **gold annotation)."""

    def make(words, gold_words=None, **gold):
        if isinstance(words, str):
            words = words.split()
        return Example.from_dict(Doc(vocab, words=words), {"words": gold_words or words, **gold})

    return make


@pytest.fixture
def small_tagger_model():
    """A fresh tagger model of width 8."""

    def make():
        return registry.resolve(
            {
                "model": {
                    "@architectures": "spacy.Tagger.v2",
                    "tok2vec": {
                        "@architectures": "spacy.HashEmbedCNN.v2",
                        "pretrained_vectors": None,
                        "width": 8,
                        "depth": 1,
                        "embed_size": 50,
                        "window_size": 1,
                        "maxout_pieces": 2,
                        "subword_features": True,
                    },
                }
            }
        )["model"]

    return make
