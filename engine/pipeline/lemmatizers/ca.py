"""The lemmatizer of Catalan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizers.indexed import IndexedLemmatizer


class CatalanLemmatizer(IndexedLemmatizer):
    """IndexedLemmatizer with the parts of speech that have rules in Catalan."""

    parts = frozenset("adj adp adv aux cconj det noun pron punct sconj verb".split())


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> CatalanLemmatizer:
    """Factory "ca.lemmatizer"."""
    return CatalanLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
