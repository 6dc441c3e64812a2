"""Callbacks for configs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.language.load import load


def create_copy_from_base_model(tokenizer: str | None = None, vocab: str | None = None) -> Callable[[Any], Any]:
    """Registered as spacy.copy_from_base_model.v1, for `before_init`: takes the tokenizer's settings and the vocabulary
    of other pipelines.

    tokenizer, vocab: path or package of the pipeline to copy from; None leaves it.
    """

    def copy_from_base_model(nlp: Any) -> Any:
        if tokenizer:
            base = load(tokenizer, exclude=["vocab"], enable=[])
            nlp.tokenizer.from_bytes(base.tokenizer.to_bytes(exclude=["vocab"]), exclude=["vocab"])
        if vocab:
            nlp.vocab.from_bytes(load(vocab).vocab.to_bytes())
        return nlp

    return copy_from_base_model
