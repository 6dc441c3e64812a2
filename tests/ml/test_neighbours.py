"""Which models of token vectors see the other documents of a batch: what is said of the tree, against its outputs."""

from __future__ import annotations

import numpy
import pytest
from thinc.api import Linear, Relu, chain, list2array, with_array

from engine.ml import tok2vec as t
from engine.ml.neighbours import keeps_documents_apart
from engine.ml.parser_model import build_transition_based_parser_v2
from engine.ml.tok2vec_listener import build_tok2vec_listener
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.vectors import Vectors

WIDTH = 8
SENTENCES = [["the", "cat", "sat"], ["on"], ["a", "large", "mat", "."]]


def embedding():
    return t.build_multi_hash_embed_v2(WIDTH, ["NORM", "SUFFIX"], [50, 50], False)


def characters():
    return t.build_character_embed_v2(WIDTH, 50, 4, 3, True)


BUILD = {
    "maxout": lambda: t.build_tok2vec_v2(embedding(), t.build_maxout_window_encoder_v2(WIDTH, 1, 2, 2)),
    "maxout of one block": lambda: t.build_tok2vec_v2(embedding(), t.build_maxout_window_encoder_v2(WIDTH, 2, 2, 1)),
    "maxout v1": lambda: t.build_tok2vec_v1(embedding(), t.build_maxout_window_encoder_v1(WIDTH, 1, 2, 2)),
    "cnn": lambda: t.build_hash_embed_cnn(WIDTH, 2, 50, 1, 2, True, True),
    "characters": lambda: t.build_tok2vec_v2(characters(), t.build_maxout_window_encoder_v2(WIDTH, 1, 2, 2)),
    "mish": lambda: t.build_tok2vec_v2(embedding(), t.build_mish_window_encoder_v2(WIDTH, 1, 2)),
    "mish v1": lambda: t.build_tok2vec_v1(embedding(), t.build_mish_window_encoder_v1(WIDTH, 1, 2)),
}


def make_docs():
    vocab = Vocab()
    vocab.vectors = Vectors(shape=(3, 5), strings=vocab.strings)
    for i, word in enumerate(("the", "cat", "mat")):
        vocab.set_vector(word, numpy.arange(i, i + 5, dtype="f"))
    return [Doc(vocab, words=words) for words in SENTENCES]


@pytest.mark.parametrize("name", BUILD)
def test_what_is_said_holds(name):
    numpy.random.seed(0)
    docs = make_docs()
    parser = build_transition_based_parser_v2(BUILD[name](), "parser", False, 4, 2, True, nO=3)
    parser.initialize(X=docs)
    model = parser.get_ref("tok2vec")
    together = model.predict(docs)
    alone = numpy.concatenate([model.predict([doc]) for doc in docs])
    is_same = bool(numpy.abs(together - alone).max() < 1e-5)
    assert keeps_documents_apart(model) == is_same
    assert is_same == ("mish" not in name)


def test_too_little_padding_is_seen():
    docs = make_docs()
    dense = t.Maxout(nO=WIDTH, nI=WIDTH * 3, nP=2, dropout=0.0, normalize=True)
    encode = with_array(t.convolutions(WIDTH, 1, dense, 3), pad=1)
    encode.set_dim("nO", WIDTH)
    model = t.build_tok2vec_v2(embedding(), encode)
    model.initialize(X=docs)
    assert not keeps_documents_apart(model)
    encode.attrs["pad"] = 3
    assert keeps_documents_apart(model)


def test_listeners_and_unknown_nodes():
    assert keeps_documents_apart(chain(build_tok2vec_listener(width=4), list2array(), Linear(4, 4)))
    encode = with_array(Relu(WIDTH, WIDTH))
    encode.set_dim("nO", WIDTH)
    assert not keeps_documents_apart(t.build_tok2vec_v2(embedding(), encode))
