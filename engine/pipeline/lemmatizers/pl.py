"""The lemmatizer of Polish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizers.by_pos import PosLookupLemmatizer

NEGATION, SUPERLATIVE = "nie", "naj"


class PolishLemmatizer(PosLookupLemmatizer):
    """Lemmas of adjectives and verbs are found without their prefixes, those of names as they are written."""

    parts = ("adj", "adp", "adv", "aux", "noun", "num", "part", "pron", "verb")

    def _lemma(self, text: str, pos: str) -> str:
        lower = text.lower()
        if pos == "PROPN":
            return self._table("noun").get(text, lower)
        part = pos.lower()
        if part not in self.parts:
            return lower
        table = self._table(part)
        prefixes = {"adj": (NEGATION, SUPERLATIVE), "verb": (NEGATION,)}.get(part, ())
        for prefix in prefixes:
            if lower.startswith(prefix) and lower[len(prefix) :] in table:
                return table[lower[len(prefix) :]]
        if part == "noun" and lower not in table:
            return table.get(text, lower)
        return table.get(lower, lower)


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> PolishLemmatizer:
    """Factory "pl.lemmatizer"."""
    return PolishLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
