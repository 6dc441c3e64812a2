"""Tok2Vec: a component whose only work is to compute token vectors that other components share.

Their models have a listener in the place of a tok2vec model of their own. In training the vectors are computed once a
batch and handed to the listeners; each listener's gradient is added up here, and goes back through the shared model
when the last listener has delivered its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy

from engine.errors import InputError
from engine.gold.example import Example
from engine.gold.validation import validate_get_examples
from engine.kernels.api import squared_norm
from engine.ml.model_type import Model
from engine.ml.outlines import Listener
from engine.pipeline.trainable_pipe import TrainablePipe
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Optimizer

    from engine.ml.tok2vec_listener import Tok2VecListener

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
        self._listener_map: dict[str, list[Tok2VecListener]] = {}
        # Components that listen, and whose models nobody has asked for; with their names and ours when they were found.
        self._unlinked: list[tuple[TrainablePipe, str, str]] = []
        self._pending: PendingGradient | None = None

    def __getstate__(self) -> dict[str, Any]:
        _ = self.listener_map
        return super().__getstate__()

    # Listeners

    @property
    def listener_map(self) -> dict[str, list[Tok2VecListener]]:
        """The listeners by name of the component that they are in."""
        while self._unlinked:
            found = self._unlinked[0]
            _ = found[0].model  # which links, unless another thread has made the model and is about to
            self._link_later(found)
        return self._listener_map

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
        self._add(self.listener_map, listener, component_name)

    @staticmethod
    def _add(listener_map: dict[str, list[Tok2VecListener]], listener: Tok2VecListener, component_name: str) -> None:
        layers = listener_map.setdefault(component_name, [])
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
        later = getattr(component, "_later", None)
        if later is None:
            for node in self._listeners_in(component, self.name):
                self.add_listener(node, component.name)
            return
        wanted = ("*", self.name)
        if not any(isinstance(node, Listener) and node.upstream_name in wanted for node in later.outline.walk()):
            return
        found = (component, component.name, self.name)
        if found not in self._unlinked:
            self._listener_map.setdefault(component.name, [])  # its place
            self._unlinked.append(found)
            later.when_built.append(lambda: self._link_later(found))

    def _link_later(self, found: tuple[TrainablePipe, str, str]) -> None:
        """Add the listeners of a component that has got its model."""
        component, component_name, own_name = found
        if found in self._unlinked:
            for node in self._listeners_in(component, own_name):
                self._add(self._listener_map, node, component_name)
        with suppress(ValueError):  # another thread was faster
            self._unlinked.remove(found)

    @staticmethod
    def _listeners_in(component: Any, own_name: str) -> list[Tok2VecListener]:
        """Layers of a component's model that listen to the component `own_name`, or to any."""
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            return []
        from engine.ml.tok2vec_listener import Tok2VecListener  # it needs thinc, which is loaded by then

        nodes = [node for node in model.walk() if isinstance(node, Tok2VecListener)]
        return [node for node in nodes if node.upstream_name in ("*", own_name)]

    # Prediction

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """Floats2d (n tokens, width) of each document."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            width = self._net.get_dim("nO")
            return [self._net.ops.alloc((0, width)) for _ in docs]
        return self._net.predict(docs)

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
        # Those that have no model yet hold nothing.
        linked = [listener for layers in self._listener_map.values() for listener in layers]
        held = [listener for listener in linked if listener._outputs is not None]
        if not held:
            return
        from engine.ml.tok2vec_listener import Tok2VecListener  # loaded by then

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
        from thinc.api import set_dropout_rate  # loaded by the model

        from engine.ml.tok2vec_listener import Tok2VecListener

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
