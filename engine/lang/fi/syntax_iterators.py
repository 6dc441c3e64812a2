"""Base noun phrases of Finnish, over trees with Universal Dependencies: from the first to the last word that modifies
the noun."""

from __future__ import annotations

from engine.lang.noun_chunks import CONJ, NounPhrases, Tree, label_ids
from engine.strings.symbols import POS_IDS

LABELS = "ROOT nsubj obj obl appos".split()
_PRON = POS_IDS["PRON"]
_MODIFIERS = label_ids("amod compound compound:nn flat:name nmod nmod:gobj nmod:gsubj nmod:poss nummod".split())


class FinnishPhrases(NounPhrases):
    """A noun that depends on a pronoun heads a phrase as well, and so does a word coordinated with a head."""

    def is_head(self, tree: Tree, i: int) -> bool:
        return self._is_noun_head(tree, i) or (tree.dep[i] == CONJ and self._is_noun_head(tree, tree.head[i]))

    def _is_noun_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns and (tree.dep[i] in self.labels or tree.pos[tree.head[i]] == _PRON)


def extent(tree: Tree, i: int) -> tuple[int, int]:
    start = end = i
    for child in tree.children(i):
        if tree.dep[child] in _MODIFIERS:
            if child > i:
                end = child
            elif start == i:
                start = tree.left_edge(child)
    return start, end


noun_chunks = FinnishPhrases(LABELS, extent, nouns=("NOUN", "PROPN"))
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
