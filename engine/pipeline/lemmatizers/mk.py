"""The lemmatizer of Macedonian."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizer import NO_WORD, Lemmatizer
from engine.tokens.token import Token

GERUND = "јќи"  # ending of adverbs made of verbs, which have the verb's lemma


class MacedonianLemmatizer(Lemmatizer):
    """Lemmatizer whose rules count only when their result is in the index or not alphabetic."""

    def _rule_forms(self, token: Token) -> list[str]:
        text, pos = token.text, token.pos_.lower()
        if pos in NO_WORD:
            return [text.lower()]
        if text.endswith(GERUND) and text != GERUND:
            text, pos = text.removesuffix(GERUND), "verb"
        lower = text.lower()
        index_table, exc_table, rules_table = (
            self.lookups.get_table(name, {}) for name in ("lemma_index", "lemma_exc", "lemma_rules")
        )
        if not any(table.get(pos) for table in (index_table, exc_table, rules_table)):
            return [text if pos == "propn" else lower]
        index = self._index(pos, index_table.get(pos, []))
        forms: list[str] = []
        for old, new in rules_table.get(pos, []):
            form = lower[: len(lower) - len(old)] + new
            if lower.endswith(old) and form and (form in index or not form.isalpha()):
                forms.append(form)
        forms = list(dict.fromkeys(forms))
        for form in exc_table.get(pos, {}).get(lower, []):
            if form not in forms:
                forms.insert(0, form)
        return forms or [text]


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> MacedonianLemmatizer:
    """Factory "mk.lemmatizer"."""
    return MacedonianLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
