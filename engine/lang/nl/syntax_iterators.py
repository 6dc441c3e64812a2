"""Base noun phrases of Dutch, over trees with Universal Dependencies: nouns and pronouns but no predicates,
with the articles, adjectives and possessors beside it."""

from __future__ import annotations

from engine.lang.noun_chunks import NounPhrases, Tree, label_ids
from engine.strings.store import get_string_id
from engine.strings.symbols import POS_IDS

_MODIFIERS = label_ids(("amod", "det", "det:poss", "nmod:poss"))
_NOUN, _PRON = POS_IDS["NOUN"], POS_IDS["PRON"]
_SUBJECT = get_string_id("nsubj")


class DutchPhrases(NounPhrases):
    """A noun of any arc, and a pronoun that is a subject. A noun that has a subject is a predicate and heads none."""

    def is_head(self, tree: Tree, i: int) -> bool:
        if tree.pos[i] == _PRON:
            return tree.dep[i] in self.labels
        return tree.pos[i] == _NOUN and all(tree.dep[child] != _SUBJECT for child in tree.children(i))


def extent(tree: Tree, i: int) -> tuple[int, int]:
    if tree.pos[i] == _PRON:
        return i, i
    inside = [i, *(child for child in tree.children(i) if tree.dep[child] in _MODIFIERS)]
    return min(inside), max(inside)


noun_chunks = DutchPhrases(("nsubj", "nsubj:pass"), extent)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
