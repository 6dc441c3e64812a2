"""Recognises the trees that the compiled runtime can run: MultiHashEmbed followed by MaxoutWindowEncoder."""

from __future__ import annotations

import importlib
from typing import Any, NamedTuple

from engine.ml.model_type import Model
from engine.ml.outline import Outline

MAX_PIECES = 127  # a winning piece is kept in seven bits


class Block(NamedTuple):
    """Maxout, layer norm, dropout: the nodes that hold a block's weights and rate."""

    maxout: Model
    layernorm: Model
    dropout: Model


class Plan(NamedTuple):
    """The nodes of a recognised tree. It holds no weights: they are read from the nodes at each call."""

    extract: Model
    tables: tuple[Model, ...]
    mix: Block
    blocks: tuple[Block, ...]
    window: int
    pad: int
    width: int


class Unknown(Exception):
    """Some node is not what the runtime knows."""


# Modules of kinds of nodes, in the layers of thinc unless they are here.
OURS = {"extract_features": "engine.ml.extract_features"}


class Forwards(dict[str, Any]):
    """Forward functions of kinds of nodes, such as "chain": by them a node is known. Imported when first asked for."""

    def __missing__(self, kind: str) -> Any:
        # By the module's name: thinc.layers exports functions of the same names.
        self[kind] = importlib.import_module(OURS.get(kind) or f"thinc.layers.{kind}").forward
        return self[kind]


FORWARD = Forwards()


def is_kind(node: Any, kind: str) -> bool:
    """Whether a node, which computes with arrays in memory, is of a kind such as "chain"."""
    if isinstance(node, Outline):
        return node.kind == (OURS.get(kind) or f"thinc.layers.{kind}")
    return node._func is FORWARD[kind] and is_in_memory(node)


def is_in_memory(node: Any) -> bool:
    """Whether a node computes with numpy's arrays, and nothing of another framework is in it."""
    if isinstance(node, Outline):
        return True
    from thinc.api import NumpyOps  # loaded by then

    return isinstance(node.ops, NumpyOps) and not node.shims


def expect(node: Model, kind: str, n_layers: int | None = None) -> list[Model]:
    """The children of a node that must be of this kind."""
    if not is_kind(node, kind):
        raise Unknown(node.name)
    if n_layers is not None and len(node.layers) != n_layers:
        raise Unknown(node.name)
    return node.layers


def recognise(tok2vec: Model) -> Plan | None:
    """The plan of a Tok2Vec node, or None when some part of it is not known."""
    try:
        return read_tok2vec(tok2vec)
    except Unknown:
        return None


def read_tok2vec(tok2vec: Model) -> Plan:
    if len(tok2vec.layers) != 2:
        raise Unknown(tok2vec.name)
    embed, encode = tok2vec.layers
    extract, ragged, with_tables, with_mix, lists = expect(embed, "chain", 5)
    expect(extract, "extract_features", 0)
    expect(ragged, "list2ragged", 0)
    expect(lists, "ragged2list", 0)
    (tables_node,) = expect(with_tables, "with_array", 1)
    (mix_node,) = expect(with_mix, "with_array", 1)
    columns = extract.attrs["columns"]
    parts = [tables_node] if len(columns) == 1 else expect(tables_node, "concatenate", len(columns))
    tables = tuple(read_table(part, column) for column, part in enumerate(parts))
    mix = read_block(mix_node)
    (inner,) = expect(encode, "with_array", 1)
    residuals = list(expect(inner, "chain")) if is_kind(inner, "chain") else [inner]
    windows, blocks = set(), []
    for node in residuals:
        (body,) = expect(node, "residual", 1)
        expand, dense = expect(body, "chain", 2)
        expect(expand, "expand_window", 0)
        windows.add(expand.attrs["window_size"])
        blocks.append(read_block(dense))
    if len(windows) != 1:
        raise Unknown(inner.name)
    (window,) = windows
    width = mix.maxout.get_dim("nO") if mix.maxout.has_dim("nO") else 0
    pad = encode.attrs["pad"]
    check_sizes(tables, mix, blocks, window, width)
    return Plan(extract, tables, mix, tuple(blocks), window, pad, width)


def read_table(part: Model, column: int) -> Model:
    getitem, table = expect(part, "chain", 2)
    expect(getitem, "array_getitem", 0)
    expect(table, "hashembed", 0)
    if getitem.attrs["index"] != (slice(0, None), column):
        raise Unknown(part.name)
    return table


def read_block(node: Model) -> Block:
    dense, drop = expect(node, "chain", 2)
    expect(drop, "dropout", 0)
    hidden, norm = expect(dense, "chain", 2)
    expect(hidden, "maxout", 0)
    expect(norm, "layernorm", 0)
    return Block(hidden, norm, drop)


def check_sizes(tables: tuple[Model, ...], mix: Block, blocks: list[Block], window: int, width: int) -> None:
    """The sizes of the nodes fit together; anything else is left to thinc, which says what is wrong."""
    n_in = sum(table.get_dim("nO") for table in tables)
    if len({table.get_dim("nO") for table in tables}) != 1 or width < 1 or window < 0:
        raise Unknown("tables")
    for block, expected in [(mix, n_in), *((block, width * (2 * window + 1)) for block in blocks)]:
        if block.maxout.maybe_get_dim("nI") != expected or block.maxout.maybe_get_dim("nO") != width:
            raise Unknown(block.maxout.name)
        if not 1 <= block.maxout.get_dim("nP") <= MAX_PIECES:
            raise Unknown(block.maxout.name)
