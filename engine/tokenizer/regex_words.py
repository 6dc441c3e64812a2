"""Regular expressions as lists of words: sequences of classes of characters, with what has to lie beside them.

Most affix rules are no more than that. They are then matched in C (engine.tokenizer.word_rules), where the outcome is
that of the regular expression; what is not certain is left to it. Caller: engine.tokenizer.word_rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from engine.tokenizer.regex_facts import parsed, sre
from engine.tokenizer.regex_reach import Unknown, category_source

MAX_WORDS = 1000  # of one pattern
MAX_WIDTH = 32  # characters of a word, or of what lies beside it
MAX_CLASSES = 128  # of one pattern

Item = tuple[Any, ...]  # ("char", class), ("look", is_positive, is_behind, texts), ("start",), ("end",), ("any",)
ANY: Item = ("any",)  # here any text may follow, or lie before


@dataclass
class Word:
    """One way to match.

    classes (list[int]): of each character.
    looks: (is_positive, is_behind, at, texts): one of the texts, tuples of classes, has to lie, or must not, behind or
    ahead of character `at`.
    start, end (int | None): where the searched text has to start or end, as a number of characters of the word.
    is_partial (bool): only a necessary condition: more characters follow, or lie before.
    """

    classes: list[int] = field(default_factory=list)
    looks: list[tuple[bool, bool, int, list[tuple[int, ...]]]] = field(default_factory=list)
    start: int | None = None
    end: int | None = None
    is_partial: bool = False


class CharClass:
    """The characters that a node of one character matches, case heeded."""

    def __init__(self, op: Any, argument: Any):
        self._is_negated = op is sre.NOT_LITERAL
        self._categories: list[re.Pattern[str]] = []
        spans = [(argument, argument)] if op in (sre.LITERAL, sre.NOT_LITERAL) else []
        for kind, value in argument if op is sre.IN else ():
            if kind is sre.NEGATE:
                self._is_negated = True
            elif kind is sre.LITERAL:
                spans.append((value, value))
            elif kind is sre.RANGE:
                spans.append(value)
            elif kind is sre.CATEGORY:
                self._categories.append(re.compile(category_source(value)))
            else:
                raise Unknown
        self._lows: list[int] = []  # of spans that lie apart, ascending
        self._highs: list[int] = []
        for low, high in sorted(spans):
            if self._highs and low <= self._highs[-1]:
                self._highs[-1] = max(high, self._highs[-1])
            else:
                self._lows.append(low)
                self._highs.append(high)

    def __contains__(self, char: str) -> bool:
        at = bisect_right(self._lows, ord(char)) - 1
        is_named = at >= 0 and ord(char) <= self._highs[at]
        if not is_named:
            is_named = any(pattern.match(char) for pattern in self._categories)
        return is_named != self._is_negated


class Words:
    """The ways in which a pattern matches, in the order in which it tries them.

    words (list[Word]). classes (list[CharClass]).
    """

    def __init__(self, pattern: re.Pattern[str], *, from_end: bool):
        """from_end: partial words are the ends of matches, else their beginnings. Raises Unknown for other patterns."""
        tree: Any = parsed(pattern.pattern, pattern.flags & ~re.UNICODE)
        if tree.state.flags & (re.MULTILINE | re.LOCALE | re.IGNORECASE | re.ASCII):
            raise Unknown
        self._from_end = from_end
        self._ids: dict[Any, int] = {}
        self.classes: list[CharClass] = []
        self.words = [self._word(items) for items in self._sequence(list(tree))]

    def classes_of(self, char: str) -> int:
        """Bits of the classes that a character is in."""
        return sum(1 << i for i, each in enumerate(self.classes) if char in each)

    def _class_id(self, op: Any, argument: Any) -> int:
        key = (op, tuple(argument) if isinstance(argument, Iterable) else argument)
        if key not in self._ids:
            if len(self._ids) == MAX_CLASSES:
                raise Unknown
            self._ids[key] = len(self.classes)
            self.classes.append(CharClass(op, argument))
        return self._ids[key]

    def _word(self, items: list[Item]) -> Word:
        word = Word()
        if ANY in items:
            word.is_partial = True
            at = items.index(ANY)
            items = items[len(items) - items[::-1].index(ANY) :] if self._from_end else items[:at]
        for kind, *values in items:
            at = len(word.classes)
            if kind == "char":
                word.classes.append(values[0])
            elif kind == "look":
                word.looks.append((values[0], values[1], at, values[2]))
            elif getattr(word, kind) in (None, at):
                setattr(word, kind, at)
            else:
                raise Unknown
        if not 0 < len(word.classes) <= MAX_WIDTH:
            raise Unknown
        return word

    def _sequence(self, nodes: list[Any]) -> list[list[Item]]:
        """The ways in which a sequence matches, in the order in which they are tried."""
        ways: list[list[Item]] = [[]]
        for op, argument in nodes:
            ways = product(ways, self._node(op, argument))
        return ways

    def _node(self, op: Any, argument: Any) -> list[list[Item]]:
        if op in (sre.LITERAL, sre.NOT_LITERAL, sre.IN):
            return [[("char", self._class_id(op, argument))]]
        if op is sre.BRANCH:
            ways = [way for branch in argument[1] for way in self._sequence(list(branch))]
            return product(ways, [[]])
        if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
            return self._sequence(list(argument[3]))
        if op is sre.AT and argument in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            return [[("start",)]]
        if op is sre.AT and argument in (sre.AT_END, sre.AT_END_STRING):
            return [[("end",)]]
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            direction, part = argument
            texts = [tuple(text_of(way)) for way in self._sequence(list(part))]
            return [[("look", op is sre.ASSERT, direction < 0, texts)]]
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            return self._repeat(*argument, is_greedy=op is sre.MAX_REPEAT)
        raise Unknown

    def _repeat(self, low: int, high: Any, part: Any, *, is_greedy: bool) -> list[list[Item]]:
        once = self._sequence(list(part))
        if low > MAX_WIDTH or any(not any(kind in ("char", "any") for kind, *_ in way) for way in once):
            raise Unknown  # what is empty is repeated in ways of its own
        ways: list[list[Item]] = [[]]
        for _ in range(low):
            ways = product(ways, once)
        if high is sre.MAXREPEAT or high - low > MAX_WIDTH:
            return product([[ANY]], ways) if self._from_end else product(ways, [[ANY]])
        more: list[list[Item]] = [[]]
        for _ in range(high - low):
            longer = product(once, more)
            more = [*longer, []] if is_greedy else [[], *longer]
        return product(ways, more)


def product(first: list[list[Item]], then: list[list[Item]]) -> list[list[Item]]:
    if len(first) * len(then) > MAX_WORDS:
        raise Unknown
    return [a + b for a in first for b in then]


def text_of(items: list[Item]) -> list[int]:
    if len(items) > MAX_WIDTH or any(kind != "char" for kind, *_ in items):
        raise Unknown
    return [item[1] for item in items]


def words_of(function: Any, method: str, *, from_end: bool = False) -> Words | None:
    """The words of a method of `re.compile(...)`; None for any other function, and where they are not clear."""
    owner = getattr(function, "__self__", None)
    if not isinstance(owner, re.Pattern) or not isinstance(owner.pattern, str) or function != getattr(owner, method):
        return None
    try:
        return Words(owner, from_end=from_end)
    except (Unknown, re.error, RecursionError, OverflowError):
        return None
