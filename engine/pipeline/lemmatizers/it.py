"""The lemmatizer of Italian."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizers.by_pos import PosLookupLemmatizer

INDEFINITE = dict.fromkeys(("un", "un'", "una"), "uno")
SHORT = {"alcun": "alcuno", "qualcun": "qualcuno"}
# Forms whose lemma no table says: before the tables are asked, and among their answers.
FIRST = {
    "DET": {**dict.fromkeys(("l'", "lo", "la", "i", "gli", "le"), "il"), **INDEFINITE},
    "PRON": {**dict.fromkeys(("l'", "li", "la", "gli", "le"), "lo"), **INDEFINITE},
    "ADP": {"d'": "di"},
}
LAST = {"ADJ": SHORT, "PRON": SHORT}
TABLES = {"PART": "pron", "PROPN": "noun"} | {
    pos: pos.lower() for pos in ("ADJ", "ADP", "ADV", "AUX", "DET", "NOUN", "NUM", "PRON", "VERB")
}
ONE_TABLE = frozenset({"ADP", "DET"})  # the others go on to two more tables


class ItalianLemmatizer(PosLookupLemmatizer):
    """Articles and shortened forms have fixed lemmas; names are looked up as they are written."""

    parts = ("num", "det", "adp", "adj", "noun", "pron", "verb", "aux", "adv", "other")
    more = ("lemma_lookup",)

    def _lemma(self, text: str, pos: str) -> str:
        lower = text.lower()
        fixed = FIRST.get(pos, {}).get(lower)
        if fixed is not None:
            return fixed
        form = text if pos == "PROPN" else lower
        table = self._table(TABLES.get(pos, "other"))
        if pos in LAST:
            found = table.get(lower, lower)
            return LAST[pos].get(found, found)
        if form in table:
            return table[form]
        if pos == "NOUN":
            return table.get(text, lower)
        if pos in ONE_TABLE:
            return lower
        for each in (self._table("other"), self.lookups.get_table("lemma_lookup", {})):
            if form in each:
                return each[form]
        return lower


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> ItalianLemmatizer:
    """Factory "it.lemmatizer"."""
    return ItalianLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
