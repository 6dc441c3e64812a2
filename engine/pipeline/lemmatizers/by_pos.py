"""PosLookupLemmatizer: lemmas from one lookup table a part of speech."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.pipeline.lemmatizer import Lemmatizer, by_form
from engine.tokens.token import Token


class PosLookupLemmatizer(Lemmatizer):
    """Has the mode "pos_lookup". parts: the tables `lemma_lookup_<part>` that it needs; `more`: further ones."""

    parts: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def get_lookups_config(cls, mode: str) -> tuple[list[str], list[str]]:
        """(tables that a mode needs, tables that it uses when there are any)."""
        if mode == "pos_lookup":
            return ([*(f"lemma_lookup_{part}" for part in cls.parts), *cls.more], [])
        return super().get_lookups_config(mode)

    @by_form
    def pos_lookup_lemmatize(self, token: Token) -> list[str]:
        """Lemmas by the table of the part of speech."""
        found = self._lemma(token.text, token.pos_)
        return list(found) if isinstance(found, (list, tuple)) else [found]

    def _lemma(self, text: str, pos: str) -> str | list[str]:
        """The lemma of a form; several where the table has a list, the best one first."""
        raise NotImplementedError

    def _table(self, part: str) -> Any:
        return self.lookups.get_table(f"lemma_lookup_{part}", {})
