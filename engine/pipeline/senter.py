"""SentenceRecognizer: finds sentence starts without a parse, one yes-or-no a token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine.gold.validation import validate_get_examples
from engine.ml.model_type import Model
from engine.pipeline.tagger import GetExamples, Tagger, as_docs
from engine.pipeline.tagger_ops import ClassTable, set_sent_starts
from engine.tokens.doc import Doc
from engine.vocab.vocab import Vocab


class SentenceRecognizer(Tagger):
    """Predicts for each token whether a sentence starts there.

    overwrite: whether sentence starts that a document has are replaced.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str = "senter",
        *,
        overwrite: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(vocab, model, name, overwrite=overwrite, scorer=scorer)
        self.cfg = {"overwrite": overwrite}

    @property
    def labels(self) -> tuple[str, ...]:
        """Inside a sentence, start of one."""
        return ("I", "S")

    @property
    def label_data(self) -> Any:
        return None

    @property
    def hide_labels(self) -> bool:
        return True

    def set_annotations(self, docs: Sequence[Doc], batch_tag_ids: Any) -> None:
        """Write predicted sentence starts into the documents."""
        set_sent_starts(as_docs(docs), batch_tag_ids, bool(self.cfg["overwrite"]))

    def _table_key(self) -> Any:
        return None

    def _make_table(self) -> ClassTable:
        # A gold token that is not marked as a start counts as none, as spaCy has it.
        return ClassTable("sent_start", {1: 1, 2: 0})

    def initialize(self, get_examples: GetExamples, *, nlp: Any = None, labels: Any = None) -> None:
        """Give the model its size and random weights."""
        validate_get_examples(get_examples, "SentenceRecognizer.initialize")
        self._initialize_model(get_examples)

    def add_label(self, label: str, values: Any = None) -> int:
        raise NotImplementedError("The labels of a SentenceRecognizer are fixed: I and S")


def make_senter(nlp: Any, name: str, model: Model, overwrite: bool, scorer: Callable | None) -> SentenceRecognizer:
    """Factory "senter"."""
    return SentenceRecognizer(nlp.vocab, model, name, overwrite=overwrite, scorer=scorer)
