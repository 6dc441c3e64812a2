"""Base noun phrases from a dependency tree: the rules that languages share.

A rule is a function of a Doc or Span that gives (start, end, label): indices of tokens in the document and the id of the
phrase label. A language names it in its Defaults as syntax_iterators["noun_chunks"]; Doc.noun_chunks calls it. The rules
of languages differ in which arcs make a noun the head of a phrase, and in how far the phrase goes; a `NounPhrases` says
both, and finds the phrases from left to right in one pass over the tokens. One that begins inside the one before is left
out. Labels are compared by their ids, which are the same in every vocabulary. tests/reference/noun_chunks.py has the
rules in plain Python.
"""
from libc.stdint cimport uint32_t, uint64_t

from cymem.cymem cimport Pool

from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span

from engine.errors import InputError, WrongTypeError
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS, POS_IDS

NOUN_NAMES = ("NOUN", "PROPN", "PRON")
cdef object NP = get_string_id("NP")
cdef uint64_t CASE = get_string_id("case")
CONJ = IDS["conj"]
# Arcs that make a noun the head of a phrase where modifiers stand on both sides: in Universal Dependencies and in the
# names of older label sets.
MODIFIED_HEADS = tuple(
    "nsubj nsubj:pass nsubj:outer csubj obj dobj iobj obl obl:agent obl:arg obl:tmod obl:mod nmod nmod:poss nmod:tmod "
    "appos dislocated vocative ROOT root".split()
)


cdef uint32_t pos_bits(names) except? 0:
    cdef uint32_t bits = 0
    for name in names:
        bits |= pos_bit(POS_IDS[name])
    return bits


cdef class NounPhrases:
    """A rule: words with one of the parts of speech `nouns` whose arc is one of `labels` head a phrase, from all that
    stands before them up to themselves. A word coordinated with a head is a head as well."""

    def __init__(self, labels, nouns=NOUN_NAMES):
        self.mem = Pool()
        self.labels, self.nouns = tuple(labels), tuple(nouns)
        self.head_labels = self.labels_of(self.labels)
        self.noun_bits = pos_bits(self.nouns)

    cdef LabelsC labels_of(self, names) except *:
        cdef LabelsC labels
        cdef int i
        ids = sorted({get_string_id(name) for name in names})
        labels.n = len(ids)
        labels.ids = <uint64_t*>self.mem.alloc(max(1, labels.n), sizeof(uint64_t))
        for i in range(labels.n):
            labels.ids[i] = ids[i]
        return labels

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        if not pos_bit(tokens[i].pos) & self.noun_bits:
            return False
        # The word that a chain of coordinated words begins with decides.
        if tokens[i].dep == CONJ:
            i += tokens[i].head
            while tokens[i].dep == CONJ and tokens[i].head < 0:
                i += tokens[i].head
        return has_label(&self.head_labels, tokens[i].dep)

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        phrase.start, phrase.end = tokens[i].l_edge, i
        return phrase

    cdef int find(self, const TokenC* tokens, int first, int last, PhraseC* out__t) noexcept nogil:
        cdef int i, n = 0, reached = -1     # last token of the phrase before
        cdef PhraseC phrase
        for i in range(first, last):
            if self.is_head(tokens, i):
                phrase = self.extent(tokens, i)
                if phrase.start > reached:
                    reached = phrase.end
                    out__t[n] = phrase
                    n += 1
        return n

    def __call__(self, doclike):
        """Iterator over (start, end, label) of the base noun phrases of a Doc or Span.

        Raises InputError when the document is not parsed.
        """
        cdef Doc doc
        cdef int first = 0, last, n, i
        cdef Pool mem
        cdef PhraseC* found
        if isinstance(doclike, Span):
            doc = (<Span>doclike).doc
            first, last = (<Span>doclike).c.start, (<Span>doclike).c.end
        elif isinstance(doclike, Doc):
            doc = <Doc>doclike
            last = doc.length
        else:
            raise WrongTypeError("lang.not_a_document", f"Noun chunks are those of a Doc or Span, got {doclike!r}.")
        doc.check_zone()
        if not is_parsed(doc):
            raise InputError(
                "doc.noun_chunks_unparsed",
                "Noun chunks follow from the dependency tree, and the document is not parsed.",
                "Add a parser to the pipeline before asking for noun_chunks.",
            )
        doc.vocab.strings.add("NP", False)
        mem = Pool()
        found = <PhraseC*>mem.alloc(max(1, last - first), sizeof(PhraseC))
        with nogil:
            n = self.find(doc.c, first, last, found)
        return iter([(found[i].start, found[i].end + 1, NP) for i in range(n)])

    def __reduce__(self):
        return type(self), (self.labels, self.nouns)


