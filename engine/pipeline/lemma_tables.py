"""What the tables of lemmatizers hold, checked when they come from a file. Caller: Lemmatizer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.errors import FormatError
from engine.vocab.lookups import Lookups

HINT = "Save the pipeline again, or restore the file."


def are_texts(values: Iterable[Any]) -> bool:
    return set(map(type, values)) <= {str}


def is_word_list(value: Any) -> bool:
    return isinstance(value, list) and are_texts(value)


def is_index(value: Any) -> bool:
    """Known words of a part of speech."""
    return isinstance(value, (list, dict)) and are_texts(value)


def is_rules(value: Any) -> bool:
    """Pairs of an ending and what stands for it."""
    return isinstance(value, list) and all(is_word_list(rule) and len(rule) == 2 for rule in value)


def is_groups(value: Any) -> bool:
    """Pairs of a name and features."""
    return isinstance(value, list) and all(
        isinstance(group, list) and len(group) == 2 and isinstance(group[0], str) and is_word_list(group[1])
        for group in value
    )


def is_exceptions(value: Any) -> bool:
    """Lemmas of words."""
    return isinstance(value, dict) and are_texts(value) and all(is_word_list(each) for each in value.values())


def is_lemma(value: Any) -> bool:
    return isinstance(value, str) or (is_word_list(value) and len(value) > 0)


EXPECTED = {
    "lemma_rules": (is_rules, "a list of pairs of endings"),
    "lemma_rules_groups": (is_groups, "a list of pairs of a name and features"),
    "lemma_index": (is_index, "a list of words"),
    "lemma_exc": (is_exceptions, "a map from words to lists of lemmas"),
}


def check_tables(lookups: Lookups, place: str) -> None:
    """Raise FormatError, which names the place, where a table has something else than the lemmatizers expect."""
    for name in lookups.tables:
        test, expected = EXPECTED.get(name, (None, ""))
        if name.startswith("lemma_lookup"):
            test, expected = is_lemma, "a text, or a list of texts"
        if test is None:
            continue
        for key, value in lookups.get_table(name).items():
            if not test(value):
                raise FormatError(
                    "lemmatizer.table", f"{place}: table {name}, entry {key}: {value!r:.60}, expected {expected}", HINT
                )
