"""EntityRecognizer: named entities that do not overlap, by the BILUO transition system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from engine.gold.example import Example
from engine.ml.model_type import Model
from engine.parser.core import Gold
from engine.parser.moves import MoveTable, entity_moves
from engine.pipeline.transition_docs import (
    annotated_entities,
    count_entity_tokens,
    gold_entities_of,
    preset_entity_types,
    set_entities,
)
from engine.pipeline.transition_pipe import State, TransitionPipe, check_counts
from engine.tokens.doc import Doc


class EntityRecognizer(TransitionPipe):
    """Predicts entities with labels.

    incorrect_spans_key (str | None): spans under this key in gold documents are known to be no entities.
    Other arguments as TransitionPipe.
    """

    kind = "ner"

    def no_moves(self) -> MoveTable:
        return entity_moves({})

    def count_moves(self, references: Iterable[Doc]) -> MoveTable:
        counts: dict[str, int] = {}
        for doc in references:
            count_entity_tokens(doc, counts)
        return entity_moves(counts)

    def gold_of(self, example: Example) -> Gold:
        return gold_entities_of(example, self.cfg.get("incorrect_spans_key"))

    def annotated(self, example: Example) -> bytes:
        return annotated_entities(example)

    def predict(self, docs: Iterable[Doc]) -> list[State]:
        """The final state of each document. Entity labels that documents have already become labels of the
        component: their moves have to be there for the entities to be kept."""
        docs = list(docs)
        strings = self.vocab.strings
        for label in sorted(strings[key] for key in preset_entity_types(docs)):
            if not self.moves.has_label(label):
                self.add_label(label)
        return super().predict(docs)

    def set_annotations(self, docs: Sequence[Doc], states: Sequence[State]) -> None:
        """Write the entities into the documents."""
        set_entities([docs] if isinstance(docs, Doc) else list(docs), list(states))


def make_ner(
    nlp: Any,
    name: str,
    model: Model,
    moves: MoveTable | None,
    update_with_oracle_cut_size: int,
    incorrect_spans_key: str | None,
    scorer: Callable | None,
) -> EntityRecognizer:
    """Factory "ner"."""
    check_counts(name, update_with_oracle_cut_size=update_with_oracle_cut_size)
    return EntityRecognizer(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        incorrect_spans_key=incorrect_spans_key,
        scorer=scorer,
    )
