"""Base noun phrases of German, over trees with the labels of the TIGER treebank: from the left edge to the noun, and to
a noun in close apposition after it, as in "fünf Liter Wasser"."""

from __future__ import annotations

from engine.lang.noun_chunks import ArcPhrases, Tree, label_ids
from engine.strings.store import get_string_id

LABELS = "ROOT root sb oa da nk mo ag og app pd cj".split()
_CLOSE = get_string_id("nk")
_NOUNS = label_ids(("NOUN", "PROPN"))


def extent(tree: Tree, i: int) -> tuple[int, int]:
    end = i
    for child in tree.rights(i):
        if tree.dep[child] == _CLOSE and tree.pos[child] in _NOUNS:
            end = child
    return tree.left_edge(i), end


noun_chunks = ArcPhrases(LABELS, extent)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
