"""Outlines are thinc's trees, node by node; and there is none of a block that is not exactly right."""

from __future__ import annotations

import copy
import itertools

import pytest

from engine.config import registry
from engine.ml.model_files import kind_of
from engine.ml.outlines import outline_of

LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "tok2vec"}
CNN = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 32,
    "depth": 4,
    "embed_size": 2001,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


def embed(n_tables=4, width=16):
    return {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": width,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"][:n_tables],
        "rows": [50, 40, 30, 20, 10, 5][:n_tables],
        "include_static_vectors": False,
    }


def encode(depth=2, width=16, pieces=3, window=1):
    return {
        "@architectures": "engine.MaxoutWindowEncoder.v2",
        "width": width,
        "depth": depth,
        "window_size": window,
        "maxout_pieces": pieces,
    }


def tok2vec(n_tables=4, depth=2, width=16, pieces=3, window=1):
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": embed(n_tables, width),
        "encode": encode(depth, width, pieces, window),
    }


def tagger(vectors, **settings):
    return {"@architectures": "spacy.Tagger.v2", "tok2vec": vectors, **settings}


def parser(vectors, kind, more, **settings):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "tok2vec": vectors,
        "state_type": kind,
        "extra_state_tokens": more,
        "hidden_width": 48,
        "maxout_pieces": 2,
        "use_upper": True,
        **settings,
    }


VECTORS = [tok2vec(), tok2vec(2, 1), tok2vec(6, 4, 96), tok2vec(3, 3, 32, 2, 2), LISTENER, CNN]
BLOCKS = [
    embed(),
    encode(),
    encode(1),
    {"@architectures": "engine.Tok2VecListener.v1", "width": 8},
    *VECTORS,
    *(tagger(vectors) for vectors in VECTORS),
    *(tagger(vectors, nO=None, normalize=False) for vectors in VECTORS),
    *(parser(*each) for each in itertools.product(VECTORS, ("parser", "ner"), (False, True))),
    parser(LISTENER, "ner", False, nO=None),
]


def described(model):
    """What each node is, in the order in which files have them."""
    nodes = list(model.walk())
    number = {node.id: i for i, node in enumerate(nodes)}
    return [
        {
            "name": node.name,
            "kind": kind_of(node),
            "dims": {name: node.maybe_get_dim(name) for name in node.dim_names},
            "has_dims": [node.has_dim(name) for name in node.dim_names],
            "params": [(name, node.has_param(name)) for name in node.param_names],
            "attrs": {name: "a function" if callable(value) else value for name, value in node.attrs.items()},
            "refs": {name: number[node.get_ref(name).id] for name in node.ref_names},
            "layers": [number[layer.id] for layer in node.layers],
            "n_shims": len(node.shims),
        }
        for node in nodes
    ]


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_outlines_are_the_trees_of_the_functions(number):
    block = BLOCKS[number]
    before = copy.deepcopy(block)
    outline = outline_of(block)
    assert outline is not None and block == before
    assert described(outline) == described(registry.resolve({"model": block})["model"])
    listeners = [node.upstream_name for node in outline.walk() if hasattr(node, "upstream_name")]
    thinc = registry.resolve({"model": block})["model"]
    assert listeners == [node.upstream_name for node in thinc.walk() if hasattr(node, "upstream_name")]


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"@architectures": "nobody.Knows.v1"},
        {"@architectures": 3},
        {"@layers": "spacy.Tagger.v2"},
        {**tok2vec(), "more": 1},
        {**tok2vec(), "embed": encode()},
        {**tok2vec(), "encode": embed()},
        {"@architectures": "spacy.Tok2Vec.v2", "embed": embed()},
        {**embed(), "width": 16.0},
        {**embed(), "width": True},
        {**embed(), "width": 0},
        {**embed(), "width": 1 << 40},
        {**embed(), "attrs": ["NORM", "NOTHING", "SUFFIX", "SHAPE"]},
        {**embed(), "attrs": [["NORM"], "PREFIX", "SUFFIX", "SHAPE"]},
        {**embed(), "rows": [1, 2, 3]},
        {**embed(), "rows": [1, 2, 3, 0]},
        {**embed(), "include_static_vectors": True},
        embed(1),
        {**encode(), "depth": 0},
        {**encode(), "window_size": "1"},
        {**CNN, "subword_features": False},
        {**CNN, "pretrained_vectors": True},
        {**LISTENER, "upstream": None},
        tagger(LISTENER, normalize=True),
        tagger(LISTENER, nO=4),
        tagger(embed()),
        parser(LISTENER, "verbs", False),
        parser(LISTENER, "ner", None),
        {**parser(LISTENER, "ner", False), "use_upper": False},
        {**parser(LISTENER, "ner", False), "hidden_width": -1},
    ],
)
def test_other_blocks_have_none(block):
    assert outline_of(block) is None


def test_nodes_answer_as_those_of_thinc():
    outline, model = outline_of(tagger(LISTENER)), registry.resolve({"model": tagger(LISTENER)})["model"]
    for each in (outline, model):
        softmax = each.get_ref("softmax")
        assert each.has_dim("nP") is False and softmax.has_dim("nO") is None and softmax.has_dim("nI") is True
        assert softmax.has_param("W") is None and softmax.has_param("E") is False
        assert each.maybe_get_ref("nothing") is None and each.has_ref("softmax")
        with pytest.raises((KeyError, ValueError)):
            softmax.get_dim("nO")
        with pytest.raises((KeyError, ValueError)):
            softmax.get_dim("nX")
        with pytest.raises(KeyError):
            softmax.get_param("W")
        softmax.set_dim("nO", 5)
        with pytest.raises(ValueError):
            softmax.set_dim("nO", 6)
        softmax.set_dim("nO", 6, force=True)
        assert softmax.get_dim("nO") == 6
