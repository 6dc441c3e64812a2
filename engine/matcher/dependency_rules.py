"""Reading the patterns of a DependencyMatcher, with every mistake named at once.

Main function: `read_trees`. Callers: DependencyMatcher.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.errors import MatchPatternError
from engine.matcher.levenshtein import levenshtein_compare
from engine.matcher.patterns import NAMES, Reader, did_you_mean
from engine.vocab.vocab import Vocab

# In the order of EngDependencyOp, c/dependency_search.h.
OPERATORS = "< > << >> . .* ; ;* $+ $- $++ $-- >+ >- >++ >-- <+ <- <++ <--".split()
ANCHOR_KEYS = ("RIGHT_ID", "RIGHT_ATTRS")
KEYS = ("LEFT_ID", "REL_OP", *ANCHOR_KEYS)
ONE_TOKEN = ("1", "!", "{1}")  # operators that do not make a node match none or several tokens


@dataclass
class Tree:
    """A pattern.

    lefts: for each node the number of the node that it is related to, -1 for the first. operators: numbers in
    OPERATORS, 0 for the first. attributes: what the token of each node must be, as in a Matcher.
    """

    lefts: list[int]
    operators: list[int]
    attributes: list[dict[Any, Any]]


def read_trees(key: Any, patterns: Any, vocab: Vocab, *, validate: bool) -> list[Tree]:
    """The patterns of a key. Raises MatchPatternError that names everything that is wrong with them."""
    reader = Reader(vocab, validate, levenshtein_compare)
    trees = []
    if isinstance(patterns, list):
        for i, nodes in enumerate(patterns):
            trees.append(read_tree(reader, f"pattern {i}", nodes))
    else:
        reader.place = "patterns"
        reader.wrong(f"a list of patterns is expected, not a {type(patterns).__name__}")
    if reader.problems:
        n = len(reader.problems)
        listed = "".join(f"\n- {problem}" for problem in reader.problems)
        raise MatchPatternError(
            "dependency_matcher.bad_patterns",
            f"The patterns of {key!r} have {n} mistake{'s' if n > 1 else ''}:{listed}",
            "A pattern is a list of dicts: first {RIGHT_ID, RIGHT_ATTRS}, then {LEFT_ID, REL_OP, RIGHT_ID, "
            "RIGHT_ATTRS}. "
            f"Attributes are {', '.join(NAMES)}.",
        )
    return trees


def read_tree(reader: Reader, place: str, nodes: Any) -> Tree:
    tree = Tree([], [], [])
    reader.place = place
    if not isinstance(nodes, list):
        reader.wrong(f"a list of dicts is expected, not a {type(nodes).__name__}; a key has a list of patterns")
        return tree
    if not nodes:
        reader.wrong("it has no nodes")
    number_of: dict[Any, int] = {}
    for i, node in enumerate(nodes):
        reader.place = f"{place}, node {i}"
        if not isinstance(node, dict):
            reader.wrong(f"{node!r} is no dict")
            continue
        check_keys(reader, node, ANCHOR_KEYS if i == 0 else KEYS)
        read_place(reader, tree, number_of, i, node)
        read_attributes(reader, tree, node)
    return tree


def check_keys(reader: Reader, node: dict[Any, Any], expected: tuple[str, ...]) -> None:
    missing = [name for name in expected if name not in node]
    if missing:
        reader.wrong(f"without {' and '.join(missing)}")
    if expected is ANCHOR_KEYS:
        for name in KEYS[:2]:
            if name in node:
                reader.wrong(f"{name} in the first node, which is the anchor and related to nothing")
    # Names that mean nothing are passed over, as notes of a person, unless one may stand for what is missing.
    if missing or reader.validate:
        for name in node:
            if name not in KEYS:
                reader.wrong(f"unknown key {name!r}{did_you_mean(str(name).upper(), list(KEYS))}")


def read_place(reader: Reader, tree: Tree, number_of: dict[Any, int], i: int, node: dict[Any, Any]) -> None:
    left, operator = -1, 0
    if i > 0 and "LEFT_ID" in node:
        left = look_up(reader, number_of, "LEFT_ID", node["LEFT_ID"])
        if left < 0:
            known = ", ".join(map(repr, number_of)) or "none"
            reader.wrong(f"LEFT_ID {node['LEFT_ID']!r} is no RIGHT_ID of a node before it: {known}")
    if i > 0 and "REL_OP" in node:
        if node["REL_OP"] in OPERATORS:
            operator = OPERATORS.index(node["REL_OP"])
        else:
            reader.wrong(f"REL_OP {node['REL_OP']!r} is none of {' '.join(OPERATORS)}")
    if "RIGHT_ID" in node:
        if look_up(reader, number_of, "RIGHT_ID", node["RIGHT_ID"]) >= 0:
            reader.wrong(f"RIGHT_ID {node['RIGHT_ID']!r} is that of a node before it")
        elif isinstance(node["RIGHT_ID"], (str, int)):
            number_of[node["RIGHT_ID"]] = i
    tree.lefts.append(left)
    tree.operators.append(operator)


def look_up(reader: Reader, number_of: dict[Any, int], name: str, value: Any) -> int:
    """Number of the node of that id; -1 when there is none."""
    if not isinstance(value, (str, int)):
        reader.wrong(f"{name} is {value!r}; ids of nodes are strings")
        return -1
    return number_of.get(value, -1)


def read_attributes(reader: Reader, tree: Tree, node: dict[Any, Any]) -> None:
    attributes = node.get("RIGHT_ATTRS", {})
    if not isinstance(attributes, dict):
        reader.wrong(f"RIGHT_ATTRS is {attributes!r}, no dict of attributes")
        return
    for name, value in attributes.items():
        if str(name).upper() == "OP" and value not in ONE_TOKEN:
            reader.wrong(f"OP {value!r} in RIGHT_ATTRS, which describe one token: OP may be {' or '.join(ONE_TOKEN)}")
    reader.token(0, attributes, set())
    tree.attributes.append(attributes)
