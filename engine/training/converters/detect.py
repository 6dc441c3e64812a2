"""Which converter a file needs, and sentences for files that mark none."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from engine.errors import InputError
from engine.training.converters.ner import is_sentence_per_line, is_token_per_line

CONVERTER_NAMES = ("conllubio", "conllu", "conll", "ner", "iob", "json")
SENTENCE_ENDS = frozenset(".!?…。！？｡．।॥؟۔")


def find_converter(name: str, path: Path, text: str) -> str:
    """Name of the converter of a file: the given one, or by its suffix for "auto". Entity files with a sentence a
    line and with a token a line are told apart by their first line, whatever their name says.

    Raises InputError for an unknown name or suffix.
    """
    if name == "auto":
        name = path.suffix.lstrip(".").lower()
        if name not in CONVERTER_NAMES:
            raise InputError(
                "convert.suffix",
                f"{path}: no converter goes by the suffix {path.suffix!r}",
                f"Name one with --converter: {', '.join(CONVERTER_NAMES)}.",
            )
    elif name not in CONVERTER_NAMES:
        raise InputError(
            "convert.converter", f"there is no converter {name!r}", f"Known: auto, {', '.join(CONVERTER_NAMES)}."
        )
    if name in ("ner", "iob", "conll"):
        if is_sentence_per_line(text):
            return "iob"
        if is_token_per_line(text):
            return "ner"
    return name


def sentence_starts(words: list[str]) -> list[bool]:
    """Whether a sentence starts at each word: after a full stop, question or exclamation mark and what closes it."""
    out = []
    ended = False
    for i, word in enumerate(words):
        is_punctuation = all(unicodedata.category(char).startswith("P") for char in word)
        starts = i == 0 or (ended and not is_punctuation)
        out.append(starts)
        if starts:
            ended = False
        if word and all(char in SENTENCE_ENDS for char in word):
            ended = True
    return out
