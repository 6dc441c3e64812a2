"""IndexedLemmatizer: rules for languages whose index lists lemmas that are forms of other lemmas as well."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.pipeline.lemmatizer import NO_WORD, Lemmatizer, by_form
from engine.tokens.token import Token

ALL_TABLES = ["lemma_lookup", "lemma_rules", "lemma_exc", "lemma_index"]


class IndexedLemmatizer(Lemmatizer):
    """In mode "rule", a form of the index is its own lemma, and exceptions leave no place for rules.

    parts: parts of speech that have rules, in lower case; None for all. The table `lemma_lookup` gives the lemmas of
    the others, and of forms that no rule fits. It is not used when `parts` is None.
    """

    parts: ClassVar[frozenset[str] | None] = None

    @classmethod
    def get_lookups_config(cls, mode: str) -> tuple[list[str], list[str]]:
        """(tables that a mode needs, tables that it uses when there are any)."""
        if mode == "rule" and cls.parts is not None:
            return (list(ALL_TABLES), [])
        return super().get_lookups_config(mode)

    @by_form
    def rule_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by the index, exceptions, suffix rules and the lookup table, best one first."""
        key = (token.orth, token.pos, token.morph.key)
        forms = self.cache.get(key)
        if forms is None:
            forms = self.cache[key] = self._rule_forms(token)
        return forms

    def _rule_forms(self, token: Token) -> list[str]:
        lower, pos = token.text.lower(), token.pos_.lower()
        if pos in NO_WORD:
            return [lower]
        if self.parts is not None and pos not in self.parts:
            return self.lookup_lemmatize(token)
        index = self._index(pos, self._of_pos("lemma_index", pos, []))
        if lower in index:
            return [lower]
        exceptions = self._of_pos("lemma_exc", pos, {}).get(lower)
        if exceptions:
            return list(dict.fromkeys(exceptions))
        forms: list[str] = []
        others: list[str] = []
        for old, new in self._of_pos("lemma_rules", pos, []):
            form = lower[: len(lower) - len(old)] + new
            if lower.endswith(old) and form:
                (forms if form in index or not form.isalpha() else others).append(form)
        forms = list(dict.fromkeys(forms or others))
        return forms or [self._lookup(lower)]

    def _of_pos(self, name: str, pos: str, default: Any) -> Any:
        return self.lookups.get_table(name, {}).get(pos, default)

    def _lookup(self, lower: str) -> str:
        if self.parts is None:
            return lower
        found = self.lookups.get_table("lemma_lookup", {}).get(lower, lower)
        return found if isinstance(found, str) else found[0]
