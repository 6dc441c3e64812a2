"""Base noun phrases of Turkish, over trees with Universal Dependencies: from the left edge to the noun, and the rest of
a name after it. Of nested phrases the outer one counts."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lang.noun_chunks import CONJ, ArcPhrases, Tree, label_ids
from engine.strings.store import get_string_id

LABELS = "ROOT nsubj obj iobj obl dislocated orphan appos conj".split()
_NAMES = label_ids(("NOUN", "PROPN"))
_FLAT = get_string_id("flat")
_BETWEEN = label_ids(("cc", "punct"))


class TurkishPhrases(ArcPhrases):
    def spans(self, tree: Tree) -> Iterator[tuple[int, int]]:
        found = []
        reached = tree.last  # first token of the phrase after
        for i in range(tree.last - 1, tree.first - 1, -1):
            if self.is_head(tree, i):
                start, end = self.extent(tree, i)
                if end < reached:
                    reached = start
                    found.append((start, end))
        yield from reversed(found)


def extent(tree: Tree, i: int) -> tuple[int, int]:
    start, end = tree.left_edge(i), i
    first = next(iter(tree.lefts(i)), i)
    if tree.dep[i] == CONJ and tree.dep[first] in _BETWEEN:
        start = tree.right_edge(first) + 1  # what stands between coordinated nouns belongs to none
    for child in tree.rights(i):
        if tree.dep[child] != _FLAT or tree.pos[child] not in _NAMES:
            break
        end = child
    return start, end


noun_chunks = TurkishPhrases(LABELS, extent)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
