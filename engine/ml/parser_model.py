"""TransitionBasedParser: the tree of the parser's and the entity recogniser's model, and its parts.

The tree holds the weights and the token vectors' layers. Steps over states are taken by
engine.ml.transition.step_model, which reads the nodes `tok2vec`, `lower` and `upper`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thinc.api import Linear, Model, chain, list2array, noop, zero_init

from engine.errors import InputError
from engine.ml.precomputable_affine import build_precomputable_affine, resize_affine
from engine.ml.runtime.linear_forward import forward_vectors

# Feature slots of a state: state_type -> (plain, with extra_state_tokens). COMPAT section 6.
FEATURE_SLOTS = {"parser": (8, 13), "ner": (3, 6)}


def build_transition_based_parser_v2(
    tok2vec: Model[list[Any], list[Any]],
    state_type: str,
    extra_state_tokens: bool,
    hidden_width: int,
    maxout_pieces: int,
    use_upper: bool,
    nO: int | None = None,
) -> Model[Any, Any]:
    """Registered as spacy.TransitionBasedParser.v2.

    state_type: "parser" or "ner". extra_state_tokens: whether more tokens of the state are looked at. hidden_width:
    of the hidden layer. use_upper: whether a linear layer stands between the hidden layer and the classes. nO: number
    of classes, set by the component when left out.
    """
    if state_type not in FEATURE_SLOTS:
        raise InputError(
            "model.state_type",
            f"TransitionBasedParser got state_type {state_type!r}.",
            f"Known are {' and '.join(map(repr, FEATURE_SLOTS))}.",
        )
    if maxout_pieces < 1 or hidden_width < 1:
        raise InputError(
            "model.parser_size", f"hidden_width={hidden_width}, maxout_pieces={maxout_pieces}: both are at least 1."
        )
    width = tok2vec.get_dim("nO") if tok2vec.has_dim("nO") else None
    lower = build_precomputable_affine(
        nO=hidden_width if use_upper else nO,
        nI=hidden_width,
        nF=FEATURE_SLOTS[state_type][bool(extra_state_tokens)],
        nP=maxout_pieces,
    )
    upper: Model = Linear(nO=nO, init_W=zero_init) if use_upper else noop()
    vectors = chain(tok2vec, list2array(), Linear(hidden_width, width))
    vectors._func = forward_vectors
    return build_transition_model(vectors, lower, upper, resize_output)


def build_transition_based_parser_v1(
    tok2vec: Model[list[Any], list[Any]],
    state_type: str,
    extra_state_tokens: bool,
    hidden_width: int,
    maxout_pieces: int,
    use_upper: bool = True,
    nO: int | None = None,
) -> Model[Any, Any]:
    """Registered as spacy-legacy.TransitionBasedParser.v1: the same model as v2."""
    return build_transition_based_parser_v2(
        tok2vec, state_type, extra_state_tokens, hidden_width, maxout_pieces, use_upper, nO
    )


def build_transition_model(
    tok2vec: Model,
    lower: Model,
    upper: Model,
    resize_output: Callable,
    dropout: float = 0.2,
    unseen_classes: set[int] | None = None,
) -> Model[Any, Any]:
    """Registered as spacy.TransitionModel.v1: the container of a parser's three parts.

    tok2vec: documents to one array (tokens, nI of lower). dropout: not used; kept so that configs stay readable.
    unseen_classes: classes that no update has had as gold yet; predictions leave them out.
    """
    return Model(
        "parser_model",
        forward,
        init=init,
        layers=[tok2vec, lower, upper],
        dims={"nI": tok2vec.maybe_get_dim("nI")},
        refs={"tok2vec": tok2vec, "lower": lower, "upper": upper},
        attrs={
            "has_upper": upper.name != "noop",
            "unseen_classes": set(unseen_classes or ()),
            "resize_output": resize_output,
        },
    )


def init(model: Model, X: list[Any] | None = None, Y: Any = None) -> None:
    lower = model.get_ref("lower")
    model.get_ref("tok2vec").initialize(X=X)
    lower.initialize()
    if model.attrs["has_upper"]:
        upper = model.get_ref("upper")
        if upper.has_dim("nI") is None:
            upper.set_dim("nI", lower.get_dim("nO"))
        upper.initialize()


def forward(model: Model, docs: list[Any], is_train: bool) -> tuple[Any, Callable]:
    """Token vectors of the batch, float32 (T, nI of lower): what the steps over states start from."""
    return model.get_ref("tok2vec")(docs, is_train)


def resize_output(model: Model, new_nO: int) -> Model:
    """Make room for `new_nO` classes, keeping those that are there. New classes of a model that has weights start
    with zeros and count as unseen. Returns the model."""
    has_upper = model.attrs["has_upper"]
    name = "upper" if has_upper else "lower"
    old = model.get_ref(name)
    old_nO = old.maybe_get_dim("nO")
    if old_nO == new_nO:
        return model
    if not old.has_param("W"):
        old.set_dim("nO", new_nO, force=True)
        return model
    if old_nO is not None and new_nO < old_nO:
        raise InputError("model.fewer_classes", f"The model has {old_nO} classes; it cannot be resized to {new_nO}.")
    new = resize_linear(old, new_nO) if has_upper else resize_affine(old, new_nO)
    model.layers[model.layers.index(old)] = new
    model.set_ref(name, new)
    model.attrs["unseen_classes"] = set(model.attrs["unseen_classes"]) | set(range(old_nO or 0, new_nO))
    return model


def resize_linear(old: Model, new_nO: int) -> Model:
    nI = old.get_dim("nI")
    new = Linear(nO=new_nO, nI=nI, init_W=zero_init)
    new.initialize()
    for name in ("W", "b"):
        param = new.get_param(name).copy()
        param[: old.get_dim("nO")] = old.get_param(name)
        new.set_param(name, param)
    return new
