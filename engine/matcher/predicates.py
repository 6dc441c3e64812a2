"""What a token pattern asks of one value of a token: sets, comparisons, regular expressions, fuzzy texts.

A Predicate is a named test of one value. Equal predicates are equal objects to a dict, so that a pattern that repeats
another's question costs nothing. Callers: patterns, machine.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from engine.matcher.levenshtein import edit_limit, levenshtein_compare

FuzzyCompare = Callable[[str, str, int], bool]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
SETS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
FUZZY = ("FUZZY", *(f"FUZZY{n}" for n in range(1, 10)))
NAMES = ("REGEX", *FUZZY, *SETS, *COMPARISONS)

# what a test is given: the id or number of the attribute, its text, its features (MORPH), a value of an extension
ID, TEXT, FEATURES, OBJECT = "id", "text", "features", "object"


@dataclass(frozen=True)
class Predicate:
    """A test of one value.

    name, argument: what it asks, for comparison of predicates. of (str): what `test` is given.
    test (Callable[[Any], bool]): the answer.
    """

    name: str
    argument: Hashable
    of: str
    test: Callable[[Any], bool] = field(compare=False)


def max_edits(name: str) -> int:
    """Edits that FUZZY3 allows; -1 for FUZZY, where the length of the text decides."""
    return int(name[5:]) if len(name) > 5 else -1


def compare(name: str, limit: Any, of: str) -> Predicate:
    """A comparison with a number. What cannot be compared does not match."""
    function = COMPARISONS[name]

    def test(value: Any) -> bool:
        try:
            return bool(function(value, limit))
        except TypeError:
            return False

    return Predicate(name, (type(limit).__name__, limit), of, test)


def regex(sources: list[str], of: str, *, inverted: bool = False) -> Predicate:
    """Whether any of the expressions (none, when inverted) is found in a text. Raises re.error."""
    searches = [re.compile(source).search for source in sources]

    def test(text: Any) -> bool:
        return isinstance(text, str) and any(search(text) for search in searches) != inverted

    if of == TEXT and len(searches) == 1 and not inverted:
        test = searches[0]  # type: ignore[assignment]  # a match is true
    return Predicate("REGEX", (tuple(sources), inverted), of, test)


def fuzzy(texts: list[str], edits: int, function: FuzzyCompare, of: str, *, inverted: bool = False) -> Predicate:
    """Whether a text is like any of the given ones (like none, when inverted)."""

    def test(text: Any) -> bool:
        if not isinstance(text, str):
            return False
        return any(text == each or function(text, each, edits) for each in texts) != inverted

    if of == TEXT and len(texts) == 1 and not inverted:
        (only,) = texts
        if function is levenshtein_compare:
            limit = edit_limit(only, edits)
            shortest, longest = len(only) - limit, len(only) + limit

            def test(text: Any) -> bool:
                return shortest <= len(text) <= longest and levenshtein_compare(text, only, edits)
        else:

            def test(text: Any) -> bool:
                return text == only or function(text, only, edits)

    return Predicate("FUZZY", (tuple(texts), edits, inverted), of, test)


def not_in(ids: frozenset[int]) -> Predicate:
    return Predicate("NOT_IN", ids, ID, lambda value: value not in ids)


def feature_set(name: str, features: list[str]) -> Predicate:
    """A relation between the features of a token ("Number=Sing") and the given ones."""
    wanted = frozenset(features)
    return Predicate(name, wanted, FEATURES, lambda found: relation(name, found, wanted))


def relation(name: str, found: Iterable[Any], wanted: Iterable[Any]) -> bool:
    """IS_SUBSET, IS_SUPERSET or INTERSECTS of two collections, whose members need not be hashable."""
    found, wanted = list(found), list(wanted)
    if name == "IS_SUBSET":
        return all(each in wanted for each in found)
    if name == "IS_SUPERSET":
        return all(each in found for each in wanted)
    return any(each in wanted for each in found)


def is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float))


def equals(wanted: Any) -> Predicate:
    """Value of an extension attribute that is the given text or number."""

    def test(value: Any) -> bool:
        return is_plain(value) and bool(value == wanted)

    return Predicate("=", (type(wanted).__name__, wanted), OBJECT, test)


def object_set(name: str, wanted: list[Any]) -> Predicate:
    """A set relation of the value of an extension attribute: a text or number, or a collection of them.

    IN and NOT_IN ask for one text or number; a value of another kind is neither in nor "not in". None, the value of
    what nobody set, has no relation to anything.
    """

    def test(value: Any) -> bool:
        if value is None:
            return False
        if name in ("IN", "NOT_IN"):
            return is_plain(value) and (value in wanted) == (name == "IN")
        if is_plain(value) or not isinstance(value, Iterable):
            value = [value]
        return relation(name, value, wanted)

    return Predicate(name, tuple((type(each).__name__, each) for each in wanted), OBJECT, test)
