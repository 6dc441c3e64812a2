"""What a regular expression can never match, read off its parsed form, so that most words need not be tried.

All answers are on the safe side: a construct that is not understood "may match". Sound for patterns that are applied to
the word alone. Caller: Tokenizer, for its prefix, suffix, infix, token and url rules.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterable
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as sre_parse  # type: ignore[attr-defined]
else:
    import sre_constants as sre
    import sre_parse

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
ASCII = frozenset(map(chr, range(128)))

# Sets of ASCII characters are kept as numbers: bit i stands for chr(i).
ALL = (1 << 128) - 1
NONE = 0


@functools.lru_cache(maxsize=8)
def parsed(pattern: str, flags: int) -> Any:
    """The parsed form, not to be changed. Those of the last tokenizer are kept: several questions are asked of each."""
    return sre_parse.parse(pattern, flags)


def mask_of(chars: Iterable[str]) -> int:
    mask = 0
    for char in chars:
        mask |= 1 << ord(char)
    return mask


LETTER_MASK = mask_of(LETTERS)


def chars_of(mask: int) -> frozenset[str]:
    return ASCII if mask == ALL else frozenset(chr(i) for i in range(128) if mask >> i & 1)


class RegexFacts:
    """Facts about one pattern.

    needs_more_than_letters (bool): no text of ASCII letters alone is matched anywhere.
    first, last (frozenset[str]): ASCII characters that a match may begin or end with; a match may always begin or end
    with any other character. Where a match may be empty, all are.
    anchored_at_start, anchored_at_end (bool): every match is tied to the start, or to the end, of the word.
    needs (frozenset[str]): ASCII characters each of which every match holds.
    before (dict[str, frozenset[str]]): by last character of a match, the ASCII characters that may be among the others
    of a match of more than one character.
    """

    def __init__(self, pattern: str, flags: int = 0):
        self.first = self.last = ASCII
        self.needs_more_than_letters = self.anchored_at_start = self.anchored_at_end = False
        self.needs: frozenset[str] = frozenset()
        self.before: dict[str, frozenset[str]] = dict.fromkeys(map(chr, range(128)), ASCII)
        try:
            tree: Any = parsed(pattern, flags)
        except (re.error, RecursionError, OverflowError):
            return
        self.ignore_case = bool(tree.state.flags & re.IGNORECASE)
        nodes = list(tree)
        self.needs_more_than_letters = not self._can_match(nodes, LETTER_MASK)
        first, first_may_be_empty = self._edge(nodes, reverse=False)
        last, last_may_be_empty = self._edge(nodes, reverse=True)
        self.first = ASCII if first_may_be_empty else chars_of(first)
        self.last = ASCII if last_may_be_empty else chars_of(last)
        self.needs = chars_of(self._needed(nodes))
        self._find_before(nodes)
        if not tree.state.flags & re.MULTILINE:
            self.anchored_at_start = _sequence_is_anchored(nodes, True)
            self.anchored_at_end = _sequence_is_anchored(nodes, False)

    def _chars(self, op: Any, argument: Any) -> int:
        """ASCII characters that a node of one character may match."""
        if op is sre.LITERAL:
            found = 1 << argument if argument < 128 else NONE
            if self.ignore_case:
                # Letters such as U+017F and U+212A also match an ASCII letter when case is ignored.
                found |= mask_of(c for c in ASCII if re.fullmatch(re.escape(chr(argument)), c, re.IGNORECASE))
            return found
        if op is sre.NOT_LITERAL:
            return ALL if self.ignore_case or argument >= 128 else ALL ^ 1 << argument
        if op is sre.IN:
            found = NONE
            for kind, value in argument:
                if kind is sre.NEGATE:
                    # [^...]: what the rest leaves out; with ignored case, anything
                    rest = self._chars(sre.IN, [item for item in argument if item[0] is not sre.NEGATE])
                    exact = all(k in (sre.LITERAL, sre.RANGE, sre.NEGATE) for k, _ in argument)
                    return ALL ^ rest if exact and not self.ignore_case else ALL
                if kind is sre.LITERAL:
                    found |= self._chars(sre.LITERAL, value)
                elif kind is sre.RANGE:
                    low, high = value
                    if low < 128:
                        found |= (1 << min(high, 127) + 1) - (1 << low)
                    if self.ignore_case:
                        found |= mask_of(c.swapcase() for c in chars_of(found))
                        if high > 127:
                            found |= LETTER_MASK
                elif kind is sre.CATEGORY:
                    found |= category_chars(value)
                else:
                    return ALL
            return found
        return ALL

    def _can_match(self, nodes: list[Any], alphabet: int) -> bool:
        """Whether a sequence may match inside a text over `alphabet` (ASCII characters)."""
        return all(self._node_can_match(op, argument, alphabet) for op, argument in nodes)

    def _node_can_match(self, op: Any, argument: Any, alphabet: int) -> bool:
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

    def _edge(self, nodes: list[Any], reverse: bool) -> tuple[int, bool]:
        """(ASCII characters that the first, or last, character of a match may be; whether it may be empty)."""
        found = NONE
        for op, argument in reversed(nodes) if reverse else nodes:
            chars, may_be_empty = self._node_edge(op, argument, reverse)
            found |= chars
            if not may_be_empty:
                return found, False
        return found, True

    def _node_edge(self, op: Any, argument: Any, reverse: bool) -> tuple[int, bool]:
        if op in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
            return self._chars(op, argument), False
        if op is sre.BRANCH:
            edges = [self._edge(list(branch), reverse) for branch in argument[1]]
            found = NONE
            for chars, _ in edges:
                found |= chars
            return found, any(empty for _, empty in edges)
        if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
            return self._edge(list(argument[3]), reverse)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            chars, may_be_empty = self._edge(list(argument[2]), reverse)
            return chars, may_be_empty or argument[0] == 0
        if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            return NONE, True  # no width
        return ALL, True

    def _needed(self, nodes: list[Any]) -> int:
        """ASCII characters each of which is in every match of a sequence."""
        found = NONE
        for op, argument in nodes:
            if op is sre.LITERAL and argument < 128 and not self.ignore_case:
                found |= 1 << argument
            elif op is sre.BRANCH:
                both = ALL
                for branch in argument[1]:
                    both &= self._needed(list(branch))
                found |= both
            elif op is sre.SUBPATTERN and not argument[1] and not argument[2]:
                found |= self._needed(list(argument[3]))
            elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[0] > 0:
                found |= self._needed(list(argument[2]))
        return found

    def _find_before(self, nodes: list[Any]) -> None:
        masks = [NONE] * 128
        for branch in alternatives(nodes):
            if width_of(branch) <= 1:
                continue
            last, may_be_empty = self._edge(branch, reverse=True)
            anywhere = self._anywhere(branch)
            for i in range(128):
                if may_be_empty or last >> i & 1:
                    masks[i] |= anywhere
        known: dict[int, frozenset[str]] = {}
        for i, mask in enumerate(masks):
            if mask not in known:
                known[mask] = chars_of(mask)
            self.before[chr(i)] = known[mask]

    def _anywhere(self, nodes: list[Any]) -> int:
        """ASCII characters that a match of a sequence may hold."""
        found = NONE
        for op, argument in nodes:
            if op in (sre.LITERAL, sre.IN, sre.NOT_LITERAL):
                found |= self._chars(op, argument)
            elif op is sre.BRANCH:
                for branch in argument[1]:
                    found |= self._anywhere(list(branch))
            elif op is sre.SUBPATTERN and not argument[1] and not argument[2]:
                found |= self._anywhere(list(argument[3]))
            elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
                found |= self._anywhere(list(argument[2]))
            elif op not in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
                return ALL
        return found


def alternatives(nodes: list[Any]) -> list[list[Any]]:
    """The alternatives of a pattern, of a group that it is, or the pattern itself."""
    if len(nodes) == 1:
        op, argument = nodes[0]
        if op is sre.BRANCH:
            return [each for branch in argument[1] for each in alternatives(list(branch))]
        if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
            return alternatives(list(argument[3]))
    return [nodes]


def width_of(nodes: list[Any]) -> int:
    """The most characters that a sequence may match; 2 for any number above 1."""
    total = 0
    for op, argument in nodes:
        if op in (sre.LITERAL, sre.IN, sre.NOT_LITERAL, sre.ANY):
            total += 1
        elif op is sre.BRANCH:
            total += max((width_of(list(branch)) for branch in argument[1]), default=0)
        elif op is sre.SUBPATTERN:
            total += width_of(list(argument[3]))
        elif op not in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
            total += 2  # repeats, references, and whatever is not known
        if total > 1:
            return 2
    return total


@functools.cache
def category_chars(category: Any) -> int:
    name = str(category).rpartition("CATEGORY_")[2]
    negated = name.startswith("NOT_")
    name = name.removeprefix("NOT_").removeprefix("UNI_")
    pattern = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}.get(name)
    if pattern is None:
        return ALL
    found = mask_of(c for c in ASCII if re.match(pattern, c))
    return ALL ^ found if negated else found


def facts_of(function: Any) -> RegexFacts | None:
    """Facts about `re.compile(...).search`, `.match` or `.finditer`; None for any other function."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, re.Pattern) and isinstance(owner.pattern, str):
        return RegexFacts(owner.pattern, owner.flags & ~re.UNICODE)
    return None


def is_anchored(function: Any, *, at_start: bool) -> bool:
    """Whether every alternative of the pattern behind `re.compile(...).search` is tied to the start, or to the end."""
    facts = facts_of(function)
    return facts is not None and (facts.anchored_at_start if at_start else facts.anchored_at_end)


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
