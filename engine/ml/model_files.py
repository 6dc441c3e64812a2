"""Weights from files: looked through before they are believed.

C code reads parameters by the sizes that the nodes of a model state. A damaged or hostile file could state other sizes
than its arrays have, or sizes that do not fit each other; it could ask for windows of a billion tokens. What does not
agree with the model that the config describes is an error that names the file, and nothing of it is taken. Callers:
the trainable components.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy

from engine.errors import FormatError
from engine.formats import msgpack
from engine.ml.model_type import Model
from engine.ml.outline import Outline
from engine.strings.symbols import attribute_id

HINT = "The config must describe the model that was saved; a damaged file has the same effect."
LAYERS = "thinc.layers."

# Shapes of the parameters of a node by the module of its function, in its dimensions.
SHAPES: dict[str, dict[str, tuple[str | int, ...]]] = {
    f"{LAYERS}embed": {"E": ("nV", "nO")},
    f"{LAYERS}hashembed": {"E": ("nV", "nO")},
    f"{LAYERS}layernorm": {"G": ("nI",), "b": ("nI",)},
    f"{LAYERS}linear": {"W": ("nO", "nI"), "b": ("nO",)},
    f"{LAYERS}maxout": {"W": ("nO", "nP", "nI"), "b": ("nO", "nP")},
    f"{LAYERS}mish": {"W": ("nO", "nI"), "b": ("nO",)},
    f"{LAYERS}relu": {"W": ("nO", "nI"), "b": ("nO",)},
    f"{LAYERS}softmax": {"W": ("nO", "nI"), "b": ("nO",)},
    "engine.ml.charembed": {"E": ("nC", "nV", "nM")},
    "engine.ml.precomputable_affine": {
        "W": ("nF", "nO", "nP", "nI"),
        "b": ("nO", "nP"),
        "pad": (1, "nF", "nO", "nP"),
    },
    "engine.ml.static_vectors": {"W": ("nO", "nM")},
}
SAME_WIDTH = frozenset(
    f"{LAYERS}{name}" for name in ("dropout", "list2array", "list2ragged", "noop", "ragged2list", "with_array")
)
CHAINS = frozenset({f"{LAYERS}chain", "engine.ml.runtime.tok2vec_forward", "engine.ml.runtime.linear_forward"})
# Attributes that change while a model learns; the others are those that the config gives.
CHANGING = frozenset({"dropout_rate", "is_enabled", "unseen_classes", "has_upper"})


class Mismatch(Exception):
    """What is wrong with the content of a file."""


def load(model: Model[Any, Any], data: bytes, place: str) -> None:
    """Set the weights of a model from the bytes of a file. Raises FormatError that names the place."""
    take(model, msgpack.loads(data, place), place)


def take(model: Model[Any, Any] | Outline, content: Any, place: str) -> None:
    """Set the weights of a model from the content of a file. Raises FormatError that names the place."""
    nodes: list[Any]
    nodes = list(model.walk())
    try:
        file = [File(node, part) for node, part in zip(nodes, parts_of(content, len(nodes)), strict=True)]
        dims = {each.node.id: each.dims for each in file}
        flow(model, None, dims, {each.node.id: each.where for each in file})
    except Mismatch as error:
        raise FormatError("model.mismatch", f"{place}: {error}", HINT) from None
    for each in file:
        each.check_references(nodes, place)
    try:
        model.from_dict(content)
    except Exception as error:  # layers that others wrote read their own attributes and shims
        raise FormatError("model.mismatch", f"{place}: {type(error).__name__}: {error}"[:400], HINT) from error


def parts_of(content: Any, n: int) -> list[tuple[Any, Any, Any, Any]]:
    """(node, attributes, parameters, shims) of each node in a file."""
    if not isinstance(content, dict):
        raise Mismatch(f"a {type(content).__name__}, expected a map of the nodes of a model")
    columns = []
    for key in ("nodes", "attrs", "params", "shims"):
        column = content.get(key)
        if not isinstance(column, list) or len(column) != n:
            found = f"{len(column)} entries" if isinstance(column, list) else f"a {type(column).__name__}"
            raise Mismatch(f"'{key}' has {found}; the model that the config describes has {n} nodes")
        columns.append(column)
    return list(zip(*columns, strict=True))


def kind_of(node: Any) -> str:
    """Module of the function that a node runs."""
    if isinstance(node, Outline):
        return node.kind
    function = getattr(node._func, "func", node._func)  # of a partial
    return str(getattr(function, "__module__", ""))


class File:
    """What a file says of one node."""

    def __init__(self, node: Model[Any, Any], part: tuple[Any, Any, Any, Any]):
        self.node = node
        self.where = f"node '{node.name}'"
        info, attrs, params, shims = part
        for each in (info, attrs, params):
            if not isinstance(each, dict):
                raise Mismatch(f"{self.where} is described by a {type(each).__name__}, expected a map")
        if not isinstance(info.get("name"), str):
            raise Mismatch(f"{self.where} has the name {info.get('name')!r:.40}")
        if not isinstance(shims, list) or len(shims) != len(node.shims):
            raise Mismatch(f"{self.where} has other shims than the model")
        self.dims = self.read_dims(info.get("dims"))
        self.refs = info.get("refs")
        self.check_attributes(attrs)
        self.check_parameters(params)

    def read_dims(self, dims: Any) -> dict[str, int]:
        """The dimensions, those of the file and those that the model has already."""
        if not isinstance(dims, dict):
            raise Mismatch(f"{self.where} has no dimensions")
        known = {name: self.node.get_dim(name) for name in self.node.dim_names if self.node.has_dim(name)}
        for name, value in dims.items():
            if name not in self.node.dim_names:
                raise Mismatch(f"{self.where} has a dimension {name!r:.40}, which the model has not")
            if value is None:
                continue
            if type(value) is not int or not 0 <= value < 1 << 31:
                raise Mismatch(f"{self.where}: {name} is {value!r:.40}")
            if known.setdefault(name, value) != value:
                raise Mismatch(f"{self.where}: {name} is {value}, and {known[name]} in the model")
        return known

    def check_references(self, nodes: list[Model[Any, Any]], place: str) -> None:
        """References are those of the model: the same tree has them."""
        refs = self.refs
        is_right = isinstance(refs, dict)
        for name, index in refs.items() if is_right else ():
            known = self.node.maybe_get_ref(name) if name in self.node.ref_names else None
            in_range = type(index) is int and 0 <= index < len(nodes)
            if index is not None and (not in_range or (known is not None and nodes[index] is not known)):
                is_right = False
        if not is_right:
            raise FormatError(
                "model.references", f"{place}: {self.where} refers to other nodes than in the model", HINT
            )

    def check_attributes(self, attrs: Mapping[Any, Any]) -> None:
        """Attributes have the values that the config gives; those that learning changes, the same type."""
        for name, saved in attrs.items():
            if not isinstance(name, str):
                raise Mismatch(f"{self.where} has an attribute {name!r:.40}")
            known = self.node.attrs.get(name)
            if not isinstance(saved, bytes):
                if known is None or isinstance(known, (bool, int, float, str, list, tuple)):
                    raise Mismatch(f"{self.where}: attribute {name} is a {type(saved).__name__}")
                continue
            try:
                value = msgpack.loads(saved, f"attribute {name}")
            except FormatError as error:
                raise Mismatch(f"{self.where}: {error.detail}") from None
            if known is None or isinstance(known, (set, frozenset)):
                is_right = value is None or isinstance(value, (bool, int, float, str, list))
            elif name in CHANGING:
                is_right = isinstance(value, (int, float)) or value is None
            elif name == "columns":
                is_right = isinstance(value, list) and attribute_ids(value) == attribute_ids(known)
            else:
                is_right = as_plain(value) == as_plain(known) or not isinstance(known, (bool, int, float, str))
            if not is_right:
                raise Mismatch(f"{self.where}: attribute {name} is {value!r:.60}, and {known!r:.60} in the model")

    def check_parameters(self, params: Mapping[Any, Any]) -> None:
        shapes = SHAPES.get(kind_of(self.node), {})
        for name, value in params.items():
            if name not in self.node.param_names:
                raise Mismatch(f"{self.where} has a parameter {name!r:.40}, which the model has not")
            if value is None:
                continue
            if not isinstance(value, numpy.ndarray) or value.dtype.kind != "f":
                raise Mismatch(f"{self.where}: parameter {name} is no array of floats")
            axes = shapes.get(name)
            if axes is None:
                continue
            shape = tuple(axis if isinstance(axis, int) else self.dims.get(axis) for axis in axes)
            if value.shape != shape:
                raise Mismatch(f"{self.where}: parameter {name} has the shape {value.shape}, expected {shape}")


def attribute_ids(columns: Any) -> list[int] | None:
    """Ids of attributes given by name or id."""
    try:
        return [attribute_id(column) for column in columns]
    except (ValueError, TypeError):
        return None


def as_plain(value: Any) -> Any:
    """A value as msgpack gives it back, bools apart from the integers that they equal."""
    if isinstance(value, (list, tuple)):
        return [as_plain(each) for each in value]
    return (type(value).__name__, value) if isinstance(value, bool) else value


def flow(node: Any, width: int | None, dims: Mapping[int, Mapping[str, int]], names: Mapping[int, str]) -> int | None:
    """Width of a node's output for a width of its input; None where it is not known. Raises Mismatch."""
    kind = kind_of(node)
    own = dims[node.id]
    out: int | None
    if kind in CHAINS:
        out = width
        for layer in node.layers:
            out = flow(layer, out, dims, names)
    elif kind == f"{LAYERS}concatenate":
        widths = [flow(layer, width, dims, names) for layer in node.layers]
        out = sum(each for each in widths if each is not None) if None not in widths else None
    elif kind == f"{LAYERS}residual":
        out = flow(node.layers[0], width, dims, names)
        same(out, width, names[node.id])
    elif kind == f"{LAYERS}expand_window":
        return None if width is None else width * (2 * node.attrs["window_size"] + 1)
    elif kind in SAME_WIDTH:
        out = flow(node.layers[0], width, dims, names) if node.layers else width
    elif kind == "engine.ml.parser_model":
        tokens = flow(node.get_ref("tok2vec"), width, dims, names)
        hidden = flow(node.get_ref("lower"), tokens, dims, names)
        return flow(node.get_ref("upper"), hidden, dims, names)
    elif kind == f"{LAYERS}layernorm":
        same(width, own.get("nI"), names[node.id])
        return own.get("nI")
    elif kind in SHAPES:
        if "nI" in node.dim_names:
            same(width, own.get("nI"), names[node.id])
        return own.get("nO")
    elif node.layers:
        return None  # of others; their parts are checked one by one
    else:
        return own.get("nO")
    same(out, own.get("nO"), names[node.id])
    return out


def same(one: int | None, other: int | None, where: str) -> None:
    if one is not None and other is not None and one != other:
        raise Mismatch(f"{where}: widths {one} and {other} do not fit")
