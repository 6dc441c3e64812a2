"""Example: a predicted Doc beside its gold-standard Doc, and what the one says about the tokens of the other.

Where both have the same tokens, every accessor reads the gold tokens directly and no alignment is made.
Callers: components (update, initialize), the corpus, the scorer, users.
"""
from libc.stdint cimport int32_t, int64_t, uint64_t

from engine.gold.alignment cimport Alignment, AlignmentArray, align_words
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc, get_token_attr

import numpy

from engine.errors import InputError, UnknownIdError
from engine.gold.annotation import annotate, read_annotation, to_annotation
from engine.gold.errors import InputTypeError
from engine.gold.iob import doc_to_biluo_tags
from engine.strings.symbols import IDS
from engine.tokens.span import Span

cdef enum:
    IS_SPACE = 6
    HEAD = 79
    SENT_START = 80


cdef uint64_t _hash_words(Doc doc, uint64_t seed) noexcept:
    """FNV-1a over the ids of the words."""
    cdef int i
    for i in range(doc.length):
        seed = (seed ^ doc.c[i].lex.orth) * <uint64_t>1099511628211
    return (seed ^ <uint64_t>doc.length) * <uint64_t>1099511628211


cdef bint _same_words(Doc x, Doc y) noexcept:
    cdef int i
    if x.length != y.length:
        return False
    for i in range(x.length):
        if x.c[i].lex.orth != y.c[i].lex.orth:
            return False
    return True


cdef bint _has_sentences(Doc doc) noexcept:
    cdef int i
    for i in range(1, doc.length):
        if doc.c[i].sent_start != 0:
            return True
    return doc.length == 1


cdef bint _has_entities(Doc doc) noexcept:
    cdef int i
    for i in range(doc.length):
        if doc.c[i].ent_iob != 0:
            return True
    return False


cdef bint _is_projective(const int32_t[::1] heads) noexcept:
    """No arc has a token beneath it whose head lies outside the arc."""
    cdef Py_ssize_t i, k, low, high
    for i in range(heads.shape[0]):
        low = min(i, <Py_ssize_t>heads[i])
        high = max(i, <Py_ssize_t>heads[i])
        for k in range(low + 1, high):
            if not low <= heads[k] <= high or heads[k] == k:
                return False
    return True


cdef str comparable(str text):
    return text.lower().strip().replace(" ", "")


