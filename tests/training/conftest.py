"""Shared by the tests of training: configs of small pipelines on the example corpus."""

from __future__ import annotations

import pytest

from engine.config import Config

HEAD = """
[paths]
train = "{corpus}/train.spacy"
dev = "{corpus}/dev.spacy"

[system]
seed = 0

[nlp]
lang = "en"
pipeline = {pipeline}

[components]
{components}
[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${{paths.train}}

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${{paths.dev}}

[training]
seed = ${{system.seed}}
max_steps = 4
eval_frequency = 2
patience = 0
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
"""
TOK2VEC = """
[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 16
depth = 2
embed_size = 200
window_size = 1
maxout_pieces = 2
subword_features = true
"""
TAGGING = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.Tagger.v2"
"""
TRANSITIONS = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "{name}"
extra_state_tokens = false
hidden_width = 16
maxout_pieces = 2
use_upper = true
"""
LISTENER = """
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16
"""
PIECES = {
    "tok2vec": TOK2VEC,
    "sentencizer": '\n[components.sentencizer]\nfactory = "sentencizer"\n',
    **{name: (TAGGING + LISTENER).format(name=name) for name in ("tagger", "morphologizer", "senter")},
    **{name: (TRANSITIONS + LISTENER).format(name=name) for name in ("parser", "ner")},
}


@pytest.fixture
def make_config(example_corpus):
    """make_config("tok2vec", "tagger", training={...}, corpora={...}): a config that trains in a second."""

    def make(*pipeline: str, sections: str = "", **changes: dict) -> Config:
        components = "".join(PIECES[name] for name in pipeline)
        text = HEAD.format(corpus=example_corpus, pipeline=str(list(pipeline)).replace("'", '"'), components=components)
        config = Config().from_str(text + sections, interpolate=False)
        for section, values in changes.items():
            config.setdefault(section, {}).update(values)
        return config

    return make
