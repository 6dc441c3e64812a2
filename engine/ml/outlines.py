"""Outlines of the standard architectures, from their blocks in a config.

Only blocks that are exactly right get one: the arguments that the function takes, of the types that it takes, sizes
that make sense, and parts that have outlines themselves. For everything else there is none, and the registered
function is called, which says what is wrong. The functions are in tok2vec.py, tagger.py, parser_model.py and
tok2vec_listener.py; sizes that thinc's constructors set are set here in the same places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.ml.outline import Outline
from engine.strings.symbols import attribute_id

LAYERS = "thinc.layers."
FIRST_SEED = 8  # as in engine.ml.tok2vec
FEATURE_SLOTS = {"parser": (8, 13), "ner": (3, 6)}  # as in engine.ml.parser_model
MAX_SIZE = 1 << 24  # of anything: beyond, let the function decide


class NotStandard(Exception):
    """A block has no outline."""


def outline_of(block: Mapping[str, Any]) -> Outline | None:
    """The outline of a block whose functions are those that engine ships; None where it has none."""
    try:
        return build(block)
    except NotStandard:
        return None


def build(block: Any) -> Outline:
    name = block.get("@architectures") if isinstance(block, Mapping) else None
    if not isinstance(name, str):
        raise NotStandard
    prefix, _, rest = name.partition(".")
    if prefix not in ("spacy", "engine") or rest not in BUILDERS:
        raise NotStandard
    builder, needed, optional = BUILDERS[rest]
    given = {key: value for key, value in block.items() if key != "@architectures"}
    if not needed <= set(given) or not set(given) <= needed | optional:
        raise NotStandard
    return builder(**given)


def number(value: Any, least: int = 1) -> int:
    if type(value) is not int or not least <= value < MAX_SIZE:
        raise NotStandard
    return value


def truth(value: Any) -> bool:
    if type(value) is not bool:
        raise NotStandard
    return value


def chain(*layers: Outline, dims: Mapping[str, int | None], kind: str = f"{LAYERS}chain", **more: Any) -> Outline:
    return Outline(">>".join(layer.name for layer in layers), kind, layers, dims=dims, **more)


def wrap(layer: Outline, pad: int = 0) -> Outline:
    """with_array."""
    dims: dict[str, int | None] = {name: layer.maybe_get_dim(name) for name in ("nO", "nI") if name in layer.dims}
    return Outline(f"with_array({layer.name})", f"{LAYERS}with_array", [layer], dims=dims, attrs={"pad": pad})


def table(width: int, rows: int, column: int, seed: int) -> Outline:
    """HashEmbed: picks a column of the keys, and looks it up."""
    pick = Outline("ints-getitem", f"{LAYERS}array_getitem", attrs={"index": (slice(0, None), column)})
    look_up = Outline(
        "hashembed",
        f"{LAYERS}hashembed",
        dims={"nO": width, "nV": rows, "nI": None},
        params=["E"],
        attrs={"column": column, "seed": seed, "dropout_rate": 0.0},
    )
    return chain(pick, look_up, dims={"nO": width}, attrs={"column": column})


def maxout(width: int, n_in: int, pieces: int) -> Outline:
    """Maxout with layer norm and dropout."""
    hidden = Outline("maxout", f"{LAYERS}maxout", dims={"nO": width, "nI": n_in, "nP": pieces}, params=["W", "b"])
    norm = Outline("layernorm", f"{LAYERS}layernorm", dims={"nI": width, "nO": width}, params=["G", "b"])
    drop = Outline("dropout", f"{LAYERS}dropout", attrs={"dropout_rate": 0.0, "is_enabled": True})
    dense = chain(hidden, norm, dims={"nO": width, "nI": n_in})
    return chain(dense, drop, dims={"nO": None, "nI": n_in})


def multi_hash_embed(width: Any, attrs: Any, rows: Any, include_static_vectors: Any) -> Outline:
    number(width)
    if truth(include_static_vectors) or not isinstance(attrs, list) or not isinstance(rows, list):
        raise NotStandard
    if len(attrs) != len(rows) or len(attrs) < 2:  # a single table has no concatenation
        raise NotStandard
    for attr in attrs:
        try:
            attribute_id(attr)
        except (ValueError, TypeError):
            raise NotStandard from None
    tables = [table(width, number(n), i, FIRST_SEED + i) for i, n in enumerate(rows)]
    joined = Outline("|".join(each.name for each in tables), f"{LAYERS}concatenate", tables, dims={"nO": None})
    return chain(
        Outline("extract_features", "engine.ml.extract_features", attrs={"columns": attrs}),
        Outline("list2ragged", f"{LAYERS}list2ragged"),
        wrap(joined),
        wrap(maxout(width, len(attrs) * width, 3)),
        Outline("ragged2list", f"{LAYERS}ragged2list"),
        dims={"nO": None},
    )


def maxout_window_encoder(width: Any, window_size: Any, maxout_pieces: Any, depth: Any) -> Outline:
    for value in (width, maxout_pieces, window_size):
        number(value)
    if number(depth) > 64:
        raise NotStandard
    blocks = []
    for _ in range(depth):
        window = Outline("expand_window", f"{LAYERS}expand_window", attrs={"window_size": window_size})
        inner = chain(window, maxout(width, width * (2 * window_size + 1), maxout_pieces), dims={"nO": None})
        blocks.append(Outline(f"residual({inner.name})", f"{LAYERS}residual", [inner], dims={"nO": None, "nI": None}))
    inner = chain(*blocks, dims={"nO": None, "nI": None}) if depth > 1 else blocks[0]
    inner.set_dim("nO", width)
    return wrap(inner, window_size * depth)


def tok2vec(embed: Any, encode: Any) -> Outline:
    first, second = build(embed), build(encode)
    if first.layers[0].kind != "engine.ml.extract_features" or second.kind != f"{LAYERS}with_array":
        raise NotStandard
    return chain(
        first,
        second,
        kind="engine.ml.runtime.tok2vec_forward",
        dims={"nO": second.get_dim("nO")},
        refs={"embed": first, "encode": second},
    )


def hash_embed_cnn(
    width: Any,
    depth: Any,
    embed_size: Any,
    window_size: Any,
    maxout_pieces: Any,
    subword_features: Any,
    pretrained_vectors: Any,
) -> Outline:
    if not truth(subword_features) or pretrained_vectors not in (None, False):
        raise NotStandard
    small = number(embed_size, 2) // 2
    return tok2vec(
        {
            "@architectures": "engine.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [embed_size, small, small, small],
            "include_static_vectors": False,
        },
        {
            "@architectures": "engine.MaxoutWindowEncoder.v2",
            "width": width,
            "window_size": window_size,
            "maxout_pieces": maxout_pieces,
            "depth": depth,
        },
    )


class Listener(Outline):
    """Tok2VecListener: the vectors that the component `upstream_name` has set on the documents."""

    __slots__ = ("upstream_name",)

    def __init__(self, width: int, upstream_name: str) -> None:
        super().__init__("tok2vec-listener", "engine.ml.tok2vec_listener", dims={"nO": width})
        self.upstream_name = upstream_name


def listener(width: Any, upstream: Any = "*") -> Outline:
    if not isinstance(upstream, str):
        raise NotStandard
    return Listener(number(width), upstream)


def vectors_of(block: Any) -> Outline:
    """The outline of a `tok2vec` argument."""
    node = build(block)
    if node.kind not in ("engine.ml.runtime.tok2vec_forward", "engine.ml.tok2vec_listener"):
        raise NotStandard
    return node


def tagger(tok2vec: Any, nO: Any = None, normalize: Any = False) -> Outline:
    if nO is not None or truth(normalize):
        raise NotStandard
    vectors = vectors_of(tok2vec)
    softmax = Outline(
        "softmax",
        f"{LAYERS}softmax",
        dims={"nO": None, "nI": vectors.get_dim("nO")},
        params=["W", "b"],
        attrs={"softmax_normalize": False, "softmax_temperature": 1.0},
    )
    return chain(
        vectors,
        wrap(softmax),
        kind="engine.ml.runtime.linear_forward",
        dims={"nO": None},
        refs={"tok2vec": vectors, "softmax": softmax, "output_layer": softmax},
    )


def transition_based_parser(
    tok2vec: Any,
    state_type: Any,
    extra_state_tokens: Any,
    hidden_width: Any,
    maxout_pieces: Any,
    use_upper: Any,
    nO: Any = None,
) -> Outline:
    if state_type not in FEATURE_SLOTS or nO is not None or not truth(use_upper):
        raise NotStandard
    number(hidden_width)
    vectors = vectors_of(tok2vec)
    lower = Outline(
        "precomputable_affine",
        "engine.ml.precomputable_affine",
        dims={
            "nO": hidden_width,
            "nI": hidden_width,
            "nF": FEATURE_SLOTS[state_type][truth(extra_state_tokens)],
            "nP": number(maxout_pieces),
        },
        params=["W", "b", "pad"],
        attrs={"dropout_rate": 0.1},
    )
    upper = Outline("linear", f"{LAYERS}linear", dims={"nO": None, "nI": None}, params=["W", "b"])
    first = Outline(
        "linear", f"{LAYERS}linear", dims={"nO": hidden_width, "nI": vectors.get_dim("nO")}, params=["W", "b"]
    )
    hidden = chain(
        vectors,
        Outline("list2array", f"{LAYERS}list2array"),
        first,
        kind="engine.ml.runtime.linear_forward",
        dims={"nO": hidden_width},
    )
    return Outline(
        "parser_model",
        "engine.ml.parser_model",
        [hidden, lower, upper],
        dims={"nI": None},
        refs={"tok2vec": hidden, "lower": lower, "upper": upper},
        attrs={"has_upper": True, "unseen_classes": set(), "resize_output": resize_output},
    )


def resize_output(model: Outline, n_classes: int) -> None:
    """The number of classes of a parser whose weights are not there yet."""
    model.get_ref("upper").set_dim("nO", n_classes, force=True)


Builder = tuple[Callable[..., Outline], frozenset[str], frozenset[str]]

# {name without prefix: (function, arguments that it needs, further ones)}
BUILDERS: dict[str, Builder] = {
    "HashEmbedCNN.v2": (
        hash_embed_cnn,
        frozenset("width depth embed_size window_size maxout_pieces subword_features pretrained_vectors".split()),
        frozenset(),
    ),
    "MaxoutWindowEncoder.v2": (
        maxout_window_encoder,
        frozenset("width window_size maxout_pieces depth".split()),
        frozenset(),
    ),
    "MultiHashEmbed.v2": (
        multi_hash_embed,
        frozenset("width attrs rows include_static_vectors".split()),
        frozenset(),
    ),
    "Tagger.v2": (tagger, frozenset({"tok2vec"}), frozenset({"nO", "normalize"})),
    "Tok2Vec.v2": (tok2vec, frozenset({"embed", "encode"}), frozenset()),
    "Tok2VecListener.v1": (listener, frozenset({"width"}), frozenset({"upstream"})),
    "TransitionBasedParser.v2": (
        transition_based_parser,
        frozenset("tok2vec state_type extra_state_tokens hidden_width maxout_pieces use_upper".split()),
        frozenset({"nO"}),
    ),
}
