"""Tagger: part-of-speech tags, one class a token; base of morphologizer and senter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy

from engine.errors import DataError, FormatError, InputError
from engine.gold.example import Example
from engine.gold.validation import validate_get_examples
from engine.ml.model_type import Model
from engine.pipeline.tagger_ops import (
    MISSING,
    ClassTable,
    UnseenValue,
    argmax_each,
    check_classes,
    gold_tags,
    masked_gradient,
    set_tags,
)
from engine.pipeline.trainable_pipe import TrainablePipe
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Optimizer

# Documents that show the model its input and output sizes.
N_SAMPLE = 10
GetExamples = Callable[[], Iterable[Example]]


class Tagger(TrainablePipe):
    """Tags tokens with one of a closed set of labels.

    model (Model[list[Doc], list[Floats2d]]): class probabilities of each token; raw scores do for prediction.
    overwrite: whether tags that a document has are replaced. neg_prefix: a gold tag that starts with it says that the
    rest is not the tag. label_smoothing: share of the training target that all other classes get.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str = "tagger",
        *,
        overwrite: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = None,
        neg_prefix: str = "!",
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(
            vocab,
            model,
            name,
            scorer=scorer,
            label_smoothing=label_smoothing,
            labels=[],
            neg_prefix=neg_prefix,
            overwrite=overwrite,
        )
        self._rehearsal_model: Model[Any, Any] | None = None
        self._table: tuple[Any, ClassTable] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Tags in class order."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> Any:
        """What `initialize` takes as `labels`."""
        return self.labels

    # Prediction

    def predict(self, docs: Sequence[Doc]) -> Any:
        """int32 (n tokens,) of each document: the best classes."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            # No token, nothing to run a model for; the same shapes all the same.
            return [numpy.zeros((0,), dtype="int32") for _ in docs]
        net = self._net
        scores = net.predict(docs)
        to_numpy = net.ops.to_numpy
        return argmax_each([to_numpy(each) for each in scores])

    def set_annotations(self, docs: Sequence[Doc], batch_tag_ids: Any) -> None:
        """Write predicted classes into the documents."""
        strings = self.vocab.strings
        tags = numpy.asarray([strings.add(label, False) for label in self.labels], dtype="uint64")
        set_tags(as_docs(docs), batch_tag_ids, tags, bool(self.cfg["overwrite"]))

    # Training

    def update(
        self,
        examples: Sequence[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        from thinc.api import set_dropout_rate  # loaded by the model

        from engine.ml.runtime.dense import begin_classes

        if not self.labels:
            raise self.no_labels()
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = self.checked(examples, "update")
        if not any(len(example.predicted) for example in examples):
            return losses
        if type(self).get_loss is not Tagger.get_loss:
            return super().update(examples, drop=drop, sgd=sgd, losses=losses)
        set_dropout_rate(self.model, drop)
        compiled = begin_classes(self.model, [example.predicted for example in examples])
        if compiled is None:
            return super().update(examples, drop=drop, sgd=sgd, losses=losses)
        layer, backprop = compiled
        hit, other = self._targets(len(self.labels))
        losses[self.name] += self._finite(layer.take_classes(self._gold_classes(examples), hit, other))
        backprop(layer.backward())
        if sgd not in (None, False):
            self.finish_update(sgd)
        return losses

    def _targets(self, n: int) -> tuple[float, float]:
        """What the model should say of the gold class, and of each other of n classes."""
        smoothing = float(self.cfg.get("label_smoothing", 0.0))
        if not smoothing or n < 2:
            return 1.0, 0.0
        self.check_smoothing(smoothing, n)
        return 1.0 - smoothing, smoothing / (n - 1)

    def _gold_classes(self, examples: Sequence[Example]) -> Any:
        """int32 (n tokens,): the class of each predicted token of a batch."""
        table = self.class_table()
        try:
            classes = numpy.concatenate([table.of_example(example) for example in examples])
        except UnseenValue as error:
            raise self.unseen_label(self.vocab.strings[error.key]) from None
        check_classes(classes, len(self.labels))
        return classes

    def _finite(self, loss: float) -> float:
        """The loss; InputError where training has diverged."""
        if not numpy.isfinite(loss):
            raise InputError(
                "tagger.loss",
                f"the loss of component '{self.name}' is {loss}",
                "Training diverged: a lower learn_rate, or gradient clipping, keeps it in bounds.",
            )
        return float(loss)

    def get_loss(self, examples: Sequence[Example], scores: Any) -> tuple[float, Any]:
        """(sum of squares of the gradient, gradient of each document's scores)."""
        examples = self.checked(examples, "get_loss")
        table = self.class_table()
        smoothing = float(self.cfg.get("label_smoothing", 0.0))
        if smoothing and len(self.labels) > 1:
            self.check_smoothing(smoothing, len(self.labels))
        ops = self.model.ops
        gradients, loss = [], 0.0
        for example, given in zip(examples, scores, strict=True):
            try:
                classes = table.of_example(example)
            except UnseenValue as error:
                raise self.unseen_label(self.vocab.strings[error.key]) from None
            gradient, part = masked_gradient(ops.to_numpy(given), classes, smoothing)
            gradients.append(ops.asarray(gradient))
            loss += part
        return self._finite(loss), gradients

    def check_smoothing(self, smoothing: float, n: int) -> None:
        if not 0 <= smoothing < (n - 1) / n:
            raise InputError(
                "tagger.label_smoothing",
                f"label_smoothing = {smoothing} with {n} labels",
                f"It has to be at least 0 and less than {(n - 1) / n:.3f}.",
            )

    def class_table(self) -> ClassTable:
        """The classes of gold values, made anew when the labels have changed."""
        key = self._table_key()
        if self._table is None or self._table[0] != key:
            self._table = (key, self._make_table())
        return self._table[1]

    def _table_key(self) -> Any:
        return (self.labels, self.cfg.get("neg_prefix"))

    def _make_table(self) -> ClassTable:
        strings = self.vocab.strings
        classes = {strings.add(label, False): i for i, label in enumerate(self.labels)}
        prefix = self.cfg.get("neg_prefix")
        if prefix:
            # A gold "!X" says "not X", even where the data made "!X" a label; nothing, when X is no label.
            for label in self.labels:
                if label.startswith(prefix):
                    classes[strings.add(label, False)] = MISSING
            for i, label in enumerate(self.labels):
                classes[strings.add(prefix + label, False)] = -2 - i
        return ClassTable("tag", classes, strict=True)

    def rehearse(
        self,
        examples: Sequence[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
        **config: Any,
    ) -> dict[str, float]:
        """Learn to predict what the model predicted when training resumed."""
        from thinc.api import SequenceCategoricalCrossentropy, set_dropout_rate  # loaded by the model

        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = self.checked(examples, "rehearse")
        if self._rehearsal_model is None:
            return losses
        docs = [example.predicted for example in examples]
        if not any(len(doc) for doc in docs):
            return losses
        set_dropout_rate(self.model, drop)
        # In training mode the output is a distribution, with dropout off in the copy.
        set_dropout_rate(self._rehearsal_model, 0.0)
        targets, _ = self._rehearsal_model.begin_update(docs)
        guesses, backprop = self.model.begin_update(docs)
        loss = SequenceCategoricalCrossentropy(normalize=False)
        gradients, value = loss(guesses, targets)
        backprop(gradients)
        losses[self.name] += float(value)
        if sgd not in (None, False):
            self.finish_update(sgd)
        return losses

    def initialize(self, get_examples: GetExamples, *, nlp: Any = None, labels: Iterable[str] | None = None) -> None:
        """Take the labels from the data, or from `labels`, and give the model its size and random weights."""
        validate_get_examples(get_examples, f"{type(self).__name__}.initialize")
        if labels is not None:
            for label in labels:
                self.add_label(label)
        else:
            found: set[int] = set()
            for example in get_examples():
                found |= gold_tags(example.reference)
            for label in sorted(self.vocab.strings[key] for key in found):
                self.add_label(label)
        if not self.labels:
            raise self.no_labels()
        self._initialize_model(get_examples)

    def _initialize_model(self, get_examples: GetExamples) -> None:
        """Show the model some documents, and outputs of the right width."""
        docs, outputs = [], []
        for example in islice(get_examples(), N_SAMPLE):
            docs.append(example.x)
            outputs.append(self.model.ops.alloc2f(len(example.x), len(self.labels)))
        self.model.initialize(X=docs, Y=outputs)

    def add_label(self, label: str) -> int:
        """Add a label before the model has its size; 1 when it is new, 0 when it was there."""
        self.check_label(label)
        if label in self.cfg["labels"]:
            return 0
        self.allow_label()
        self.cfg["labels"].append(label)
        self.vocab.strings.add(label, False)
        return 1

    def no_labels(self) -> InputError:
        return InputError(
            "tagger.no_labels",
            f"component '{self.name}' has no labels",
            "Call add_label, or initialize it with examples that have this annotation.",
        )

    def unseen_label(self, label: str) -> DataError:
        return DataError(
            "tagger.unseen_label",
            f"the data have the label '{label}', which component '{self.name}' was not initialized with",
            "Initialize with examples that show all labels, or list the labels in [initialize.components].",
        )

    def _before_model(self, model: Any) -> None:
        """The output layer takes its size from the labels; the weights could not be loaded otherwise."""
        for label in self.labels:
            self.vocab.strings.add(label, False)
        if model.has_ref("output_layer"):
            layer = model.get_ref("output_layer")
            if layer.has_dim("nO") is None and self.labels:
                layer.set_dim("nO", len(self.labels))

    def _load_model(self, data: bytes, place: str) -> None:
        super()._load_model(data, place)
        layer = self._net.maybe_get_ref("output_layer")
        n = layer.maybe_get_dim("nO") if layer is not None else None
        if n is not None and n != len(self.labels):
            raise FormatError(
                "tagger.classes", f"{place}: {n} classes, and component '{self.name}' has {len(self.labels)} labels"
            )


def as_docs(docs: Any) -> Any:
    """A list of documents, from one or several."""
    return [docs] if isinstance(docs, Doc) else docs


def make_tagger(
    nlp: Any,
    name: str,
    model: Model,
    overwrite: bool,
    scorer: Callable | None,
    neg_prefix: str,
    label_smoothing: float,
) -> Tagger:
    """Factory "tagger"."""
    return Tagger(
        nlp.vocab,
        model,
        name,
        overwrite=overwrite,
        scorer=scorer,
        neg_prefix=neg_prefix,
        label_smoothing=label_smoothing,
    )
