"""TrainablePipe: a component around a thinc model.

A subclass has `predict` (documents to whatever the model says), `set_annotations` (what it says, into the documents)
and `get_loss` (the gradient of the model's output); `update` and the rest follow from these three.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import FormatError, InputError
from engine.formats import msgpack
from engine.formats import srsly_later as srsly
from engine.gold.example import Example
from engine.gold.validation import validate_examples
from engine.ml import model_files
from engine.ml.model_type import Model
from engine.pipeline import serialize
from engine.pipeline.later_model import BUILDING, LaterModel
from engine.pipeline.pipe import Pipe, batched
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab

if TYPE_CHECKING:
    from thinc.api import Optimizer


class TrainablePipe(Pipe):
    """Base of the components that learn.

    vocab (Vocab): shared with the documents.
    model (Model): thinc model from a list of Docs to the component's scores; True stands for one that comes later.
    name (str): name in the pipeline; key of the component's entry in `losses`.
    cfg (dict): settings that are saved with the component and handed to its scorer.
    """

    _later: LaterModel | None = None  # in the place of a model
    _model: Any = None

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str,
        *,
        scorer: Callable[..., dict[str, Any]] | None = None,
        **cfg: Any,
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.scorer = scorer
        self.cfg: dict[str, Any] = dict(cfg)

    # The model

    @property
    def model(self) -> Any:
        """The thinc model, documents to scores. Predictions follow what is changed in it. That of a pipeline that was
        loaded is made when it is first asked for."""
        if self._later is not None:
            with BUILDING:
                if self._later is not None:
                    later = self._later
                    self._model = later.build()
                    self._later = None
                    for call in later.when_built:
                        call()
        return self._model

    @model.setter
    def model(self, value: Any) -> None:
        if isinstance(value, LaterModel):
            self._later, self._model = value, None
            return
        if self._later is not None and self._later.when_built:
            _ = self.model  # others were promised the layers of the one that goes
        self._later, self._model = None, value

    @property
    def _net(self) -> Any:
        """What predicts: the model, or its outline while nobody has asked for the model."""
        later = self._later
        return self.model if later is None else later.outline

    def __getstate__(self) -> dict[str, Any]:
        """For copies and pickles, which get the model itself."""
        _ = self.model
        return self.__dict__

    # Prediction

    def predict(self, docs: Sequence[Doc]) -> Any:
        """Run the model over documents, which stay as they are."""
        raise NotImplementedError(f"{type(self).__name__} does not implement predict")

    def set_annotations(self, docs: Sequence[Doc], scores: Any) -> None:
        """Write what `predict` returned into the documents."""
        raise NotImplementedError(f"{type(self).__name__} does not implement set_annotations")

    def __call__(self, doc: Doc) -> Doc:
        handle = self.get_error_handler()
        try:
            scores = self.predict([doc])
            self.set_annotations([doc], scores)
        except Exception as error:
            handle(self.name, self, [doc], error)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate a stream in batches, in order. A batch whose error the error handler swallows is left out."""
        handle = self.get_error_handler()
        for docs in batched(stream, batch_size):
            try:
                scores = self.predict(docs)
                self.set_annotations(docs, scores)
            except Exception as error:
                handle(self.name, self, docs, error)
                continue
            yield from docs

    # Training

    @property
    def is_trainable(self) -> bool:
        return True

    @property
    def is_resizable(self) -> bool:
        """Whether labels can be added after the model has its shape."""
        return (self._later is not None or isinstance(self.model, Model)) and "resize_output" in self._net.attrs

    def get_loss(self, examples: Sequence[Example], scores: Any) -> tuple[float, Any]:
        """(loss, gradient of `scores`)."""
        raise NotImplementedError(f"{type(self).__name__} does not implement get_loss")

    def update(
        self,
        examples: Sequence[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from one batch.

        drop: dropout rate. sgd: applied to the weights at once; None leaves the gradients to `finish_update`.
        losses: added to under the component's name, and returned.
        """
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = self.checked(examples, "update")
        if not any(len(example.predicted) for example in examples):
            return losses
        from thinc.api import set_dropout_rate  # loaded by the model

        set_dropout_rate(self.model, drop)
        scores, backprop = self.model.begin_update([example.predicted for example in examples])
        loss, gradient = self.get_loss(examples, scores)
        losses[self.name] += loss
        backprop(gradient)
        if sgd not in (None, False):
            self.finish_update(sgd)
        return losses

    def rehearse(
        self,
        examples: Sequence[Example],
        *,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
        **config: Any,
    ) -> dict[str, float]:
        """Learn to predict what the component predicted when training resumed. Not every component can."""
        raise NotImplementedError(f"{type(self).__name__} does not implement rehearse")

    def finish_update(self, sgd: Optimizer) -> None:
        """Apply the gradients gathered so far, and clear them."""
        self.model.finish_update(sgd)

    @contextmanager
    def use_params(self, params: dict[Any, Any] | None) -> Iterator[None]:
        """Inside the block the model has other weights, such as an optimizer's averages."""
        with self.model.use_params(params or {}):
            yield

    def create_optimizer(self) -> Optimizer:
        """Adam with the default settings."""
        from engine.ml.optimizer import make_adam  # it needs thinc

        return make_adam(0.001, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=False)

    def add_label(self, label: str) -> int:
        """Add a label; 1 when it is new, 0 when it was there."""
        raise NotImplementedError(f"{type(self).__name__} does not implement add_label")

    def set_output(self, nO: int) -> None:
        """Give the model's output layer `nO` rows, keeping those it has. Does nothing for models that cannot."""
        if self.is_resizable:
            self.model.attrs["resize_output"](self.model, nO)

    def checked(self, examples: Any, method: str) -> list[Example]:
        """A list of the examples, or InputTypeError."""
        validate_examples(examples, f"{type(self).__name__}.{method}")
        return examples if isinstance(examples, list) else list(examples)

    def check_label(self, label: Any) -> str:
        if not isinstance(label, str):
            raise InputError(
                "label.type",
                f"label {label!r} of component '{self.name}' is a {type(label).__name__}, expected a str",
            )
        return label

    def allow_label(self) -> None:
        """Raise InputError when the model has its shape and cannot take further labels."""
        if isinstance(self.model, Model) and self.model.has_dim("nO") and not self.is_resizable:
            raise InputError(
                "label.not_resizable",
                f"component '{self.name}' has {len(self.labels)} labels and its model cannot be resized",
                "Add labels before the component is initialized, or initialize it anew.",
            )

    # Files. `_fields` and the two methods below are all that a subclass with more files than cfg and model changes.

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component as bytes; `exclude` names fields: "cfg", "vocab", "model"."""
        return serialize.to_bytes(self._byte_writers(), exclude)

    def from_bytes(self, bytes_data: bytes, *, exclude: Iterable[str] = ()) -> TrainablePipe:
        """Read what `to_bytes` wrote. Raises FormatError."""
        serialize.from_bytes(bytes_data, self._byte_readers(), exclude, what=f"component '{self.name}'")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component into a folder."""
        serialize.to_disk(serialize.require_path(path), self._disk_writers(), exclude)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TrainablePipe:
        """Read what `to_disk` wrote. Raises FormatError, or FileNotFoundError when a file is missing."""
        path = serialize.require_path(path)
        if not path.is_dir():
            raise FileNotFoundError(f"component '{self.name}': there is no folder {path}")
        serialize.from_disk(path, self._disk_readers(), exclude)
        return self

    def _byte_writers(self) -> serialize.Writers:
        writers: serialize.Writers = {
            "cfg": lambda: srsly.json_dumps(self.cfg, sort_keys=False),
            "vocab": lambda: self.vocab.to_bytes(),
        }
        if isinstance(self.model, Model):
            writers["model"] = self.model.to_bytes
        return writers

    def _byte_readers(self) -> serialize.Readers:
        return {
            "cfg": lambda data: self._take_cfg(data, f"cfg of component '{self.name}'"),
            "vocab": lambda data: self.vocab.from_bytes(data),
            "model": lambda data: self._load_model(data, f"the bytes of component '{self.name}'"),
        }

    def _disk_writers(self) -> serialize.Readers:
        writers: serialize.Readers = {
            "cfg": lambda path: srsly.write_json(path, self.cfg),
            "vocab": lambda path: self.vocab.to_disk(path),
        }
        if isinstance(self.model, Model):
            writers["model"] = lambda path: path.write_bytes(self.model.to_bytes())
        return writers

    def _disk_readers(self) -> serialize.Readers:
        return {
            "cfg": lambda path: self._take_cfg(path.read_bytes(), str(path)) if path.exists() else None,
            "vocab": lambda path: self.vocab.from_disk(path),
            "model": lambda path: self._load_model(path.read_bytes(), str(path)),
        }

    def _before_model(self, model: Any) -> None:
        """Called when cfg is read and the weights are about to be: time to give the output layer of the model, or of
        its outline, its size."""

    def _take_cfg(self, data: bytes, place: str) -> None:
        """Take over saved settings. Raises FormatError where one has another type than the component's own."""
        cfg = serialize.read_json_object(data, place)
        for key, value in cfg.items():
            self._check_setting(key, value, place)
        self.cfg.update(cfg)

    def _check_setting(self, key: str, value: Any, place: str) -> None:
        """Raise FormatError for a saved setting that cannot be used."""
        own = self.cfg.get(key)
        if isinstance(own, bool) and value is None:
            return
        expected = (int, float) if isinstance(own, float) else type(own)
        is_right = own is None or (isinstance(value, expected) and isinstance(value, bool) == isinstance(own, bool))
        if isinstance(value, float) and not math.isfinite(value):
            is_right = False
        if key == "labels" and isinstance(own, list):
            is_right = isinstance(value, list) and all(isinstance(label, str) for label in value)
        if not is_right:
            raise FormatError("component.setting", f"{place}: {key} is {value!r:.60}, and {own!r:.60} by default")

    def _load_model(self, data: bytes, place: str) -> None:
        content = msgpack.loads(data, place)
        later = self._later
        if later is not None and later.content is None:
            self._before_model(later.outline)
            if later.load(content, place):
                return
        self._before_model(self.model)
        model_files.take(self.model, content, place)
