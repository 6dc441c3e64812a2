"""Base noun phrases, slowly: the rules of engine.lang.noun_chunks and engine.lang.chunk_rules over lists of tokens.

`RULES[code](doclike)` gives (start, end, label) of the phrases of a Doc or Span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from engine.strings.store import get_string_id
from engine.strings.symbols import IDS, POS_IDS

Chunk = tuple[int, int, int]  # start, end, id of the label
NOUN_NAMES = ("NOUN", "PROPN", "PRON")
NOUNS = frozenset(POS_IDS[name] for name in NOUN_NAMES)
CONJ = IDS["conj"]
NP = get_string_id("NP")
_ATTRS = ["POS", "DEP", "HEAD"]
_BITS = (1 << 64) - 1


def label_ids(labels: Iterable[str]) -> frozenset[int]:
    """Ids of dependency labels or of parts of speech."""
    return frozenset(POS_IDS[label] if label in POS_IDS else get_string_id(label) for label in labels)


class Tree:
    """A parsed document as lists by token: pos, dep, and head as the index of a token."""

    def __init__(self, doclike: Any) -> None:
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
        """(start, end, label) of each base noun phrase of a Doc or Span."""
        tree = Tree(doclike)
        doclike.vocab.strings.add("NP", False)
        for start, end in self.spans(tree):
            yield start, end + 1, NP


class ArcPhrases(NounPhrases):
    """A rule where only a word's own arc makes it a head, not that of the word it is coordinated with."""

    def is_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns and tree.dep[i] in self.labels


ADP, CCONJ, DET = (POS_IDS[name] for name in ("ADP", "CCONJ", "DET"))
DETERMINER = get_string_id("det")
ADJECTIVE = get_string_id("amod")


class RomanceExtent:
    """The word right after the noun decides: an adjective is inside, and so is an article after the noun where
    `article` says so; with the rest of a name or compound, whose arcs `name` has, all that depends on the noun is. A
    coordinated noun ends its phrase itself."""

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


CA_LABELS = "ROOT nsubj nsubj:pass obj iobj obl nmod nmod:poss appos".split()
CA_OUTSIDE = label_ids(("ADP", "PUNCT"))
CA_PUNCT, CA_VERB = POS_IDS["PUNCT"], POS_IDS["VERB"]
CA_APPOS = get_string_id("appos")


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
            if tree.pos[start] in CA_OUTSIDE:
                start += 1
            reached = last = end
            # The last of these inside has the say.
            for j in range(i + 1, last):
                if tree.pos[j] == CA_VERB:
                    reached = end = tree.left_edge(j) - 1
                elif tree.dep[j] == CA_APPOS:
                    end = tree.left_edge(j)
                    reached = end - 1
            if tree.pos[last] == CA_PUNCT:
                end -= 1
            if start <= end:
                yield start, end


CA_RULE = CatalanPhrases(CA_LABELS, nouns=("NOUN", "PROPN"))


DA_RIGHT = label_ids("amod appos fixed flat goeswith nmod:poss nummod".split())
DA_LEFT = DA_RIGHT | {get_string_id("det")}
DA_PUNCT = get_string_id("punct")
DA_VERBS = label_ids(("VERB", "AUX"))


class DanishPhrases(NounPhrases):
    def is_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns


def extent_da(tree: Tree, i: int) -> tuple[int, int]:
    start = min((child for child in tree.lefts(i) if tree.dep[child] in DA_LEFT), default=i)
    # To the right, what modifies a word inside is inside as well, up to a verb or mark.
    inside = {i}
    for j in range(i, tree.right_edge(i) + 1):
        if tree.dep[j] in DA_RIGHT and tree.head[j] in inside:
            inside.add(j)
        if tree.pos[j] in DA_VERBS or tree.dep[j] == DA_PUNCT:
            break
    return start, max(inside)


DA_RULE = DanishPhrases((), extent_da)


DE_LABELS = "ROOT root sb oa da nk mo ag og app pd cj".split()
DE_CLOSE = get_string_id("nk")
DE_NOUNS = label_ids(("NOUN", "PROPN"))


def extent_de(tree: Tree, i: int) -> tuple[int, int]:
    end = i
    for child in tree.rights(i):
        if tree.dep[child] == DE_CLOSE and tree.pos[child] in DE_NOUNS:
            end = child
    return tree.left_edge(i), end


DE_RULE = ArcPhrases(DE_LABELS, extent_de)


EL_LABELS = "ROOT nsubj obj iobj appos obl".split()
EL_NOUN = POS_IDS["NOUN"]
EL_NMOD = get_string_id("nmod")


def extent_el(tree: Tree, i: int) -> tuple[int, int]:
    end = i
    if tree.pos[i] == EL_NOUN and tree.dep[i] != CONJ:
        end = next((child for child in tree.rights(i) if tree.dep[child] == EL_NMOD), i)
    return tree.left_edge(i), end


EL_RULE = NounPhrases(EL_LABELS, extent_el)


FI_LABELS = "ROOT nsubj obj obl appos".split()
FI_PRON = POS_IDS["PRON"]
FI_MODIFIERS = label_ids("amod compound compound:nn flat:name nmod nmod:gobj nmod:gsubj nmod:poss nummod".split())


