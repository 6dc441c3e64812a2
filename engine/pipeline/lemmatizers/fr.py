"""The lemmatizer of French."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizers.indexed import IndexedLemmatizer


class FrenchLemmatizer(IndexedLemmatizer):
    """IndexedLemmatizer with the parts of speech that have rules in French."""

    parts = frozenset("adj adp adv aux cconj det noun pron punct sconj verb".split())


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> FrenchLemmatizer:
    """Factory "fr.lemmatizer"."""
    return FrenchLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
