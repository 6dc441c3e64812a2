"""What a regular expression can never match, read off its parsed form, so that most words need not be tried.

All answers are on the safe side: a construct that is not understood "may match". Sound for patterns that are applied to
the word alone. Caller: Tokenizer, for its prefix, suffix, infix, token and url rules.
"""

from __future__ import annotations

import re
import sys
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parse  # type: ignore[attr-defined]
else:
    import sre_constants as sre
    import sre_parse

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
ASCII = frozenset(map(chr, range(128)))


class RegexFacts:
    """Facts about one pattern.

    needs_more_than_letters (bool): no text of ASCII letters alone is matched anywhere.
    first, last (frozenset[str]): ASCII characters that a match may begin or end with; a match may always begin or end
    with any other character. Where a match may be empty, all are.
    """

    def __init__(self, pattern: str, flags: int = 0):
        self.first = self.last = ASCII
        self.needs_more_than_letters = False
        try:
            tree: Any = sre_parse.parse(pattern, flags)
        except (re.error, RecursionError, OverflowError):
            return
        self.ignore_case = bool(tree.state.flags & re.IGNORECASE)
        self.needs_more_than_letters = not self._can_match(list(tree), LETTERS)
        first, first_may_be_empty = self._edge(list(tree), reverse=False)
        last, last_may_be_empty = self._edge(list(tree), reverse=True)
        self.first = ASCII if first_may_be_empty else first
        self.last = ASCII if last_may_be_empty else last

    def _chars(self, op: Any, argument: Any) -> frozenset[str]:
        """ASCII characters that a node of one character may match."""
        if op is sre.LITERAL:
            found = {chr(argument)}
            if self.ignore_case:
                # Letters such as U+017F and U+212A also match an ASCII letter when case is ignored.
                found |= {c for c in ASCII if re.fullmatch(re.escape(chr(argument)), c, re.IGNORECASE)}
            return frozenset(found) & ASCII
        if op is sre.NOT_LITERAL:
            return ASCII if self.ignore_case else ASCII - {chr(argument)}
        if op is sre.IN:
            found = set()
            for kind, value in argument:
                if kind is sre.NEGATE:
                    # [^...]: what the rest leaves out; with ignored case, anything
                    rest = self._chars(sre.IN, [item for item in argument if item[0] is not sre.NEGATE])
                    exact = all(k in (sre.LITERAL, sre.RANGE, sre.NEGATE) for k, _ in argument)
                    return ASCII - rest if exact and not self.ignore_case else ASCII
                if kind is sre.LITERAL:
                    found |= self._chars(sre.LITERAL, value)
                elif kind is sre.RANGE:
                    low, high = value
                    found |= {c for c in ASCII if low <= ord(c) <= high}
                    if self.ignore_case:
                        found |= {c.swapcase() for c in found}
                        if high > 127:
                            found |= LETTERS
                elif kind is sre.CATEGORY:
                    found |= category_chars(value)
                else:
                    return ASCII
            return frozenset(found)
        return ASCII

    def _can_match(self, nodes: list[Any], alphabet: frozenset[str]) -> bool:
        """Whether a sequence may match inside a text over `alphabet` (ASCII characters)."""
        return all(self._node_can_match(op, argument, alphabet) for op, argument in nodes)

    def _node_can_match(self, op: Any, argument: Any, alphabet: frozenset[str]) -> bool:
        if op in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
            return bool(self._chars(op, argument) & alphabet)
        if op is sre.BRANCH:
            return any(self._can_match(list(branch), alphabet) for branch in argument[1])
        if op is sre.SUBPATTERN:
            if argument[1] or argument[2]:
                return True  # flags of its own
            return self._can_match(list(argument[3]), alphabet)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) or op is getattr(sre, "POSSESSIVE_REPEAT", None):
            return argument[0] == 0 or self._can_match(list(argument[2]), alphabet)
        if op is sre.ASSERT:
            return self._can_match(list(argument[1]), alphabet)
        return True

    def _edge(self, nodes: list[Any], reverse: bool) -> tuple[frozenset[str], bool]:
        """(ASCII characters that the first, or last, character of a match may be; whether it may be empty)."""
        found: frozenset[str] = frozenset()
        for op, argument in reversed(nodes) if reverse else nodes:
            chars, may_be_empty = self._node_edge(op, argument, reverse)
            found |= chars
            if not may_be_empty:
                return found, False
        return found, True

    def _node_edge(self, op: Any, argument: Any, reverse: bool) -> tuple[frozenset[str], bool]:
        if op in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
            return self._chars(op, argument), False
        if op is sre.BRANCH:
            edges = [self._edge(list(branch), reverse) for branch in argument[1]]
            return frozenset().union(*(chars for chars, _ in edges)), any(empty for _, empty in edges)
        if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
            return self._edge(list(argument[3]), reverse)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            chars, may_be_empty = self._edge(list(argument[2]), reverse)
            return chars, may_be_empty or argument[0] == 0
        if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            return frozenset(), True  # no width
        return ASCII, True


def category_chars(category: Any) -> frozenset[str]:
    name = str(category).rpartition("CATEGORY_")[2]
    negated = name.startswith("NOT_")
    name = name.removeprefix("NOT_").removeprefix("UNI_")
    pattern = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}.get(name)
    if pattern is None:
        return ASCII
    found = frozenset(c for c in ASCII if re.match(pattern, c))
    return ASCII - found if negated else found


def facts_of(function: Any) -> RegexFacts | None:
    """Facts about `re.compile(...).search`, `.match` or `.finditer`; None for any other function."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, re.Pattern) and isinstance(owner.pattern, str):
        return RegexFacts(owner.pattern, owner.flags & ~re.UNICODE)
    return None


def is_anchored(function: Any, *, at_start: bool) -> bool:
    """Whether every alternative of the pattern behind `re.compile(...).search` is tied to the start, or to the end."""
    owner = getattr(function, "__self__", None)
    if not isinstance(owner, re.Pattern) or not isinstance(owner.pattern, str) or owner.flags & re.MULTILINE:
        return False
    try:
        tree: Any = sre_parse.parse(owner.pattern, owner.flags & ~re.UNICODE)
    except (re.error, RecursionError, OverflowError):
        return False
    return _sequence_is_anchored(list(tree), at_start)


def _sequence_is_anchored(nodes: list[Any], at_start: bool) -> bool:
    if not nodes:
        return False
    op, argument = nodes[0] if at_start else nodes[-1]
    if op is sre.AT:
        # `$` also matches before a newline at the end; such words are white space and never come here.
        return argument in (
            (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING) if at_start else (sre.AT_END, sre.AT_END_STRING)
        )
    if op is sre.BRANCH:
        return all(_sequence_is_anchored(list(branch), at_start) for branch in argument[1])
    if op is sre.SUBPATTERN:
        return _sequence_is_anchored(list(argument[3]), at_start)
    return False
