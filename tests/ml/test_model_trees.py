"""The trees equal those of the peer, node for node, so that weights load either way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import srsly
from thinc.api import Model

from engine.errors import InputError
from engine.ml.registered import REGISTERED
from engine.tokens import Doc
from engine.vocab import Vocab
from engine.vocab.vectors import Vectors

PATH = Path(__file__).resolve().parent.parent / "golden" / "compat" / "model_trees.json"
TREES = json.loads(PATH.read_text(encoding="utf8"))["models"]


def known(config) -> bool:
    if isinstance(config, dict):
        name = config.get("@architectures")
        table = REGISTERED["architectures"]
        if name and name not in table and name.replace("spacy.", "spacy-legacy.") not in table:
            return False
        return all(known(value) for value in config.values())
    return True


NAMES = [name for name, tree in TREES.items() if known(tree["config"])]


def test_the_trees_of_this_room_are_covered():
    assert len(NAMES) == 38
    assert not [
        name
        for name in TREES
        if name not in NAMES
        and "TextCat" not in name
        and "Span" not in name
        and "EntityLinker" not in name
        and "Pretrain" not in name
    ]


def make_docs():
    vocab = Vocab()
    vocab.vectors = Vectors(shape=(3, 6), strings=vocab.strings)
    for i, word in enumerate("abc"):
        vocab.set_vector(word, [i + j for j in range(6)])
    return [Doc(vocab, words=["The", "cat", "a"]), Doc(vocab, words=["b"])]


def describe(model: Model) -> list[dict]:
    nodes = list(model.walk())
    index = {node.id: i for i, node in enumerate(nodes)}
    saved = srsly.msgpack_loads(model.to_bytes())
    out = []
    for i, node in enumerate(nodes):
        item = {
            "i": i,
            "name": node.name,
            "children": [index[layer.id] for layer in node.layers],
            "dims": {name: node.maybe_get_dim(name) for name in node.dim_names},
            "params": {name: list(node.get_param(name).shape) for name in node.param_names if node.has_param(name)},
            "attrs_saved": {name: srsly.msgpack_loads(value) for name, value in saved["attrs"][i].items()},
            "attrs_not_saved": sorted(set(node.attrs) - set(saved["attrs"][i])),
            "refs": {name: index[node.get_ref(name).id] for name in node.ref_names},
        }
        out.append({key: value for key, value in item.items() if value or key in ("i", "children")})
    return out


def initialize(model: Model, config: dict, tree: dict):
    docs = make_docs()
    if "TransitionBased" in config["@architectures"]:
        model.attrs["resize_output"](model, n_classes(tree))
        model.initialize(X=docs)
    elif "Tagger" in config["@architectures"]:
        nO = tree["nodes"][0]["dims"]["nO"]
        model.initialize(X=docs, Y=[model.ops.alloc2f(len(doc), nO) for doc in docs])
    elif "WindowEncoder.v1" in config["@architectures"]:
        model.initialize(X=model.ops.alloc2f(3, config["width"]))
    elif "WindowEncoder" in config["@architectures"]:
        model.initialize(X=[model.ops.alloc2f(len(doc), config["width"]) for doc in docs])
    else:
        model.initialize(X=docs)


def n_classes(tree: dict) -> int:
    upper = tree["nodes"][3]
    return upper["dims"]["nO"] if upper.get("dims") else tree["nodes"][2]["dims"]["nO"]


@pytest.mark.parametrize("name", NAMES)
def test_tree(name, build_model):
    tree = TREES[name]
    model = build_model(tree["config"])
    initialize(model, tree["config"], tree)
    expected = []
    for node in tree["nodes"]:
        node = {key: value for key, value in node.items() if value or key in ("i", "children")}
        if "attrs_not_saved" in node:
            node["attrs_not_saved"] = sorted(node["attrs_not_saved"])
        expected.append(node)
    got = describe(model)
    assert len(got) == len(expected)
    for one, other in zip(got, expected, strict=True):
        assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_bytes_round_trip(name, build_model):
    tree = TREES[name]
    one, other = build_model(tree["config"]), build_model(tree["config"])
    initialize(one, tree["config"], tree)
    other.from_bytes(one.to_bytes())
    assert other.to_bytes() == one.to_bytes()


def test_initial_values(build_model):
    """COMPAT section 5, "Initial values"."""
    model = build_model(TREES["TransitionBasedParser.v2 parser upper=True full tok2vec"]["config"])
    model.attrs["resize_output"](model, 7)
    model.initialize(X=make_docs())
    by_name = {node.name: node for node in model.walk()}
    table = by_name["hashembed"].get_param("E")
    assert abs(table).max() <= 0.1 and table.std() > 0.03
    maxout = by_name["maxout"].get_param("W")
    nO, nP, _ = maxout.shape
    assert abs(maxout).max() <= (6 / (nO + nP)) ** 0.5 and maxout.std() > 0.3
    assert not model.get_ref("upper").get_param("W").any()


def test_affine_starts_with_unit_variance(build_model):
    import numpy

    from engine.ml.precomputable_affine import build_precomputable_affine

    numpy.random.seed(0)
    model = build_precomputable_affine(nO=16, nI=24, nF=3, nP=2)
    model.initialize()
    X = numpy.random.normal(size=(3000, 24)).astype("f")
    table = model.predict(X)[:-1]
    hidden = (table[:1000, 0] + table[1000:2000, 1] + table[2000:, 2] + model.get_param("b")).max(axis=2)
    assert abs(hidden.var() - 1) < 0.15 and abs(hidden.mean()) < 0.15


@pytest.mark.parametrize("use_upper", [True, False])
def test_resize_keeps_classes(use_upper, build_model):
    config = {**TREES["TransitionBasedParser.v2 parser upper=True full tok2vec"]["config"], "use_upper": use_upper}
    model = build_model(config)
    resize = model.attrs["resize_output"]
    resize(model, 3)
    assert model.attrs["unseen_classes"] == set()
    model.initialize(X=make_docs())
    ref = "upper" if use_upper else "lower"
    for name in model.get_ref(ref).param_names:
        model.get_ref(ref).get_param(name)[...] = 1.0
    resize(model, 5)
    node = model.get_ref(ref)
    assert node in model.layers and node.get_dim("nO") == 5
    axis = {"upper": {"W": 0, "b": 0}, "lower": {"W": 1, "b": 0, "pad": 2}}[ref]
    for name, at in axis.items():
        param = node.get_param(name).swapaxes(0, at)
        assert (param[:3] == 1).all() and not param[3:].any()
    assert model.attrs["unseen_classes"] == {3, 4}
    with pytest.raises(InputError, match="fewer_classes"):
        resize(model, 2)


def test_bad_arguments(build_model):
    bad = [
        {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 4,
            "attrs": ["NORM"],
            "rows": [1, 2],
            "include_static_vectors": False,
        },
        {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 4,
            "window_size": 1,
            "maxout_pieces": 2,
            "depth": 0,
        },
        {**TREES["TransitionBasedParser.v2 ner extra=True upper=True"]["config"], "state_type": "tree"},
    ]
    for config in bad:
        with pytest.raises(InputError):
            build_model(config)
