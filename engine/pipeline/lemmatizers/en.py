"""The lemmatizer of English: rules, except for forms whose features say that they are base forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.pipeline.lemmatizer import Lemmatizer
from engine.tokens.token import Token


class EnglishLemmatizer(Lemmatizer):
    """Lemmatizer that leaves infinitives, singular nouns, positives and bare present forms as they are."""

    def is_base_form(self, token: Token) -> bool:
        """Whether the features say so: an infinitive, a positive, a singular noun, a present form without number."""
        features = token.morph.to_dict()
        form, number = features.get("VerbForm"), features.get("Number")
        if form == "Inf" or features.get("Degree") == "Pos":
            return True
        if token.pos_ == "NOUN":
            return number == "Sing"
        return token.pos_ == "VERB" and form == "Fin" and features.get("Tense") == "Pres" and number is None


def make_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> EnglishLemmatizer:
    """Factory "en.lemmatizer"."""
    return EnglishLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
