"""Callbacks that configs refer to by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def create_copy_from_base_model(tokenizer: str | None = None, vocab: str | None = None) -> Callable[[Any], Any]:
    """`spacy.copy_from_base_model.v1`, for `initialize.before_init`: take the tokenizer settings and the vocabulary
    of a trained pipeline (a name or a path each)."""

    def copy_from_base_model(nlp: Any) -> None:
        if tokenizer:
            base = nlp.load_source(tokenizer)
            nlp.tokenizer.from_bytes(base.tokenizer.to_bytes(exclude=["vocab"]))
        if vocab:
            base = nlp.load_source(vocab)
            nlp.vocab.from_bytes(base.vocab.to_bytes())

    return copy_from_base_model
