"""Base noun phrases of Romance languages, over trees with Universal Dependencies: a preposition stays outside, and an
adjective or the rest of a name that follows the noun is inside."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lang.noun_chunks import CONJ, NounPhrases, Tree, label_ids
from engine.strings.store import get_string_id
from engine.strings.symbols import POS_IDS

ADP, CCONJ, DET = (POS_IDS[name] for name in ("ADP", "CCONJ", "DET"))
DETERMINER = get_string_id("det")
ADJECTIVE = get_string_id("amod")


class RomanceExtent:
    """The word right after the noun decides: an adjective is inside, and so is an article after the noun where
    `article` says so; with the rest of a name or compound, whose arcs `name` has, all that depends on the noun is. A coordinated noun
    ends its phrase itself."""

    def __init__(self, name: Iterable[str], article: bool) -> None:
        self.name, self.article = label_ids(name), article

    def __call__(self, tree: Tree, i: int) -> tuple[int, int]:
        start, end = tree.left_edge(i), i
        if tree.dep[i] == CONJ:
            return start + (start < i and tree.pos[start] == CCONJ), i
        if tree.pos[start] == ADP:
            start += 1
        first = tree.first_right(i)
        if first >= 0:
            arc = tree.dep[first]
            if arc in self.name:
                end = tree.right_edge(i)
            elif arc == ADJECTIVE:
                end = tree.right_edge(first)
            elif self.article and arc == DETERMINER and tree.pos[first] == DET:
                end = first
        return start, end


def romance_noun_phrases(labels: Iterable[str], name: Iterable[str], article: bool = True) -> NounPhrases:
    return NounPhrases(labels, RomanceExtent(name, article))
