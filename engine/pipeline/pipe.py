"""Pipe: what every component of a pipeline can do.

A component is called with a Doc and returns it. The classes here know the vocabulary and their model, never the
pipeline object that they are part of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NoReturn, TypeVar

from engine.gold.example import Example
from engine.tokens.doc import Doc

ItemT = TypeVar("ItemT")
ErrorHandler = Callable[[str, Any, list[Doc], Exception], Any]


def raise_error(name: str, component: Any, docs: list[Doc], error: Exception) -> NoReturn:
    """Error handler of a component that was given no other: the error goes on to the caller."""
    raise error


def ignore_error(name: str, component: Any, docs: list[Doc], error: Exception) -> None:
    """Error handler that drops the documents and says nothing."""


def batched(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """Lists of `size` items, the last one shorter."""
    stream = iter(items)
    while batch := list(islice(stream, max(size, 1))):
        yield batch


class Pipe:
    """Base of the components. A subclass overrides `__call__`, and `pipe` when a batch is cheaper than its docs.

    name (str): name of the component in the pipeline.
    """

    name: str = "pipe"
    scorer: Callable[..., dict[str, Any]] | None = None
    cfg: dict[str, Any]
    error_handler: ErrorHandler | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place and return it."""
        raise NotImplementedError(f"{type(self).__name__} does not implement __call__")

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate a stream of documents, in order. A document whose error the error handler swallows is left out."""
        handle = self.get_error_handler()
        for doc in stream:
            try:
                result = self(doc)
            except Exception as error:
                handle(self.name, self, [doc], error)
                continue
            yield result

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Any = None) -> None:
        """Set the component up before training. Nothing to do here."""

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Scores of the predictions in `examples`, by the component's scorer; {} without one.

        The component's `cfg` (threshold, labels, ...) is handed to the scorer; `kwargs` go first.
        """
        if not callable(self.scorer):
            return {}
        settings = dict(getattr(self, "cfg", None) or {})
        settings.update(kwargs)
        return self.scorer(examples, **settings)

    @property
    def is_trainable(self) -> bool:
        return False

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels that the component assigns."""
        return ()

    @property
    def label_data(self) -> Any:
        """What `initialize` takes as `labels` to skip a pass over the data; None when there is no such thing."""
        return None

    @property
    def hide_labels(self) -> bool:
        """Whether the labels are an implementation detail that does not belong in the meta data."""
        return False

    def set_error_handler(self, error_handler: ErrorHandler) -> None:
        """Set what is called with (name, component, docs, error) when a document of a stream fails."""
        self.error_handler = error_handler

    def get_error_handler(self) -> ErrorHandler:
        return self.error_handler if self.error_handler is not None else raise_error
