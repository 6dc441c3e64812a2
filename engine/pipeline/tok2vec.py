"""Tok2Vec: a component whose only work is to compute token vectors that other components share.

Their models have a listener in the place of a tok2vec model of their own. In training the vectors are computed once a
batch and handed to the listeners; each listener's gradient is added up here, and goes back through the shared model
when the last listener has delivered its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import numpy
from thinc.api import Model, Optimizer, set_dropout_rate

from engine.errors import InputError
from engine.gold.example import Example
from engine.gold.validation import validate_get_examples
from engine.kernels.api import squared_norm
from engine.ml.tok2vec_listener import Tok2VecListener
from engine.pipeline.trainable_pipe import TrainablePipe
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

N_SAMPLE = 10


class PendingGradient:
    """The gradient of one batch's vectors, added up over the listeners.

    Sent back through the model when `expected` listeners have delivered; `flush` sends what came until then, for
    batches in which some listening component is not updated.
    """

    def __init__(self, backprop: Callable[[Any], Any], expected: int, add_loss: Callable[[float], None]) -> None:
        self.backprop = backprop
        self.expected = expected
        self.add_loss = add_loss
        self.total: list[Any] | None = None
        self.received = 0

    def __call__(self, gradients: Sequence[Any]) -> list[Any]:
        """Take one listener's gradient: one array (tokens, width) a document."""
        loss = 0.0
        if self.total is None:
            self.total = [gradient.copy() for gradient in gradients]
        else:
            for total, gradient in zip(self.total, gradients, strict=True):
                total += gradient
        for gradient in gradients:
            flat = gradient.reshape((-1,))
            is_plain = isinstance(flat, numpy.ndarray) and flat.dtype == numpy.float32
            loss += squared_norm(numpy.ascontiguousarray(flat)) if is_plain else float((flat**2).sum())
        self.add_loss(loss)
        self.received += 1
        if self.received == self.expected:
            return self.flush()
        return []

    def flush(self) -> list[Any]:
        """Send back what was added up, once."""
        if self.total is None:
            return []
        total, self.total = self.total, None
        return self.backprop(total) or []


class Tok2Vec(TrainablePipe):
    """Computes token vectors and sets them as `doc.tensor`.

    model (Model[list[Doc], list[Floats2d]]): one row a token.
    """

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "tok2vec") -> None:
        super().__init__(vocab, model, name)
        self.listener_map: dict[str, list[Tok2VecListener]] = {}
        self._pending: PendingGradient | None = None

    # Listeners

    @property
    def listeners(self) -> list[Tok2VecListener]:
        """All listeners, component by component in the order of the pipeline."""
        return [listener for name in self.listener_map for listener in self.listener_map[name]]

    @property
    def listening_components(self) -> list[str]:
        """Names of the components that listen."""
        return list(self.listener_map)

    def add_listener(self, listener: Tok2VecListener, component_name: str) -> None:
        """Let a layer of a component's model take this component's output."""
        layers = self.listener_map.setdefault(component_name, [])
        if not any(layer is listener for layer in layers):
            layers.append(listener)

    def remove_listener(self, listener: Tok2VecListener, component_name: str) -> bool:
        """Whether the listener was there."""
        layers = self.listener_map.get(component_name, [])
        kept = [layer for layer in layers if layer is not listener]
        if len(kept) == len(layers):
            return False
        if kept:
            self.listener_map[component_name] = kept
        else:
            del self.listener_map[component_name]
        return True

    def find_listeners(self, component: Any) -> None:
        """Add the listeners in a component's model that name this component, or any ("*")."""
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            return
        for node in model.walk():
            if isinstance(node, Tok2VecListener) and node.upstream_name in ("*", self.name):
                self.add_listener(node, component.name)

    # Prediction

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """Floats2d (n tokens, width) of each document."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            width = self.model.get_dim("nO")
            return [self.model.ops.alloc((0, width)) for _ in docs]
        return self.model.predict(docs)

    def set_annotations(self, docs: Sequence[Doc], tokvecses: Any) -> None:
        """Set `doc.tensor`."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        for doc, tokvecs in zip(docs, tokvecses, strict=True):
            if len(tokvecs) != len(doc):
                raise InputError(
                    "tok2vec.rows",
                    f"{len(tokvecs)} vectors for a document of {len(doc)} tokens",
                    "The model has to return one row a token.",
                )
            doc.tensor = tokvecs
        self._forget_other_batches(docs)

    def _forget_other_batches(self, docs: Sequence[Doc]) -> None:
        """Listeners that still hold another batch read `doc.tensor` from now on, even in training.

        That is so when this component is frozen and annotates.
        """
        held = [listener for listener in self.listeners if listener._outputs is not None]
        if not held:
            return
        batch_id = Tok2VecListener.get_batch_id(docs)
        for listener in held:
            if listener._batch_id != batch_id:
                listener._outputs = None
                listener._backprop = None

    # Training

    def update(
        self,
        examples: Sequence[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Compute the vectors of a batch and hand them to the listeners, which send their gradients back.

        With `sgd` the weights change as soon as the last listener has sent its gradient.
        """
        results = {} if losses is None else losses
        results.setdefault(self.name, 0.0)
        examples = self.checked(examples, "update")
        docs = [example.predicted for example in examples]
        if not any(len(doc) for doc in docs):
            return results
        self._flush()
        set_dropout_rate(self.model, drop)
        tokvecs, backprop = self.model.begin_update(docs)

        def add_loss(loss: float) -> None:
            results[self.name] += loss

        def send_back(gradients: list[Any]) -> Any:
            result = backprop(gradients)
            if sgd not in (None, False):
                self.finish_update(sgd)
            return result

        listeners = self.listeners
        if listeners:
            pending = PendingGradient(send_back, len(listeners), add_loss)
            batch_id = Tok2VecListener.get_batch_id(docs)
            for listener in listeners:
                listener.receive(batch_id, tokvecs, pending)
            self._pending = pending
        return results

    def _flush(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.flush()

    def finish_update(self, sgd: Optimizer) -> None:
        """Apply the gradients, those of listeners whose fellows sent none included."""
        self._flush()
        super().finish_update(sgd)

    def get_loss(self, examples: Sequence[Example], scores: Any) -> Any:
        """None: the loss is that of the listening components."""

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Any = None) -> None:
        """Give the model its size and random weights."""
        validate_get_examples(get_examples, "Tok2Vec.initialize")
        docs = [example.x for example in islice(get_examples(), N_SAMPLE)]
        self.model.initialize(X=docs)

    def add_label(self, label: str) -> int:
        raise NotImplementedError("Tok2Vec has no labels")


def make_tok2vec(nlp: Any, name: str, model: Model) -> Tok2Vec:
    """Factory "tok2vec"."""
    return Tok2Vec(nlp.vocab, model, name)
