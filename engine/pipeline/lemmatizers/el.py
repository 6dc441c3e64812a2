"""The lemmatizer of Greek."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizers.indexed import IndexedLemmatizer


class GreekLemmatizer(IndexedLemmatizer):
    """IndexedLemmatizer without a table of lemmas beside the rules."""


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> GreekLemmatizer:
    """Factory "el.lemmatizer"."""
    return GreekLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
