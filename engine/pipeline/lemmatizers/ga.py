"""The lemmatizer of Irish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.pipeline.lemmatizers.by_pos import PosLookupLemmatizer

VOWELS = frozenset("aeiouáéíóú")
# What an eclipsed initial is written as, and the initial itself.
ECLIPSES = {"bhf": "f", "bp": "p", "dt": "t", "gc": "c", "mb": "b", "nd": "d", "ng": "g"}
LENITED = frozenset("bcdfgmpst")
SHORT_FORMS = ("b'", "d'", "m'", "b’", "d’", "m’")


def unmutated(lower: str) -> Iterator[str]:
    """What a word in lower case may be without the mutation of its initial, likelier ones first.

    Mutations: eclipsis (bhfear, n-athair), lenition (bhean), h and t before vowels (hathair, t-uisce), t before s
    (tseachtain). Particles that are written together with a verb (d'ith) come off first.
    """
    if lower.startswith(SHORT_FORMS):
        lower = lower[2:]
        yield lower
    for written, initial in ECLIPSES.items():
        if lower.startswith(written):
            yield initial + lower[len(written) :]
    if lower[:1] in LENITED and lower[1:2] == "h":
        yield lower[0] + lower[2:]
    if lower[:1] in ("h", "n", "t"):
        rest = lower[1:].removeprefix("-")
        if rest[:1] in VOWELS or (lower[0] == "t" and rest[:1] == "s"):
            yield rest


class IrishLemmatizer(PosLookupLemmatizer):
    """Lemmas of a word as it is, or without the mutation of its initial, whichever the table has.

    A proper noun loses an eclipsis that its capital shows (gCorcaigh), and is kept otherwise.
    """

    parts = ("adj", "adp", "noun", "verb")

    def _lemma(self, text: str, pos: str) -> str:
        lower = text.lower()
        if pos == "PROPN":
            return text.lstrip("bcdfghmnpst-") if text[:1].islower() and not text.islower() else text
        table = self._table({"AUX": "verb"}.get(pos, pos.lower()))
        for form in (lower, *unmutated(lower)):
            if form in table:
                return table[form]
        return lower


def make_lemmatizer(nlp: Any, name: str, model: Any, mode: str, overwrite: bool) -> IrishLemmatizer:
    """Factory "ga.lemmatizer"."""
    return IrishLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite)
