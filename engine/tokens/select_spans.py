"""Small functions over spans and words that users import from `engine.util`."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import DataError, InputError
from .span import Span


def filter_spans(spans: Iterable[Span]) -> list[Span]:
    """The longest spans that do not overlap, in the order of the text; of equally long ones, the first.

    >>> doc.ents = filter_spans(spans)
    """
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            kept.append(span)
            taken.update(tokens)
    return sorted(kept, key=lambda span: span.start)


def filter_chain_spans(*spans: Iterable[Span]) -> list[Span]:
    """`filter_spans` over several collections of spans."""
    return filter_spans(span for each in spans for span in each)


def normalize_slice(length: int, start: int | None, stop: int | None, step: int | None = None) -> tuple[int, int]:
    """(start, stop) of a slice of a sequence, inside it and in order. Raises InputError for a step."""
    if step not in (None, 1):
        raise InputError("tokens.slice_step", f"slices of tokens have no step, got {step}")
    first, last, _ = slice(start, stop).indices(length)
    return first, max(first, last)


def get_words_and_spaces(words: Iterable[str], text: str) -> tuple[list[str], list[bool]]:
    """The words of a text, with whitespace that no single space covers as words of its own, and what follows each.

    words (Iterable[str]): in order; they and the text hold the same characters, whitespace aside.
    Returns (words, spaces), the arguments of Doc. Raises DataError when words and text differ.
    """
    found: list[str] = []
    spaces: list[bool] = []
    at = 0
    for word in words:
        if not word or word.isspace():
            continue
        start = text.find(word, at)
        if start < 0 or (start > at and not text[at:start].isspace()):
            raise DataError(
                "doc.words_text_differ",
                f"the word {word!r} does not come next in the text, at character {at}: {text[at : at + 30]!r}",
                "Words and text must hold the same characters, apart from whitespace.",
            )
        if start > at:
            found.append(text[at:start])
            spaces.append(False)
        at = start + len(word)
        found.append(word)
        follows = at < len(text) and text[at] == " "
        spaces.append(follows)
        at += follows
    if at < len(text):
        if not text[at:].isspace():
            raise DataError("doc.words_text_differ", f"the text goes on after the last word: {text[at : at + 30]!r}")
        found.append(text[at:])
        spaces.append(False)
    return found, spaces
