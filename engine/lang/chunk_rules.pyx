"""Rules for base noun phrases of single languages, and of the Romance ones; see engine.lang.noun_chunks."""
from libc.stdint cimport uint32_t, uint64_t

from engine.lang.noun_chunks cimport (
    CONJ,
    ArcPhrases,
    LabelsC,
    NounPhrases,
    PhraseC,
    has_label,
    next_left,
    next_right,
    pos_bit,
    pos_bits,
)
from engine.strings.structs cimport TokenC

from engine.strings.store import get_string_id
from engine.strings.symbols import POS_IDS

cdef int ADP = POS_IDS["ADP"]
cdef int CCONJ = POS_IDS["CCONJ"]
cdef int DET = POS_IDS["DET"]
cdef int NOUN = POS_IDS["NOUN"]
cdef int PRON = POS_IDS["PRON"]
cdef int PUNCT = POS_IDS["PUNCT"]
cdef int VERB = POS_IDS["VERB"]
cdef uint32_t NAMES = pos_bits(("NOUN", "PROPN"))
cdef uint32_t VERBS = pos_bits(("VERB", "AUX"))
cdef uint32_t NOT_FIRST = pos_bits(("ADP", "PUNCT"))

cdef uint64_t AMOD_ARC = get_string_id("amod")
cdef uint64_t APPOS_ARC = get_string_id("appos")
cdef uint64_t CC_ARC = get_string_id("cc")
cdef uint64_t DET_ARC = get_string_id("det")
cdef uint64_t FLAT_ARC = get_string_id("flat")
cdef uint64_t NMOD_ARC = get_string_id("nmod")
cdef uint64_t NSUBJ_ARC = get_string_id("nsubj")
cdef uint64_t PUNCT_ARC = get_string_id("punct")
cdef uint64_t TIGER_NK_ARC = get_string_id("nk")


cdef class RomancePhrases(NounPhrases):
    """Over trees with Universal Dependencies: a preposition stays outside. The word right after the noun decides: an
    adjective is inside, and so is an article after the noun where `article` says so; with the rest of a name or
    compound, whose arcs `name` has, all that depends on the noun is. A coordinated noun ends its phrase itself."""

    cdef readonly tuple name
    cdef readonly bint article
    cdef LabelsC name_labels

    def __init__(self, labels, name, bint article=True):
        NounPhrases.__init__(self, labels)
        self.name, self.article = tuple(name), article
        self.name_labels = self.labels_of(self.name)

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int first
        phrase.start, phrase.end = tokens[i].l_edge, i
        if tokens[i].dep == CONJ:
            if phrase.start < i and tokens[phrase.start].pos == CCONJ:
                phrase.start += 1
            return phrase
        if tokens[phrase.start].pos == ADP:
            phrase.start += 1
        first = next_right(tokens, i, i + 1)
        if first < 0:
            return phrase
        if has_label(&self.name_labels, tokens[first].dep):
            phrase.end = tokens[i].r_edge
        elif tokens[first].dep == AMOD_ARC:
            phrase.end = tokens[first].r_edge
        elif self.article and tokens[first].dep == DET_ARC and tokens[first].pos == DET:
            phrase.end = first
        return phrase

    def __reduce__(self):
        return type(self), (self.labels, self.name, self.article)


cdef class CatalanPhrases(ArcPhrases):
    """Over trees with Universal Dependencies: all that depends on a noun, without a preposition or a mark at its start;
    what goes on after an apposition begins, or with a verb, is outside. Coordinated nouns are within the phrase of the
    first one, and head none of their own. An apposition begins within the phrase that it follows, and heads one that
    begins there too."""

    cdef int find(self, const TokenC* tokens, int first, int last, PhraseC* out__t) noexcept nogil:
        cdef int i, j, start, end, edge, n = 0, reached = -1
        for i in range(first, last):
            if not self.is_head(tokens, i):
                continue
            start, edge = tokens[i].l_edge, tokens[i].r_edge
            if start <= reached:
                continue
            if pos_bit(tokens[start].pos) & NOT_FIRST:
                start += 1
            reached = end = edge
            for j in range(i + 1, edge):    # the last of these inside has the say
                if tokens[j].pos == VERB:
                    reached = end = tokens[j].l_edge - 1
                elif tokens[j].dep == APPOS_ARC:
                    end = tokens[j].l_edge
                    reached = end - 1
            if tokens[edge].pos == PUNCT:
                end -= 1
            if start <= end:
                out__t[n].start, out__t[n].end = start, end
                n += 1
        return n


cdef class DanishPhrases(NounPhrases):
    """Over trees with Universal Dependencies: a noun of any arc with the articles, numbers, adjectives, possessors and
    names beside it, whose arcs are `labels`. An article stands before the noun only."""

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        return (pos_bit(tokens[i].pos) & self.noun_bits) != 0

    cdef bint is_inside(self, const TokenC* tokens, int i, int j) noexcept nogil:
        """Whether a chain of modifiers, each after its head, leads from j to i, a word before it."""
        cdef int head
        while has_label(&self.head_labels, tokens[j].dep):
            head = j + tokens[j].head
            if head == i:
                return True
            if not i < head < j:
                return False
            j = head
        return False

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int j = next_left(tokens, i, tokens[i].l_edge)
        while j < i and tokens[j].dep != DET_ARC and not has_label(&self.head_labels, tokens[j].dep):
            j = next_left(tokens, i, j + 1)
        phrase.start, phrase.end = j, i
        # To the right, what modifies a word inside is inside as well, up to a verb or mark.
        for j in range(i, tokens[i].r_edge + 1):
            if j > i and self.is_inside(tokens, i, j):
                phrase.end = j
            if pos_bit(tokens[j].pos) & VERBS or tokens[j].dep == PUNCT_ARC:
                break
        return phrase