cdef class Example:
    """A predicted Doc and the Doc with the right annotation of the same text.

    predicted (Doc): also `x`; what a pipeline fills in.
    reference (Doc): also `y`; the gold standard. Its tokens may be cut differently.
    alignment (Alignment): of their tokens; made when first asked for.

    >>> doc = Doc(vocab, words=["I", "like", "stuff"])
    >>> example = Example.from_dict(doc, {"tags": ["NOUN", "VERB", "NOUN"]})
    >>> example.get_aligned("TAG", as_string=True)
    ['NOUN', 'VERB', 'NOUN']
    """

    def __init__(self, predicted, reference, *, alignment=None):
        if not isinstance(predicted, Doc) or not isinstance(reference, Doc):
            name, value = ("reference", reference) if isinstance(predicted, Doc) else ("predicted", predicted)
            raise InputTypeError("example.type", f"{name} is {type(value).__name__}", "Expected a Doc.")
        self._x = predicted
        self._y = reference
        self._alignment = alignment
        if alignment is not None:
            self._words = _hash_words(self._y, _hash_words(self._x, 0))
        self.cache = {}

    @classmethod
    def from_dict(cls, predicted, example_dict):
        """Example of a Doc and a dict of annotation.

        predicted (Doc): its tokens are used where the dict has no words.
        example_dict (dict): any of `words`, `spaces`, `text`, `tags`, `pos`, `morphs`, `lemmas`, `heads` (indices),
            `deps`, `sent_starts`, `entities` (BILUO tags, or (start, end, label) in characters), `links`, `spans`,
            `cats`; or these in a `token_annotation` and a `doc_annotation`.
        Raises InputError, UnknownIdError for a key that is not one of them.
        """
        if not isinstance(predicted, Doc):
            raise InputError("example.predicted", f"predicted is {type(predicted).__name__}", "Expected a Doc.")
        if not isinstance(example_dict, dict):
            raise InputError("example.dict", f"the annotation is {type(example_dict).__name__}", "Expected a dict.")
        tokens, of_doc = read_annotation(example_dict)
        reference = _make_reference(predicted, tokens)
        annotate(reference, tokens, of_doc, _write)
        return cls(predicted, reference)

    def __len__(self):
        return self._x.length

    def __str__(self):
        return str(self.to_dict())

    def __repr__(self):
        return f"Example({str(self)})"

    def copy(self):
        """An example of copies of both docs."""
        return type(self)(self._x.copy(), self._y.copy(), alignment=self._alignment)

    @property
    def x(self):
        return self._x

    @property
    def y(self):
        return self._y

    @property
    def predicted(self):
        return self._x

    @predicted.setter
    def predicted(self, Doc doc not None):
        if doc is not self._x:
            self._x = doc
            self.cache = {}

    @property
    def reference(self):
        return self._y

    @reference.setter
    def reference(self, Doc doc not None):
        if doc is not self._y:
            self._y = doc
            self.cache = {}

    @property
    def text(self):
        """Text of the predicted doc."""
        return self._x.text

    @property
    def has_same_tokens(self):
        """Whether token i of `predicted` is the same word as token i of `reference`, for all i."""
        return _same_words(self._x, self._y)

    @property
    def alignment(self):
        """Alignment of the predicted (x) and the gold (y) tokens. Raises InputError when their texts differ."""
        return self.align()

    cdef Alignment align(self):
        cdef uint64_t words = _hash_words(self._y, _hash_words(self._x, 0))
        if self._alignment is None or words != self._words:
            if _same_words(self._x, self._y):
                self._alignment = Alignment.identity(self._x.length)
            else:
                self._alignment = align_words([t.orth_ for t in self._x], [t.orth_ for t in self._y])
            self._words = words
        return self._alignment

    cdef list _project(self, list values):
        """Values of the gold tokens, for the predicted tokens; None where the gold tokens of one disagree."""
        cdef AlignmentArray x2y
        cdef int32_t[::1] lengths
        cdef int32_t[::1] data
        cdef Py_ssize_t i, k, start = 0
        if _same_words(self._x, self._y):
            return values
        x2y = self.align().x2y
        if self._alignment.is_identity:
            return values
        lengths = x2y.lengths
        data = x2y.data
        out = [None] * self._x.length
        for i in range(lengths.shape[0]):
            if lengths[i] > 0:
                value = values[data[start]]
                for k in range(1, lengths[i]):
                    if values[data[start + k]] != value:
                        break
                else:
                    out[i] = value
            start += lengths[i]
        return out

    def get_aligned(self, field, as_string=False):
        """The gold value of an attribute for each predicted token.

        field (str | int): name or id of a token attribute, such as "TAG".
        as_string (bool): strings in place of ids.
        Returns a list of `len(predicted)` values; None where a token has no gold token, or several that disagree.
        """
        cdef uint64_t attr, value
        cdef int i
        cdef Doc y = self._y
        if isinstance(field, str):
            if field.upper() not in IDS:
                raise UnknownIdError("example.field", f"there is no token attribute {field!r}", "For example TAG or POS.")
            attr = IDS[field.upper()]
        else:
            attr = field
        cdef list values = [None] * y.length
        cdef dict texts = {}
        for i in range(y.length):
            value = get_token_attr(&y.c[i], <int>attr)
            if attr == HEAD or attr == SENT_START:
                values[i] = <int64_t>value
            elif as_string:
                text = texts.get(value)
                if text is None:
                    text = texts[value] = y.vocab.strings[value] if value else ""
                values[i] = text
            else:
                values[i] = value
        return self._project(values)

    def get_aligned_parse(self, projectivize=True):
        """(heads, labels) for the predicted tokens.

        projectivize (bool): make the gold tree projective first; lifted tokens get labels such as "dobj||ROOT".
        heads holds indices of predicted tokens, None where token or head has no exact counterpart; labels holds
        strings, None where the token has none. A gold token without a label counts as its own root.
        """
        heads, labels = self._gold_parse(projectivize)
        if _same_words(self._x, self._y):
            return heads, labels
        cdef Alignment alignment = self.align()
        if alignment.is_identity:
            return heads, labels
        cdef int32_t[::1] x_lengths = alignment.x2y.lengths
        cdef int32_t[::1] x_starts = alignment.x2y._starts
        cdef int32_t[::1] x2y = alignment.x2y.data
        cdef int32_t[::1] y_lengths = alignment.y2x.lengths
        cdef int32_t[::1] y_starts = alignment.y2x._starts
        cdef int32_t[::1] y2x = alignment.y2x.data
        cdef Py_ssize_t i, gold, head, n = self._x.length
        x_heads = [None] * n
        x_labels = [None] * n
        for i in range(n):
            if x_lengths[i] == 1:
                gold = x2y[x_starts[i]]
                x_labels[i] = labels[gold]
                head = heads[gold]
                if y_lengths[head] == 1:
                    x_heads[i] = y2x[y_starts[head]]
        return x_heads, x_labels

    def _gold_parse(self, projectivize):
        """(heads, labels) of the gold tokens; fresh lists."""
        cdef int i
        cdef Doc y = self._y
        heads = numpy.empty(y.length, dtype="int32")
        cdef int32_t[::1] head_of = heads
        cdef dict texts = {0: ""}
        labels = [""] * y.length
        for i in range(y.length):
            dep = y.c[i].dep
            head_of[i] = i + (y.c[i].head if dep else 0)
            text = texts.get(dep)
            if text is None:
                text = texts[dep] = y.vocab.strings[dep]
            labels[i] = text
        if projectivize and not _is_projective(head_of):
            from engine.parser.projectivize import projectivize as lift

            lifted, labels = lift(heads.tolist(), labels)
            return list(lifted), list(labels)
        return heads.tolist(), labels

    def get_aligned_sent_starts(self):
        """Whether a gold sentence starts at each predicted token (True or False); None for all without gold sentences."""
        cdef Py_ssize_t i
        cdef Doc y = self._y
        if not _has_sentences(y):
            return [None] * self._x.length
        starts = [i for i in range(y.length) if i == 0 or y.c[i].sent_start == 1]
        if _same_words(self._x, self._y):
            firsts = starts
        else:
            y2x = self.align().y2x
            firsts = []
            for start, end in zip(starts, starts[1:] + [y.length]):
                tokens = y2x[start:end]
                if len(tokens):
                    firsts.append(tokens[0])
        out = [False] * self._x.length
        for i in firsts:
            out[i] = True
        return out

    def get_aligned_spans_x2y(self, x_spans, allow_overlap=False):
        """Spans of the reference that cover the same text as the given spans of the predicted doc."""
        return self._map_spans(self._y, x_spans, self.align().x2y, allow_overlap)

    def get_aligned_spans_y2x(self, y_spans, allow_overlap=False):
        """Spans of the predicted doc that cover the same text as the given spans of the reference.

        allow_overlap (bool): keep a span whose first or last token belongs to an earlier one.
        """
        return self._map_spans(self._x, y_spans, self.align().y2x, allow_overlap)

    def _map_spans(self, Doc target, spans, AlignmentArray table, allow_overlap):
        taken = set()
        out = []
        for span in spans:
            tokens = table[span.start:span.end]
            if not len(tokens):
                continue
            start, end = int(tokens[0]), int(tokens[len(tokens) - 1]) + 1
            if not allow_overlap and (start in taken or end - 1 in taken):
                continue
            mapped = Span(target, start, end, label=span.label)
            if comparable(mapped.text) != comparable(span.text):
                continue
            out.append(mapped)
            taken.update(range(start, end))
        return out

    def get_aligned_ents_and_ner(self):
        """(entities, BILUO tags) for the predicted tokens.

        An entity whose text the predicted tokens cannot cover is lost; its tokens get None, like all tokens that the
        gold standard leaves open.
        """
        cdef Py_ssize_t i
        cdef Doc x = self._x
        cdef list tags
        if not _has_entities(self._y):
            return [], [None] * x.length
        ents = self.get_aligned_spans_y2x(self._y.ents, allow_overlap=False)
        tags = ["O" if iob == 2 else None for iob in self.get_aligned("ENT_IOB")]
        for i in range(x.length):
            if tags[i] is None and (x.c[i].lex.flags >> IS_SPACE) & 1:
                tags[i] = "O"
        for ent in ents:
            label = ent.label_
            if ent.end - ent.start == 1:
                tags[ent.start] = "U-" + label
            else:
                tags[ent.start] = "B-" + label
                for i in range(ent.start + 1, ent.end - 1):
                    tags[i] = "I-" + label
                tags[ent.end - 1] = "L-" + label
        return ents, tags

    def get_aligned_ner(self):
        """Gold BILUO tags for the predicted tokens, None where there is none."""
        return self.get_aligned_ents_and_ner()[1]

    def get_matching_ents(self, check_label=True):
        """Entities of the predicted doc that the reference has at the same characters."""
        wanted = set()
        for ent in self._y.ents:
            wanted.add((ent.start_char, ent.end_char, ent.label if check_label else 0))
        out = []
        for ent in self._x.ents:
            if (ent.start_char, ent.end_char, ent.label if check_label else 0) in wanted:
                out.append(ent)
        return out

    def split_sents(self):
        """One example per gold sentence; the example itself where the reference has no sentences."""
        if not _has_sentences(self._y):
            return [self]
        out = []
        end = 0
        y2x = self.align().y2x
        for sent in self._y.sents:
            # A token across two sentences goes with the first.
            tokens = [token for token in y2x[sent.start:sent.end].tolist() if token >= end]
            if tokens:
                end = max(tokens) + 1
                out.append(type(self)(self._x[min(tokens):end].as_doc(), sent.as_doc()))
        return out

    def to_dict(self):
        """The reference as a dict of `doc_annotation` and `token_annotation`, which `from_dict` reads."""
        heads, deps = self._gold_parse(False)
        return to_annotation(self._y, heads, deps, doc_to_biluo_tags(self._y))


