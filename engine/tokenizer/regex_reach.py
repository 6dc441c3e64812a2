"""How far a regular expression looks, by its parsed form, so that affixes of a long word are searched at its ends.

Sound for patterns that are applied to the word alone: whatever is not understood looks at all of it. Caller: Tokenizer,
for its prefix and suffix rules.
"""

from __future__ import annotations

import re
from typing import Any

from engine.tokenizer.regex_facts import parsed, sre

MAX_WIDTH = 1000  # characters; what is wider looks at all


class Unknown(Exception):
    """A construct that is not understood."""


class Shape:
    """What the texts that a part of a pattern matches look like.

    width (int): a match is not longer than this, or else consists of the characters `loose`.
    loose, chars (frozenset[str]): classes of characters, as regular expressions of one character each: those of matches
    of any length, empty when there are none; and those of all matches.
    """

    def __init__(self, width: int = 0, loose: frozenset[str] = frozenset(), chars: frozenset[str] = frozenset()):
        self.width = width
        self.loose = loose
        self.chars = chars


class Reach:
    """How far a search looks.

    pattern (re.Pattern): as it was given. width (int): characters of a match, unless all are `is_loose`.
    behind, ahead (int): characters beyond a match, before and behind it, that decide about it.
    """

    def __init__(self, pattern: re.Pattern[str], width: int, loose: frozenset[str], behind: int, ahead: int):
        self.pattern = pattern
        self.width = width
        self.behind = behind
        self.ahead = ahead
        self._loose = re.compile("|".join(sorted(loose)) or "(?!)", pattern.flags & ~re.DEBUG)
        self._known: dict[str, bool] = {}

    def is_loose(self, char: str) -> bool:
        """Whether a character may be part of a match of any length."""
        found = self._known.get(char)
        if found is None:
            if len(self._known) > 10_000:
                self._known.clear()
            found = self._known[char] = self._loose.fullmatch(char) is not None
        return found


def reach_of(function: Any) -> Reach | None:
    """The reach of `re.compile(...).search`; None for any other function, and where it is not known."""
    owner = getattr(function, "__self__", None)
    if not isinstance(owner, re.Pattern) or not isinstance(owner.pattern, str) or function != owner.search:
        return None
    try:
        tree: Any = parsed(owner.pattern, owner.flags & ~re.UNICODE)
        if tree.state.flags & (re.MULTILINE | re.LOCALE):
            return None
        shape = shape_of(list(tree))
        behind, ahead = looks(list(tree), behind=True), looks(list(tree), behind=False)
    except (Unknown, re.error, RecursionError, OverflowError):
        return None
    if max(shape.width, behind, ahead) > MAX_WIDTH:
        return None
    return Reach(owner, shape.width, shape.loose, behind, ahead)


def shape_of(nodes: list[Any]) -> Shape:
    """The shape of a sequence."""
    shapes = [shape_of_node(op, argument) for op, argument in nodes]
    chars = frozenset().union(*(each.chars for each in shapes))
    loose: frozenset[str] = frozenset()
    for i, shape in enumerate(shapes):
        if shape.loose:
            loose = loose.union(shape.loose, *(each.chars for j, each in enumerate(shapes) if j != i))
    return Shape(sum(each.width for each in shapes), loose, chars)


def shape_of_node(op: Any, argument: Any) -> Shape:
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
        return Shape(1, frozenset(), frozenset((source_of(op, argument),)))
    if op is sre.BRANCH:
        shapes = [shape_of(list(branch)) for branch in argument[1]]
        return Shape(
            max(each.width for each in shapes),
            frozenset().union(*(each.loose for each in shapes)),
            frozenset().union(*(each.chars for each in shapes)),
        )
    if op is sre.SUBPATTERN and not argument[1] and not argument[2]:
        return shape_of(list(argument[3]))
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        _, high, part = argument
        shape = shape_of(list(part))
        if high is sre.MAXREPEAT or high > MAX_WIDTH or shape.loose:
            return Shape(0, shape.chars, shape.chars)
        return Shape(high * shape.width, frozenset(), shape.chars)
    if op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return Shape()
    raise Unknown


def source_of(op: Any, argument: Any) -> str:
    """A regular expression that matches the same characters as a node of one character."""
    if op is sre.LITERAL:
        return re.escape(chr(argument))
    if op is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(argument))}]"
    if op is sre.ANY:
        return "."
    out = []
    for kind, value in argument:
        if kind is sre.NEGATE:
            out.append("^")
        elif kind is sre.LITERAL:
            out.append(re.escape(chr(value)))
        elif kind is sre.RANGE:
            out.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif kind is sre.CATEGORY:
            out.append(category_source(value))
        else:
            raise Unknown
    return f"[{''.join(out)}]"


def category_source(category: Any) -> str:
    name = str(category).rpartition("CATEGORY_")[2]
    negated = name.startswith("NOT_")
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}.get(name.removeprefix("NOT_"))
    if letter is None:
        raise Unknown
    return "\\" + (letter.upper() if negated else letter)


def looks(nodes: list[Any], *, behind: bool) -> int:
    """Characters beyond a match of a sequence, on one side, that decide about it. Unknown where there is no limit."""
    return max((node_looks(op, argument, behind=behind) for op, argument in nodes), default=0)


def node_looks(op: Any, argument: Any, *, behind: bool) -> int:
    if op is sre.AT:
        # An end is the end, or a newline before it; a boundary is seen by the character on each side.
        return 1 if behind else 2
    if op is sre.BRANCH:
        return max(looks(list(branch), behind=behind) for branch in argument[1])
    if op is sre.SUBPATTERN:
        return looks(list(argument[3]), behind=behind)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        return looks(list(argument[2]), behind=behind)
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        direction, part = argument
        inner = looks(list(part), behind=behind)
        if (direction < 0) != behind:
            return inner  # starts on the other side, from where it may look back to this one
        shape = shape_of(list(part))
        if shape.loose:
            raise Unknown
        return inner + shape.width
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
        return 0
    raise Unknown