cdef bint is_parsed(Doc doc) noexcept:
    """Whether any token has an arc; an empty document needs none."""
    cdef int i
    for i in range(doc.length):
        if doc.c[i].dep != 0:
            return True
    return doc.length == 0


cdef class ArcPhrases(NounPhrases):
    """A rule where only a word's own arc makes it a head, not that of the word it is coordinated with."""

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        return pos_bit(tokens[i].pos) & self.noun_bits and has_label(&self.head_labels, tokens[i].dep)


cdef class SubtreePhrases(NounPhrases):
    """A rule where all that depends on a head is in its phrase."""

    cdef PhraseC extent(self, const TokenC* tokens, int i) noexcept nogil:
        cdef PhraseC phrase
        phrase.start, phrase.end = tokens[i].l_edge, tokens[i].r_edge
        return phrase


cdef class ModifiedPhrases(NounPhrases):
    """A rule where modifiers stand on either side of the noun: the noun with the words beside it, reached over arcs that
    the language names. What makes a phrase of its own stays out: nouns with an adposition, clauses, coordinated nouns.

    left, right: arcs over which a neighbour on that side belongs to the phrase. bare: arcs of the right side over which
    only a noun without an adposition belongs to it.
    """

    cdef readonly tuple left, right, bare
    cdef LabelsC left_labels, right_labels, bare_labels

    def __init__(self, left, right, bare=()):
        NounPhrases.__init__(self, MODIFIED_HEADS)
        self.left, self.right, self.bare = tuple(left), tuple(right), tuple(bare)
        self.left_labels = self.labels_of(self.left)
        self.right_labels = self.labels_of(self.right)
        self.bare_labels = self.labels_of(self.bare)

    cdef bint is_head(self, const TokenC* tokens, int i) noexcept nogil:
        if not pos_bit(tokens[i].pos) & self.noun_bits:
            return False
        while tokens[i].dep == CONJ and tokens[i].head < 0:
            i += tokens[i].head
        return has_label(&self.head_labels, tokens[i].dep)

    cdef int find(self, const TokenC* tokens, int first, int last, PhraseC* out__t) noexcept nogil:
        cdef int i, n = 0, start, end, head, reached = first - 1
        for i in range(first, last):
            if i <= reached or not self.is_head(tokens, i):
                continue
            start = end = i
            while start - 1 > reached and has_label(&self.left_labels, tokens[start - 1].dep):
                head = start - 1 + tokens[start - 1].head
                if not start <= head <= i:
                    break
                start -= 1
            while end + 1 < last:
                head = end + 1 + tokens[end + 1].head
                if not i <= head <= end or not self.belongs(tokens, end + 1):
                    break
                end += 1
            out__t[n].start, out__t[n].end = start, end
            reached = end
            n += 1
        return n

    cdef bint belongs(self, const TokenC* tokens, int i) noexcept nogil:
        cdef int child
        if has_label(&self.right_labels, tokens[i].dep):
            return True
        if not has_label(&self.bare_labels, tokens[i].dep):
            return False
        for child in range(tokens[i].l_edge, tokens[i].r_edge + 1):
            if tokens[child].dep == CASE and child + tokens[child].head == i:
                return False
        return True

    def __reduce__(self):
        return type(self), (self.left, self.right, self.bare)
