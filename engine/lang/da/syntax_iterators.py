"""Base noun phrases of Danish, over trees with Universal Dependencies: a noun of any arc with the articles, numbers,
adjectives, possessors and names beside it."""

from __future__ import annotations

from engine.lang.noun_chunks import NounPhrases, Tree, label_ids
from engine.strings.store import get_string_id

_RIGHT = label_ids("amod appos fixed flat goeswith nmod:poss nummod".split())
_LEFT = _RIGHT | {get_string_id("det")}
_PUNCT = get_string_id("punct")
_VERBS = label_ids(("VERB", "AUX"))


class DanishPhrases(NounPhrases):
    def is_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns


def extent(tree: Tree, i: int) -> tuple[int, int]:
    start = min((child for child in tree.lefts(i) if tree.dep[child] in _LEFT), default=i)
    # To the right, what modifies a word inside is inside as well, up to a verb or mark.
    inside = {i}
    for j in range(i, tree.right_edge(i) + 1):
        if tree.dep[j] in _RIGHT and tree.head[j] in inside:
            inside.add(j)
        if tree.pos[j] in _VERBS or tree.dep[j] == _PUNCT:
            break
    return start, max(inside)


noun_chunks = DanishPhrases((), extent)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
