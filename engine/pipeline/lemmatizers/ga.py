"""The lemmatizer of Irish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.pipeline.lemmatizers.by_pos import PosLookupLemmatizer

LENITED = "bcdfgmpst"  # what an h may follow
VOWELS = "aeiouáéíóú"
# What may go before a letter that begins a word.
ECLIPSED = {"b": ("m",), "c": ("g",), "d": ("n", "n-"), "g": ("n", "n-"), "p": ("b",), "t": ("d",), "s": ("t", "t-")}


class IrishLemmatizer(PosLookupLemmatizer):
    """Forms are looked up as they are, then without the mutation of their beginning; names as they are written."""

    parts = ("adj", "adp", "noun", "verb")

    def _lemma(self, text: str, pos: str) -> str | list[str]:
        lower = text.lower()
        if pos == "PROPN":
            table = self._table("noun")
            forms = [text, *without_mutation(text)]
        elif pos == "ADP":
            table, forms = self._table("adp"), [text]
        elif pos in ("ADJ", "NOUN", "VERB"):
            table = self._table(pos.lower())
            forms = [lower, *(each.lower() for form in (text, lower) for each in without_mutation(form))]
        else:
            return lower
        return next((table[form] for form in forms if form in table), lower)


def without_mutation(word: str) -> Iterator[str]:
    """What a word may be without lenition, eclipsis, or the letter before a vowel."""
    if word[:1] in LENITED and word[1:2] == "h":
        yield word[0] + word[2:]
    for first, added in ECLIPSED.items():
        for each in added:
            if word.startswith(each + first):
                yield word[len(each) :]
    for each, vowels in (("n-", VOWELS), ("n", VOWELS.upper()), ("h", VOWELS + VOWELS.upper())):
        rest = word[len(each) :]
        if word.startswith(each) and rest[:1] and rest[0] in vowels:
            yield rest


def make_lemmatizer(nlp: Any, name: str, model: Any, mode: str, overwrite: bool) -> IrishLemmatizer:
    """Factory "ga.lemmatizer"."""
    return IrishLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite)
