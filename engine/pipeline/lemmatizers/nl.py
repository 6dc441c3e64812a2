"""The lemmatizer of Dutch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizer import by_form
from engine.pipeline.lemmatizers.indexed import IndexedLemmatizer
from engine.tokens.token import Token


class DutchLemmatizer(IndexedLemmatizer):
    """Lemmas are in lower case. Results in the index go first, of the lookup table before those of rules."""

    parts = frozenset("adj adp adv aux det noun num pron verb".split())

    @by_form
    def lookup_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by the table `lemma_lookup`, by lower case."""
        return [self._lookup(token.text.lower())]

    def _rule_forms(self, token: Token) -> list[str]:
        lower, pos = token.text.lower(), token.pos_.lower()
        if self.parts is None or pos not in self.parts:
            return [lower]
        index = self._index(pos, self._of_pos("lemma_index", pos, []))
        if lower in index:
            return [lower]
        exceptions = self._of_pos("lemma_exc", pos, {}).get(lower)
        if exceptions:
            return [exceptions[0]]
        known = lower in self.lookups.get_table("lemma_lookup", {})
        if known and self._lookup(lower) in index:
            return [self._lookup(lower)]
        others: list[str] = []
        for old, new in self._of_pos("lemma_rules", pos, []):
            form = lower[: len(lower) - len(old)] + new
            if not lower.endswith(old) or not form:
                continue
            if form in index:
                return [form]
            others.append(form)
        if known:
            return [self._lookup(lower)]
        return list(dict.fromkeys(others)) or [lower]


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> DutchLemmatizer:
    """Factory "nl.lemmatizer"."""
    return DutchLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
