"""Base noun phrases of Catalan, over trees with Universal Dependencies: all that depends on a noun, without a
preposition or a mark at its start; what goes on after an apposition begins, or with a verb, is outside."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lang.noun_chunks import ArcPhrases, Tree, label_ids
from engine.strings.store import get_string_id
from engine.strings.symbols import POS_IDS

LABELS = "ROOT nsubj nsubj:pass obj iobj obl nmod nmod:poss appos".split()
_OUTSIDE = label_ids(("ADP", "PUNCT"))
_PUNCT, _VERB = POS_IDS["PUNCT"], POS_IDS["VERB"]
_APPOS = get_string_id("appos")


class CatalanPhrases(ArcPhrases):
    """Coordinated nouns are within the phrase of the first one, and head none of their own. An apposition begins within
    the phrase that it follows, and heads one that begins there too."""

    def spans(self, tree: Tree) -> Iterator[tuple[int, int]]:
        reached = -1
        for i in range(tree.first, tree.last):
            if not self.is_head(tree, i):
                continue
            start, end = tree.left_edge(i), tree.right_edge(i)
            if start <= reached:
                continue
            if tree.pos[start] in _OUTSIDE:
                start += 1
            reached = last = end
            # The last of these inside has the say.
            for j in range(i + 1, last):
                if tree.pos[j] == _VERB:
                    reached = end = tree.left_edge(j) - 1
                elif tree.dep[j] == _APPOS:
                    end = tree.left_edge(j)
                    reached = end - 1
            if tree.pos[last] == _PUNCT:
                end -= 1
            if start <= end:
                yield start, end


noun_chunks = CatalanPhrases(LABELS, nouns=("NOUN", "PROPN"))
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
