"""Base noun phrases where modifiers stand on either side of the noun: Indonesian, Japanese, Persian.

The phrase is the noun with the modifiers beside it, reached over arcs that the language names. What makes a phrase of
its own stays out: nouns with an adposition, clauses, coordinated nouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.lang.noun_chunks import CONJ, NOUNS, NP, Chunk, check_parsed
from engine.strings.store import get_string_id


def dep_ids(names: str) -> frozenset[int]:
    """Ids of dependency labels, given in one string."""
    return frozenset(get_string_id(name) for name in names.split())


CASE = dep_ids("case")
# Arcs that make a noun the head of a phrase, in Universal Dependencies and in the names of older label sets.
HEADS = dep_ids(
    "nsubj nsubj:pass nsubj:outer csubj obj dobj iobj obl obl:agent obl:arg obl:tmod obl:mod nmod nmod:poss nmod:tmod "
    "appos dislocated vocative ROOT root"
)


def modified_noun_chunks(
    doclike: Any, left: frozenset[int], right: frozenset[int], bare: frozenset[int] = frozenset()
) -> Iterator[Chunk]:
    """Phrases of nouns with their neighbours.

    left, right: ids of the arcs over which a neighbour on that side belongs to the phrase. bare: arcs of the right side
    over which only a noun without an adposition belongs to it.
    """
    check_parsed(doclike)
    doc = doclike.doc
    doclike.vocab.strings.add("NP")
    first = doclike.start if doclike is not doc else 0
    pos, deps = doc.to_array("POS").tolist(), doc.to_array("DEP").tolist()
    heads = [i + head for i, head in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    with_case = {heads[i] for i, dep in enumerate(deps) if dep in CASE}
    last = first + len(doclike)
    reached = first - 1  # last token of the chunk before
    for i in range(first, last):
        if pos[i] not in NOUNS or i <= reached or not heads_phrase(i, deps, heads):
            continue
        start, end = i, i + 1
        while start - 1 > reached and deps[start - 1] in left and start <= heads[start - 1] <= i:
            start -= 1
        while end < last and i <= heads[end] < end and belongs(end, deps, with_case, right, bare):
            end += 1
        reached = end - 1
        yield start, end, NP


def heads_phrase(i: int, deps: list[int], heads: list[int]) -> bool:
    """Whether a noun heads a phrase itself, or is coordinated with one on its left that does."""
    while deps[i] == CONJ and heads[i] < i:
        i = heads[i]
    return deps[i] in HEADS


def belongs(i: int, deps: list[int], with_case: set[int], right: frozenset[int], bare: frozenset[int]) -> bool:
    return deps[i] in right or (deps[i] in bare and i not in with_case)
