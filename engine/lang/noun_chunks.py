"""Base noun phrases from a dependency tree.

A rule is a function of a Doc or Span that yields (start, end, label): indices of tokens in the document and the id of
the phrase label. A language names it in its Defaults as syntax_iterators["noun_chunks"]; Doc.noun_chunks calls it.
The rules of languages differ in which arcs make a noun the head of a phrase, and in how far the phrase goes; a
`NounPhrases` says both, and yields the phrases from left to right. One that begins inside the one before is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from engine.errors import InputError
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS, POS_IDS

Chunk = tuple[int, int, int]  # start, end, id of the label
NOUN_NAMES = ("NOUN", "PROPN", "PRON")
NOUNS = frozenset(POS_IDS[name] for name in NOUN_NAMES)
CONJ = IDS["conj"]
NP = get_string_id("NP")
_ATTRS = ["POS", "DEP", "HEAD"]
_BITS = (1 << 64) - 1


def check_parsed(doclike: Any) -> None:
    """InputError for a document that no parser has seen."""
    if not doclike.doc.has_annotation("DEP"):
        raise InputError(
            "doc.noun_chunks_unparsed",
            "Noun chunks follow from the dependency tree, and the document is not parsed.",
            "Add a parser to the pipeline before asking for noun_chunks.",
        )


def label_ids(labels: Iterable[str]) -> frozenset[int]:
    """Ids of dependency labels or of parts of speech."""
    return frozenset(POS_IDS[label] if label in POS_IDS else get_string_id(label) for label in labels)


class Tree:
    """A parsed document as lists by token: pos, dep, and head as the index of a token."""

    def __init__(self, doclike: Any) -> None:
        check_parsed(doclike)
        self.doc = doc = doclike.doc
        self.first: int = doclike.start if doclike is not doc else 0
        self.last: int = self.first + len(doclike)
        # All in one array of 64 bits without sign; heads are relative and have one.
        self.pos, self.dep, heads = doc.to_array(_ATTRS).T.tolist() if len(doc) else ([], [], [])
        self.head: list[int] = [(i + head) & _BITS for i, head in enumerate(heads)]

    def left_edge(self, i: int) -> int:
        return int(self.doc[i].left_edge.i)

    def right_edge(self, i: int) -> int:
        return int(self.doc[i].right_edge.i)

    def lefts(self, i: int) -> list[int]:
        """Direct dependents before a word, from left to right."""
        head = self.head
        return [child for child in range(self.left_edge(i), i) if head[child] == i]

    def rights(self, i: int) -> list[int]:
        """Direct dependents after a word, from left to right."""
        head = self.head
        return [child for child in range(i + 1, self.right_edge(i) + 1) if head[child] == i]

    def children(self, i: int) -> list[int]:
        return self.lefts(i) + self.rights(i)

    def first_right(self, i: int) -> int:
        """The first direct dependent after a word; -1 when there is none."""
        head = self.head
        for child in range(i + 1, self.right_edge(i) + 1):
            if head[child] == i:
                return child
        return -1

    def first_of(self, i: int) -> int:
        """The word that a chain of coordinated words begins with; the word itself when it is in none."""
        if self.dep[i] != CONJ:
            return i
        i = self.head[i]
        while self.dep[i] == CONJ and self.head[i] < i:
            i = self.head[i]
        return i


Extent = Callable[[Tree, int], tuple[int, int]]


def up_to_noun(tree: Tree, i: int) -> tuple[int, int]:
    """From all that stands before the noun to the noun, as where nouns close their phrase."""
    return tree.left_edge(i), i


def whole_subtree(tree: Tree, i: int) -> tuple[int, int]:
    return tree.left_edge(i), tree.right_edge(i)


class NounPhrases:
    """A rule: words with one of the parts of speech `nouns` whose arc is one of `labels` head a phrase, and `extent`
    gives its first and last token. A word coordinated with a head is a head as well.
    """

    def __init__(
        self,
        labels: Iterable[str],
        extent: Extent = up_to_noun,
        nouns: Iterable[str] = NOUN_NAMES,
    ) -> None:
        self.labels = label_ids(labels)
        self.extent = extent
        self.nouns = label_ids(nouns)

    def is_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns and tree.dep[tree.first_of(i)] in self.labels

    def spans(self, tree: Tree) -> Iterator[tuple[int, int]]:
        """First and last token of each phrase, from left to right."""
        reached = -1  # last token of the phrase before
        for i in range(tree.first, tree.last):
            if self.is_head(tree, i):
                start, end = self.extent(tree, i)
                if start > reached:
                    reached = end
                    yield start, end

    def __call__(self, doclike: Any) -> Iterator[Chunk]:
        """(start, end, label) of each base noun phrase of a Doc or Span. InputError when it is not parsed."""
        tree = Tree(doclike)
        doclike.vocab.strings.add("NP", False)
        for start, end in self.spans(tree):
            yield start, end + 1, NP


class ArcPhrases(NounPhrases):
    """A rule where only a word's own arc makes it a head, not that of the word it is coordinated with."""

    def is_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns and tree.dep[i] in self.labels
