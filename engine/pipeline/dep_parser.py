"""DependencyParser: heads, dependency labels and sentence starts, by the arc-eager system with a dynamic oracle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from engine.gold.example import Example
from engine.ml.model_type import Model
from engine.parser.core import Gold
from engine.parser.moves import BREAK, DELIMITER, LEFT, REDUCE, RIGHT, SHIFT, MoveTable, tree_moves
from engine.parser.projectivize import projectivize
from engine.pipeline.transition_docs import annotated_in_tree, gold_tree_of, reference_tree, set_trees
from engine.pipeline.transition_pipe import State, TransitionPipe, check_counts
from engine.tokens.doc import Doc


class DependencyParser(TransitionPipe):
    """Predicts a dependency tree for each sentence, and where sentences start.

    min_action_freq (int): labels of a move that the data have less often become `dep`. learn_tokens (bool): learn to
    join tokens by the label `subtok`. Other arguments as TransitionPipe.
    """

    kind = "parser"

    def no_moves(self) -> MoveTable:
        return MoveTable(
            "parser", {SHIFT: {"": 1}, REDUCE: {"": 1}, LEFT: {"dep": 0}, RIGHT: {"dep": 0}, BREAK: {"ROOT": 0}}
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels in alphabetical order; a label `x||y` of a lifted arc counts as y, as in spaCy."""
        return tuple(sorted({label.rpartition(DELIMITER)[2] for label in self.moves.label_set()}))

    def count_moves(self, references: Iterable[Doc]) -> MoveTable:
        table = tree_moves(
            (projectivize(*reference_tree(doc)) for doc in references),
            min_freq=int(self.cfg["min_action_freq"]),
            learn_tokens=bool(self.cfg["learn_tokens"]),
        )
        for move in (LEFT, RIGHT, BREAK):
            table.labels[move].pop("", None)  # tokens without annotation
        return table

    def gold_of(self, example: Example) -> Gold:
        return gold_tree_of(example)

    def annotated(self, example: Example) -> bytes:
        return annotated_in_tree(example)

    def set_annotations(self, docs: Sequence[Doc], states: Sequence[State]) -> None:
        """Write heads, labels and sentence starts into the documents."""
        set_trees([docs] if isinstance(docs, Doc) else list(docs), list(states))


def make_parser(
    nlp: Any,
    name: str,
    model: Model,
    moves: MoveTable | None,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Callable | None,
) -> DependencyParser:
    """Factory "parser"."""
    check_counts(name, update_with_oracle_cut_size=update_with_oracle_cut_size, min_action_freq=min_action_freq)
    return DependencyParser(
        nlp.vocab,
        model,
        name,
        moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )
