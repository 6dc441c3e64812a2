"""Tok2VecListener: the layer that stands for a shared tok2vec component in another component's model.

In training the tok2vec component computes its output once a batch and hands it to each listener (`receive`) together
with the function that takes the gradient back. In prediction the listener reads Doc.tensor, which tok2vec has set.
Driven by engine.pipeline's component tok2vec.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from thinc.api import Model

from engine.errors import InputError
from engine.ml.tensors import read_tensors
from engine.ml.token_keys import batch_id

Backprop = Callable[[Any], Any]


class Tok2VecListener(Model):
    """upstream_name (str): name of the tok2vec component listened to, "*" for any. width (int): of its output."""

    name = "tok2vec-listener"

    def __init__(self, upstream_name: str, width: int) -> None:
        Model.__init__(self, name=self.name, forward=forward, dims={"nO": width})
        self.upstream_name = upstream_name
        self._batch_id: int | None = None
        self._outputs: list[Any] | None = None
        self._backprop: Backprop | None = None

    @classmethod
    def get_batch_id(cls, inputs: Iterable[Any]) -> int:
        """An id of the words of a batch of documents."""
        return batch_id(inputs)

    def receive(self, batch_id: int, outputs: list[Any], backprop: Backprop) -> None:
        """Take over the output for a batch, one array (tokens, width) a document, and its gradient function."""
        self._batch_id = batch_id
        self._outputs = outputs
        self._backprop = backprop

    def verify_inputs(self, inputs: Sequence[Any]) -> bool:
        """True when the last batch received is this one; InputError otherwise."""
        if self._batch_id is None or self._outputs is None:
            raise InputError(
                "tok2vec.no_batch",
                f"The listener to {self.upstream_name!r} was asked for a batch before it received one.",
                "Update the tok2vec component before the components that listen to it.",
            )
        if self._batch_id != self.get_batch_id(inputs):
            raise InputError(
                "tok2vec.other_batch",
                f"The listener to {self.upstream_name!r} received another batch than the one it is asked for.",
                "Update the tok2vec component and its listeners on the same documents, in the same order.",
            )
        return True


def build_tok2vec_listener(width: int, upstream: str = "*") -> Tok2VecListener:
    """Registered as spacy.Tok2VecListener.v1."""
    return Tok2VecListener(upstream_name=upstream, width=width)


def forward(model: Tok2VecListener, docs: Sequence[Any], is_train: bool) -> tuple[list[Any], Backprop]:
    # Nothing was received when the tok2vec component is frozen: then its predictions are on the documents.
    if is_train and model._outputs is not None and model._backprop is not None:
        model.verify_inputs(docs)
        return model._outputs, model._backprop
    outputs = read_tensors(docs, model.get_dim("nO"), model.upstream_name, model.ops)
    return outputs, no_gradient


def no_gradient(d_outputs: Any) -> list[Any]:
    """The gradient goes nowhere: the vectors came from the documents."""
    return []