cdef Doc _make_reference(Doc predicted, dict tokens):
    """A doc of the given words, or else of the predicted ones, without annotation."""
    cdef Doc reference
    cdef int i
    words = tokens.pop("ORTH", None)
    spaces = tokens.pop("SPACY", None)
    if words is not None:
        return Doc(predicted.vocab, words=words, spaces=spaces)
    reference = Doc(predicted.vocab)
    for i in range(predicted.length):
        reference.push_back(predicted.c[i].lex, bool(spaces[i]) if spaces is not None else predicted.c[i].spacy)
    return reference


def _write(Doc doc not None, dict columns not None, heads, entities):
    write_annotation(doc, columns, heads, entities)


cdef int write_annotation(Doc doc, dict columns, object heads, object entities) except -1:
    """Write validated annotation.

    columns    attribute name -> list of ids, one a token.
    heads      list of absolute indices, or None.
    entities   (list of ent_iob, list of ent_type), or None.
    """
    cdef int i
    cdef TokenC* token
    cdef int32_t[::1] head_of
    cdef uint64_t[::1] dep_of
    tags, pos, morphs = columns.get("TAG"), columns.get("POS"), columns.get("MORPH")
    lemmas, deps, sent_starts = columns.get("LEMMA"), columns.get("DEP"), columns.get("SENT_START")
    for i in range(doc.length):
        token = &doc.c[i]
        if tags is not None:
            doc.vocab.apply_tag(token, tags[i])
        if pos is not None:
            token.pos = pos[i]
        if morphs is not None:
            token.morph = morphs[i]
        if lemmas is not None:
            token.lemma = lemmas[i]
        if deps is not None:
            token.dep = deps[i]
        if heads is not None:
            token.head = heads[i] - i
        if sent_starts is not None:
            token.sent_start = sent_starts[i]
        if entities is not None:
            token.ent_iob = entities[0][i]
            token.ent_type = entities[1][i]
    if heads is not None and deps is not None and any(deps):
        head_of = numpy.asarray(heads, dtype="int32")
        dep_of = numpy.asarray(deps, dtype="uint64")
        doc.set_parse(&head_of[0], &dep_of[0])
    return 0