cdef class DutchPhrases(NounPhrases):
    """Over trees with Universal Dependencies: a noun of any arc, with the articles, adjectives and possessors beside it,
    whose arcs `modifiers` has; and a pronoun whose arc is one of `labels`. A noun that has a subject is a predicate and
    heads none."""

    cdef readonly tuple modifiers
    cdef LabelsC modifier_labels

    def __init__(self, labels, modifiers):
        NounPhrases.__init__(self, labels)
        self.modifiers = tuple(modifiers)
        self.modifier_labels = self.labels_of(self.modifiers)

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        cdef int child
        if tokens[i].pos == PRON:
            return has_label(&self.head_labels, tokens[i].dep)
        if tokens[i].pos != NOUN:
            return False
        for child in range(tokens[i].l_edge, tokens[i].r_edge + 1):
            if child != i and tokens[child].dep == NSUBJ_ARC and child + tokens[child].head == i:
                return False
        return True

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int child
        phrase.start = phrase.end = i
        if tokens[i].pos == PRON:
            return phrase
        for child in range(tokens[i].l_edge, tokens[i].r_edge + 1):
            if child != i and child + tokens[child].head == i and has_label(&self.modifier_labels, tokens[child].dep):
                phrase.start, phrase.end = min(phrase.start, child), max(phrase.end, child)
        return phrase

    def __reduce__(self):
        return type(self), (self.labels, self.modifiers)


cdef class FinnishPhrases(NounPhrases):
    """Over trees with Universal Dependencies: from the first to the last word that modifies the noun, over arcs of
    `modifiers`. A noun that depends on a pronoun heads a phrase as well, and so does a word coordinated with a head."""

    cdef readonly tuple modifiers
    cdef LabelsC modifier_labels

    def __init__(self, labels, modifiers):
        NounPhrases.__init__(self, labels, ("NOUN", "PROPN"))
        self.modifiers = tuple(modifiers)
        self.modifier_labels = self.labels_of(self.modifiers)

    cdef bint is_noun_head(self, const TokenC* tokens, int i) noexcept nogil:
        if not pos_bit(tokens[i].pos) & self.noun_bits:
            return False
        return has_label(&self.head_labels, tokens[i].dep) or tokens[i + tokens[i].head].pos == PRON

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        if self.is_noun_head(tokens, i):
            return True
        return tokens[i].dep == CONJ and self.is_noun_head(tokens, i + tokens[i].head)

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int child
        phrase.start = phrase.end = i
        for child in range(tokens[i].l_edge, tokens[i].r_edge + 1):
            if child != i and child + tokens[child].head == i and has_label(&self.modifier_labels, tokens[child].dep):
                if child > i:
                    phrase.end = child
                elif phrase.start == i:
                    phrase.start = tokens[child].l_edge
        return phrase

    def __reduce__(self):
        return type(self), (self.labels, self.modifiers)


cdef class GermanPhrases(ArcPhrases):
    """Over trees with the labels of the TIGER treebank: from the left edge to the noun, and to a noun in close
    apposition after it, as in "fünf Liter Wasser"."""

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int child = next_right(tokens, i, i + 1)
        phrase.start, phrase.end = tokens[i].l_edge, i
        while child >= 0:
            if tokens[child].dep == TIGER_NK_ARC and pos_bit(tokens[child].pos) & NAMES:
                phrase.end = child
            child = next_right(tokens, i, child + 1)
        return phrase


cdef class GreekPhrases(NounPhrases):
    """Over trees with Universal Dependencies: from the left edge to the first noun that modifies the head, as a genitive
    does. A coordinated noun ends its phrase itself."""

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int child
        phrase.start, phrase.end = tokens[i].l_edge, i
        if tokens[i].pos == NOUN and tokens[i].dep != CONJ:
            child = next_right(tokens, i, i + 1)
            while child >= 0 and tokens[child].dep != NMOD_ARC:
                child = next_right(tokens, i, child + 1)
            if child >= 0:
                phrase.end = child
        return phrase


cdef class TurkishPhrases(ArcPhrases):
    """Over trees with Universal Dependencies: from the left edge to the noun, and the rest of a name after it. Of nested
    phrases the outer one counts. What stands between coordinated nouns belongs to none."""

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        cdef int child
        phrase.start, phrase.end = tokens[i].l_edge, i
        if tokens[i].dep == CONJ:
            child = next_left(tokens, i, tokens[i].l_edge)
            if child < i and (tokens[child].dep == CC_ARC or tokens[child].dep == PUNCT_ARC):
                phrase.start = min(tokens[child].r_edge + 1, i)
        child = next_right(tokens, i, i + 1)
        while child >= 0 and tokens[child].dep == FLAT_ARC and pos_bit(tokens[child].pos) & NAMES:
            phrase.end = child
            child = next_right(tokens, i, child + 1)
        return phrase

    cdef int find(self, const TokenC* tokens, int first, int last, PhraseC* out__t) noexcept nogil:
        cdef int i, n = 0, reached = last   # first token of the phrase after
        cdef PhraseC phrase
        for i in range(last - 1, first - 1, -1):
            if self.is_head(tokens, i):
                phrase = self.extent(tokens, i)
                if phrase.end < reached:
                    reached = phrase.start
                    out__t[n] = phrase
                    n += 1
        for i in range(n // 2):
            phrase = out__t[i]
            out__t[i], out__t[n - 1 - i] = out__t[n - 1 - i], phrase
        return n
