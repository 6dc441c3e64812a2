"""Lemmatizers of Russian and Ukrainian: the analyses of pymorphy3, chosen by part of speech and features.

Callers: factories "ru.lemmatizer" and "uk.lemmatizer". A token costs one lookup once its form, part of speech and
features have been seen, as with the rules of lemmatizer.py.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from engine.lang.package_tokenizer import MissingPackageError, import_optional
from engine.pipeline.lemmatizer import Lemmatizer, by_form
from engine.tokens.token import Token

# OpenCorpora's parts of speech, and the universal ones that their words may have.
_PARTS = {
    "ADJF": "ADJ DET PRON NUM",
    "ADJS": "ADJ",
    "ADVB": "ADV PRON",
    "COMP": "ADJ ADV",
    "CONJ": "CCONJ SCONJ",
    "GRND": "VERB AUX",
    "INFN": "VERB AUX",
    "INTJ": "INTJ",
    "NOUN": "NOUN PROPN",
    "NPRO": "PRON DET",
    "NUMR": "NUM DET ADV",
    "PRCL": "PART",
    "PRED": "ADV VERB",
    "PREP": "ADP",
    "PRTF": "VERB ADJ AUX",
    "PRTS": "VERB ADJ AUX",
    "VERB": "VERB AUX",
}
PARTS = {part: frozenset(universal.split()) for part, universal in _PARTS.items()}
# Grammemes and the universal features they stand for.
_FEATURES = """
nomn=Case=Nom gent=Case=Gen gen1=Case=Gen gen2=Case=Gen datv=Case=Dat accs=Case=Acc acc2=Case=Acc ablt=Case=Ins
loct=Case=Loc loc1=Case=Loc loc2=Case=Loc voct=Case=Voc sing=Number=Sing plur=Number=Plur masc=Gender=Masc
femn=Gender=Fem neut=Gender=Neut anim=Animacy=Anim inan=Animacy=Inan 1per=Person=1 2per=Person=2 3per=Person=3
past=Tense=Past pres=Tense=Pres futr=Tense=Fut impf=Aspect=Imp perf=Aspect=Perf actv=Voice=Act pssv=Voice=Pass
impr=Mood=Imp indc=Mood=Ind
"""
FEATURES: dict[str, tuple[str, str]] = {
    grammeme: (name, value) for grammeme, name, value in (entry.split("=") for entry in _FEATURES.split())
}
# What counts more than agreement of features that several forms of one word share.
_WEIGHTS = {"Case": 2, "Number": 2, "Gender": 2}
INFLECTED = frozenset("ADJ ADV AUX DET NOUN NUM PRON PROPN VERB".split())
QUOTES = frozenset("«»“”„")


@functools.cache
def make_analyzer(package: str, lang: str) -> Any:
    """The analyzer of a language, one for all pipelines: its dictionary is large. MissingPackageError without it."""
    try:
        module = import_optional(package, extra=lang, purpose=f"the lemmatizer of {lang!r}")
    except MissingPackageError as err:
        if package == "pymorphy3":
            raise
        raise MissingPackageError(
            "lemmatizer.pymorphy_version",
            err.detail,
            f"Use the mode 'pymorphy3', whose package comes with the extra: pip install 'engine[{lang}]'",
        ) from None
    try:
        return module.MorphAnalyzer(lang=lang)
    except (ValueError, ImportError) as err:  # the dictionary of the language is a package of its own
        raise MissingPackageError(
            "lemmatizer.pymorphy_dictionary",
            f"{package} has no dictionary for {lang!r}: {err}",
            f"Install it with the extra: pip install 'engine[{lang}]'",
        ) from None


class PymorphyLemmatizer(Lemmatizer):
    """Lemmatizer with the modes "pymorphy3", which chooses among the analyses of a form, and "pymorphy3_lookup", which
    takes a base form only if all analyses have it; the same with pymorphy2, which is no longer maintained.

    Raises MissingPackageError when the package or its dictionary of the language is not installed.
    """

    lang: ClassVar[str]

    def __init__(self, *args: Any, mode: str = "pymorphy3", **kwargs: Any) -> None:
        super().__init__(*args, mode=mode, **kwargs)
        if isinstance(mode, str) and mode.startswith("pymorphy"):
            make_analyzer(mode.partition("_")[0], self.lang)

    @by_form
    def pymorphy3_lemmatize(self, token: Token) -> list[str]:
        """The base form of the analysis that agrees best with part of speech and features."""
        return self._chosen(token, "pymorphy3")

    @by_form
    def pymorphy3_lookup_lemmatize(self, token: Token) -> list[str]:
        """The base form that all analyses share, else the word."""
        return self._agreed(token, "pymorphy3")

    @by_form
    def pymorphy2_lemmatize(self, token: Token) -> list[str]:
        """As pymorphy3_lemmatize, with pymorphy2."""
        return self._chosen(token, "pymorphy2")

    @by_form
    def pymorphy2_lookup_lemmatize(self, token: Token) -> list[str]:
        """As pymorphy3_lookup_lemmatize, with pymorphy2."""
        return self._agreed(token, "pymorphy2")

    def _chosen(self, token: Token, package: str) -> list[str]:
        pos = token.pos_
        if pos == "PUNCT":
            return ['"' if token.text in QUOTES else token.text]
        lower = token.text.lower()
        if pos and pos not in INFLECTED:
            return [lower]
        analyses = make_analyzer(package, self.lang).parse(token.text)
        fitting = [each for each in analyses if not pos or pos in PARTS.get(each.tag.POS, ())]
        if not fitting:
            return [lower]
        features = token.morph.to_dict()
        # Analyses come by likelihood, and max takes the first of equals.
        return [max(fitting, key=lambda each: agreement(each.tag.grammemes, each.tag.POS, pos, features)).normal_form]

    def _agreed(self, token: Token, package: str) -> list[str]:
        forms = {each.normal_form for each in make_analyzer(package, self.lang).parse(token.text)}
        return [forms.pop() if len(forms) == 1 else token.text]


def agreement(grammemes: frozenset[str], part: str, pos: str, features: Mapping[str, str]) -> int:
    """How far an analysis agrees with features: agreeing ones count for it, others against it."""
    total = 0
    for grammeme in grammemes:
        name, value = FEATURES.get(grammeme, ("", ""))
        if name in features:
            weight = _WEIGHTS.get(name, 1)
            total += weight if value in features[name].split(",") else -weight
    # Pronouns that are inflected as adjectives are determiners, and the other way round.
    if pos in ("DET", "PRON") and part in ("ADJF", "NPRO"):
        total += 3 if (part == "ADJF") == (pos == "DET") else -3
    return total


class RussianLemmatizer(PymorphyLemmatizer):
    """Lemmatizer of Russian."""

    lang = "ru"


class UkrainianLemmatizer(PymorphyLemmatizer):
    """Lemmatizer of Ukrainian."""

    lang = "uk"


def make_russian_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> RussianLemmatizer:
    """Factory "ru.lemmatizer"."""
    return RussianLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)


def make_ukrainian_lemmatizer(
    nlp: Any, name: str, model: Any, mode: str, overwrite: bool, scorer: Callable[..., Any] | None
) -> UkrainianLemmatizer:
    """Factory "uk.lemmatizer"."""
    return UkrainianLemmatizer(nlp.vocab, model, name, mode=mode, overwrite=overwrite, scorer=scorer)