class FinnishPhrases(NounPhrases):
    """A noun that depends on a pronoun heads a phrase as well, and so does a word coordinated with a head."""

    def is_head(self, tree: Tree, i: int) -> bool:
        return self._is_noun_head(tree, i) or (tree.dep[i] == CONJ and self._is_noun_head(tree, tree.head[i]))

    def _is_noun_head(self, tree: Tree, i: int) -> bool:
        return tree.pos[i] in self.nouns and (tree.dep[i] in self.labels or tree.pos[tree.head[i]] == FI_PRON)


def extent_fi(tree: Tree, i: int) -> tuple[int, int]:
    start = end = i
    for child in tree.children(i):
        if tree.dep[child] in FI_MODIFIERS:
            if child > i:
                end = child
            elif start == i:
                start = tree.left_edge(child)
    return start, end


FI_RULE = FinnishPhrases(FI_LABELS, extent_fi, nouns=("NOUN", "PROPN"))


NL_MODIFIERS = label_ids(("amod", "det", "det:poss", "nmod:poss"))
NL_NOUN, NL_PRON = POS_IDS["NOUN"], POS_IDS["PRON"]
NL_SUBJECT = get_string_id("nsubj")


class DutchPhrases(NounPhrases):
    """A noun of any arc, and a pronoun that is a subject. A noun that has a subject is a predicate and heads none."""

    def is_head(self, tree: Tree, i: int) -> bool:
        if tree.pos[i] == NL_PRON:
            return tree.dep[i] in self.labels
        return tree.pos[i] == NL_NOUN and all(tree.dep[child] != NL_SUBJECT for child in tree.children(i))


def extent_nl(tree: Tree, i: int) -> tuple[int, int]:
    if tree.pos[i] == NL_PRON:
        return i, i
    inside = [i, *(child for child in tree.children(i) if tree.dep[child] in NL_MODIFIERS)]
    return min(inside), max(inside)


NL_RULE = DutchPhrases(("nsubj", "nsubj:pass"), extent_nl)


TR_LABELS = "ROOT nsubj obj iobj obl dislocated orphan appos conj".split()
TR_NAMES = label_ids(("NOUN", "PROPN"))
TR_FLAT = get_string_id("flat")
TR_BETWEEN = label_ids(("cc", "punct"))


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


def extent_tr(tree: Tree, i: int) -> tuple[int, int]:
    start, end = tree.left_edge(i), i
    first = next(iter(tree.lefts(i)), i)
    if tree.dep[i] == CONJ and tree.dep[first] in TR_BETWEEN:
        start = min(tree.right_edge(first) + 1, i)  # what stands between coordinated nouns belongs to none
    for child in tree.rights(i):
        if tree.dep[child] != TR_FLAT or tree.pos[child] not in TR_NAMES:
            break
        end = child
    return start, end


TR_RULE = TurkishPhrases(TR_LABELS, extent_tr)

ROMANCE = "ROOT nsubj nsubj:pass obj obl obl:agent nmod appos".split()
NAME = "fixed flat flat:name compound".split()
SUBTREES = "ROOT nsubj nsubj:pass obj iobj nmod nmod:poss appos".split()


def modified(left: str, right: str, bare: str = "") -> Callable[[Any], Iterator[Chunk]]:
    return partial(modified_noun_chunks, left=dep_ids(left), right=dep_ids(right), bare=dep_ids(bare))


RULES: dict[str, Callable[[Any], Iterator[Chunk]]] = {
    "ca": CA_RULE,
    "da": DA_RULE,
    "de": DE_RULE,
    "el": EL_RULE,
    "en": NounPhrases("ROOT appos attr dative dobj nsubj nsubjpass oprd pcomp pobj".split()),
    "es": romance_noun_phrases(
        "ROOT nsubj nsubj:pass obj obl nmod appos".split(), "fixed flat compound".split(), article=False
    ),
    "fa": modified(
        "det det:predet nummod amod clf compound flat flat:name",
        "amod nummod compound flat flat:name flat:num fixed",
        "nmod nmod:poss",
    ),
    "fi": FI_RULE,
    "fr": romance_noun_phrases([*ROMANCE, "obl:arg"], NAME),
    "id": modified(
        "det nummod amod clf compound flat advmod nmod:poss",
        "amod det nummod clf compound compound:plur flat flat:name fixed",
        "nmod nmod:poss nmod:lmod nmod:tmod appos",
    ),
    "it": romance_noun_phrases(ROMANCE, NAME),
    "ja": modified("det nummod amod compound clf flat", "fixed clf"),
    "la": modified("det amod nummod flat flat:name", "det amod nummod flat flat:name", "nmod nmod:poss"),
    "nb": NounPhrases(SUBTREES, whole_subtree),
    "nl": NL_RULE,
    "pt": romance_noun_phrases(ROMANCE, NAME),
    "sv": NounPhrases([*SUBTREES, "dobj"], whole_subtree),
    "tr": TR_RULE,
}
RULES |= {"ms": RULES["id"], "nn": RULES["nb"]}
