"""Outline: the tree of a model without thinc, enough to check a file of weights against and to predict with.

Most pipelines are loaded to run, and what runs is compiled (engine.ml.runtime): it needs the numbers of the nodes and
how they hang together. An outline has both, with the attributes and methods that thinc's nodes have for them; thinc,
whose import takes longer than the rest of loading a pipeline, is left out. Whoever wants the model itself gets it, made
from the config and the same weights (engine.pipeline.later_model).

Outlines are made by engine.ml.outlines, for the architectures that the runtime knows. tests/ml/test_outline.py holds
them equal to thinc's trees, node by node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import numpy

from engine.formats import msgpack

# thinc counts its nodes upwards from 1: what is kept by id must not mix the two.
IDS = count(-1, -1)


class Ops:
    """What the runtime asks of the `ops` of a node: arrays in memory."""

    xp = numpy

    def alloc(self, shape: Sequence[int]) -> Any:
        return numpy.zeros(tuple(shape), dtype="float32")

    def alloc2f(self, n_rows: int, width: int) -> Any:
        return numpy.zeros((n_rows, width), dtype="float32")

    def asarray(self, values: Any) -> Any:
        return numpy.asarray(values)

    def as_contig(self, values: Any) -> Any:
        return numpy.ascontiguousarray(values)

    def to_numpy(self, values: Any) -> Any:
        return values


OPS = Ops()


class Outline:
    """A node: name, kind (module of the function that thinc's node runs), layers, dims, params, attrs, refs.

    A dimension or parameter that is known to exist and has no value yet is None, as in thinc.
    """

    __slots__ = ("attrs", "dims", "id", "kind", "layers", "name", "params", "refs")

    shims: tuple[Any, ...] = ()
    ops = OPS

    def __init__(
        self,
        name: str,
        kind: str,
        layers: Sequence[Outline] = (),
        *,
        dims: Mapping[str, int | None] | None = None,
        params: Sequence[str] = (),
        attrs: Mapping[str, Any] | None = None,
        refs: Mapping[str, Outline] | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.layers = list(layers)
        self.dims = dict(dims or {})
        self.params: dict[str, Any] = dict.fromkeys(params)
        self.attrs = dict(attrs or {})
        self.refs = dict(refs or {})
        self.id = next(IDS)

    def walk(self) -> Iterator[Outline]:
        """All nodes, in thinc's order: breadth first."""
        queue = [self]
        for node in queue:
            yield node
            queue += node.layers

    @property
    def dim_names(self) -> tuple[str, ...]:
        return tuple(self.dims)

    def has_dim(self, name: str) -> bool | None:
        """False where there is no such dimension, None where it has no value yet."""
        return False if name not in self.dims else None if self.dims[name] is None else True

    def maybe_get_dim(self, name: str) -> int | None:
        return self.dims.get(name)

    def get_dim(self, name: str) -> int:
        value = self.dims[name]
        if value is None:
            raise ValueError(f"dimension {name} of {self.name} is not set")
        return value

    def set_dim(self, name: str, value: int, *, force: bool = False) -> None:
        if name not in self.dims or (not force and self.dims[name] not in (None, value)):
            raise ValueError(f"dimension {name} of {self.name} is {self.dims.get(name)}, not {value}")
        self.dims[name] = value

    @property
    def param_names(self) -> tuple[str, ...]:
        return tuple(self.params)

    def has_param(self, name: str) -> bool | None:
        """False where there is no such parameter, None where it has no value yet."""
        return False if name not in self.params else None if self.params[name] is None else True

    def get_param(self, name: str) -> Any:
        value = self.params[name]
        if value is None:
            raise KeyError(f"parameter {name} of {self.name} is not set")
        return value

    @property
    def ref_names(self) -> tuple[str, ...]:
        return tuple(self.refs)

    def has_ref(self, name: str) -> bool:
        return name in self.refs

    def get_ref(self, name: str) -> Outline:
        return self.refs[name]

    def maybe_get_ref(self, name: str) -> Outline | None:
        return self.refs.get(name)

    def from_dict(self, content: Mapping[str, Any]) -> None:
        """Take over dimensions and weights of a file, which was compared with this tree before.

        Attributes are those of the config: that they are the same has been checked. Of those that learning changes,
        `has_upper` alone changes predictions.
        """
        columns = (content[key] for key in ("nodes", "attrs", "params"))
        for node, info, attrs, params in zip(self.walk(), *columns, strict=True):
            node.name = info["name"]
            if "has_upper" in node.attrs and "has_upper" in attrs:
                node.attrs["has_upper"] = msgpack.loads(attrs["has_upper"], node.name)
            for name, value in info["dims"].items():
                if value is not None:
                    node.set_dim(name, value)
            node.params.update(params)

    def predict(self, docs: Sequence[Any]) -> Any:
        """What thinc's node would return for documents."""
        from engine.ml.runtime.outline_forward import predict  # which needs this module

        return predict(self, docs)
