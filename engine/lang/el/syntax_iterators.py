"""Base noun phrases of Greek, over trees with Universal Dependencies: from the left edge to the first noun that
modifies the head, as a genitive does. A coordinated noun ends its phrase itself."""

from __future__ import annotations

from engine.lang.noun_chunks import CONJ, NounPhrases, Tree
from engine.strings.store import get_string_id
from engine.strings.symbols import POS_IDS

LABELS = "ROOT nsubj obj iobj appos obl".split()
_NOUN = POS_IDS["NOUN"]
_NMOD = get_string_id("nmod")


def extent(tree: Tree, i: int) -> tuple[int, int]:
    end = i
    if tree.pos[i] == _NOUN and tree.dep[i] != CONJ:
        end = next((child for child in tree.rights(i) if tree.dep[child] == _NMOD), i)
    return tree.left_edge(i), end


noun_chunks = NounPhrases(LABELS, extent)
SYNTAX_ITERATORS = {"noun_chunks": noun_chunks}
