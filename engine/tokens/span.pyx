"""Span: the Python view of a run of tokens with a label.

A Span keeps its document alive. Callers: Doc, SpanGroup, people's code.
"""
from libc.stdint cimport uint64_t

from engine.tokens.doc cimport Doc
from engine.tokens.token cimport Token

from engine.errors import InputError, RangeError, WrongTypeError
from engine.tokens import underscore
from engine.tokens.array import to_array
from engine.tokens.doc_errors import FixedAttributeError, ViewPickleError, no_sentences
from engine.tokens.underscore import Underscore


cdef SpanC make_span(Doc doc, int start, int end) noexcept:
    cdef SpanC span
    span.id = span.kb_id = span.label = 0
    span.start = start
    span.end = end
    if start < end:
        span.start_char = doc.c[start].idx
        span.end_char = doc.c[end - 1].idx + doc.c[end - 1].lex.length
    else:
        span.start_char = span.end_char = doc.c[start].idx if start < doc.length else doc._text_length
    return span


cdef class Span:
    """Tokens start to end (exclusive) of a document.

    label, kb_id, span_id (str | int): what the span is called, its id in a knowledge base, and its own id.
    vector (float32 (width,)): replaces the mean of the words' vectors.
    Raises RangeError for a place outside the document.
    """

    def __cinit__(self, Doc doc not None, int start, int end, label=0, vector=None, vector_norm=None, kb_id=0, span_id=0):
        if not 0 <= start <= end <= doc.length:
            raise RangeError(
                "span.out_of_range", f"Tokens {start} to {end} are no span of a document of {doc.length} tokens.",
                "Give 0 <= start <= end <= len(doc).",
            )
        self.doc = doc
        self.c = make_span(doc, start, end)
        self.c.label = as_id(doc, label)
        self.c.kb_id = as_id(doc, kb_id)
        self.c.id = as_id(doc, span_id)
        self._vector = vector
        self._vector_norm = vector_norm

    @staticmethod
    cdef Span cinit(Doc doc, SpanC span):
        cdef Span self = Span.__new__(Span, doc, span.start, span.end)
        self.c = span
        return self

    def __richcmp__(self, other, int op):
        if not isinstance(other, Span):
            if op == 2:
                return False
            return True if op == 3 else NotImplemented
        cdef Span that = <Span>other
        mine = self._key()
        theirs = that._key()
        if op == 2 or op == 3:
            equal = self.doc is that.doc and mine == theirs
            return equal if op == 2 else not equal
        if op == 0:
            return mine < theirs
        if op == 1:
            return mine <= theirs
        if op == 4:
            return mine > theirs
        return mine >= theirs

    def _key(self):
        return (
            self.c.start_char, self.c.end_char, self.c.label, self.c.kb_id, self.c.id, self.c.start, self.c.end
        )

    def __hash__(self):
        return hash((id(self.doc), self.c.start_char, self.c.end_char, self.c.label, self.c.kb_id, self.c.id))

    def __len__(self):
        """Number of tokens."""
        return self.c.end - self.c.start

    def __repr__(self):
        return self.text

    def __str__(self):
        return self.text

    def __getitem__(self, key):
        """Token at an index of the span, or the Span of a slice of it."""
        cdef Py_ssize_t i, start, stop, length = self.c.end - self.c.start
        if isinstance(key, slice):
            if key.step is not None and key.step != 1:
                raise InputError(
                    "span.slice_step", f"Span slices have no step, got {key.step!r}.", "Slice list(span) instead."
                )
            start, stop, _ = key.indices(length)
            return Span(self.doc, self.c.start + start, self.c.start + max(start, stop))
        if not isinstance(key, int) and not hasattr(key, "__index__"):
            raise WrongTypeError("span.index_type", f"A Span is indexed by int or slice, got {key!r}.")
        i = key
        if i < 0:
            i += length
        if not 0 <= i < length:
            raise RangeError("span.index_out_of_range", f"There is no token {key} in a span of {length} tokens.")
        return self.doc[self.c.start + i]

    def __iter__(self):
        cdef int i
        self.doc.check_zone()
        for i in range(self.c.start, self.c.end):
            yield Token.cinit(self.doc.vocab, &self.doc.c[i], i, self.doc)

    def __reduce__(self):
        raise ViewPickleError("span.pickle", "A Span cannot be pickled alone.", "Pickle its Doc, or span.as_doc().")

    # -- Place and label -------------------------------------------------------------------------------------------

    @property
    def vocab(self):
        return self.doc.vocab

    @property
    def start(self):
        """Index of the first token."""
        return self.c.start

    @start.setter
    def start(self, int value):
        self._move(value, self.c.end)

    @property
    def end(self):
        """Index after the last token."""
        return self.c.end

    @end.setter
    def end(self, int value):
        self._move(self.c.start, value)

    cdef int _move(self, int start, int end) except -1:
        cdef SpanC moved
        if not 0 <= start <= end <= self.doc.length:
            raise RangeError(
                "span.moved_out_of_range",
                f"Tokens {start} to {end} are no span of a document of {self.doc.length} tokens.",
            )
        moved = make_span(self.doc, start, end)
        self.c.start = moved.start
        self.c.end = moved.end
        self.c.start_char = moved.start_char
        self.c.end_char = moved.end_char
        return 0

    @property
    def start_char(self):
        """Offset of the first code point in the text of the document. Setting it takes the start of a token."""
        return self.c.start_char

    @start_char.setter
    def start_char(self, int value):
        self._move_chars(value, self.c.end_char)

    @property
    def end_char(self):
        """Offset after the last code point. Setting it takes the end of a token."""
        return self.c.end_char

    @end_char.setter
    def end_char(self, int value):
        self._move_chars(self.c.start_char, value)

    def _move_chars(self, start, end):
        found = tokens_of_chars(self.doc, start, end, "strict")
        if found is None:
            raise RangeError(
                "span.moved_inside_token", f"The characters {start} to {end} do not begin and end with tokens."
            )
        self._move(found[0], found[1])

    @property
    def label(self):
        return self.c.label

    @label.setter
    def label(self, value):
        self.c.label = as_id(self.doc, value)

    @property
    def label_(self) -> str:
        """Label."""
        return self.doc.vocab.strings.text_of(self.c.label)

    @label_.setter
    def label_(self, str value):
        self.c.label = self.doc.vocab.strings.add(value or "")

    @property
    def kb_id(self):
        return self.c.kb_id

    @kb_id.setter
    def kb_id(self, value):
        self.c.kb_id = as_id(self.doc, value)

    @property
    def kb_id_(self) -> str:
        """Id in a knowledge base."""
        return self.doc.vocab.strings.text_of(self.c.kb_id)

    @kb_id_.setter
    def kb_id_(self, str value):
        self.c.kb_id = self.doc.vocab.strings.add(value or "")

    @property
    def id(self):
        return self.c.id

    @id.setter
    def id(self, value):
        self.c.id = as_id(self.doc, value)

    @property
    def id_(self) -> str:
        """Id of the span."""
        return self.doc.vocab.strings.text_of(self.c.id)

    @id_.setter
    def id_(self, str value):
        self.c.id = self.doc.vocab.strings.add(value or "")

    @property
    def ent_id(self):
        return self.root.ent_id

    @ent_id.setter
    def ent_id(self, value):
        raise FixedAttributeError("span.ent_id_fixed", "ent_id of a Span cannot be set.", "Set `id` or `id_`.")

    @property
    def ent_id_(self) -> str:
        """Id of the entity that the root is in; the span's own id is `id_`."""
        return self.root.ent_id_

    @ent_id_.setter
    def ent_id_(self, value):
        self.ent_id = value

    # -- Text ------------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text, without the space after the last token."""
        text = self.text_with_ws
        if self.c.start < self.c.end and self.doc.c[self.c.end - 1].spacy:
            return text[: len(text) - 1]
        return text

    @property
    def text_with_ws(self) -> str:
        """The text, with the space after the last token."""
        cdef list parts = []
        cdef int i
        self.doc.check_zone()
        for i in range(self.c.start, self.c.end):
            parts.append(self.doc.vocab.strings.text_of(self.doc.c[i].lex.orth))
            if self.doc.c[i].spacy:
                parts.append(" ")
        return "".join(parts)

    @property
    def orth_(self) -> str:
        """Same as `text`."""
        return self.text

    @property
    def lemma_(self) -> str:
        """The lemmas, with the spaces between the tokens."""
        return "".join([token.lemma_ + token.whitespace_ for token in self]).strip()

    # -- Vectors ---------------------------------------------------------------------------------------------------

    @property
    def has_vector(self) -> bool:
        """Whether there is a vector for any word, or a tensor."""
        if "has_vector" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["has_vector"](self)
        return vectors.has_vector(self)

    @property
    def vector(self):
        """Mean of the vectors of the words, float32 (width,)."""
        if "vector" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["vector"](self)
        if self._vector is None:
            self._vector = vectors.mean_vector(self)
        return self._vector

    @property
    def vector_norm(self):
        """L2 norm of `vector`."""
        if "vector_norm" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["vector_norm"](self)
        if self._vector_norm is None:
            self._vector_norm = vectors.norm(self.vector)
        return self._vector_norm

    @property
    def tensor(self):
        """Rows of Doc.tensor."""
        return self.doc.tensor[self.c.start : self.c.end]

    @property
    def sentiment(self):
        if "sentiment" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["sentiment"](self)
        return sum(token.sentiment for token in self) / len(self) if len(self) else 0.0

    def similarity(self, other) -> float:
        """Cosine of `vector` and the vector of a Doc, Span, Token or Lexeme."""
        if "similarity" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["similarity"](self, other)
        return vectors.similarity(self, other)

    # -- Parts and surroundings ------------------------------------------------------------------------------------

    @property
    def sent(self):
        """The sentence that the first token is in."""
        if "sent" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["sent"](self)
        first = next(iter(self.sents), None)
        if first is None:
            raise InputError("span.no_sentence", "An empty document has no sentence.")
        return first

    @property
    def sents(self):
        """Iterator over the sentences that the span touches. InputError when the document has none."""
        cdef int start, end
        if "sents" in self.doc.user_span_hooks:
            yield from self.doc.user_span_hooks["sents"](self)
            return
        if "sents" in self.doc.user_hooks:
            for sent in self.doc.user_hooks["sents"](self.doc):
                if sent.end > self.c.start:
                    if sent.start >= self.c.end and sent.start > self.c.start:
                        return
                    yield sent
            return
        if not self.doc.has_sentences():
            raise no_sentences()
        start = min(self.c.start, self.doc.length - 1)
        while start > 0 and self.doc.c[start].sent_start != 1:
            start -= 1
        while 0 <= start < self.doc.length:
            end = start + 1
            while end < self.doc.length and self.doc.c[end].sent_start != 1:
                end += 1
            yield Span.cinit(self.doc, make_span(self.doc, start, end))
            if end >= self.c.end:
                return
            start = end

    @property
    def ents(self) -> list:
        """The entities that lie within the span."""
        return [ent for ent in self.doc.ents if ent.start >= self.c.start and ent.end <= self.c.end]

    @property
    def noun_chunks(self):
        """Iterator over the base noun phrases within the span."""
        for chunk in self.doc.noun_chunks:
            if chunk.start >= self.c.start and chunk.end <= self.c.end:
                yield chunk

    @property
    def root(self):
        """The token highest in the tree; the first of several."""
        if "root" in self.doc.user_span_hooks:
            return self.doc.user_span_hooks["root"](self)
        return self.doc[tree_views.root(self.doc, self.c.start, self.c.end)]

    @property
    def conjuncts(self) -> tuple:
        """Tokens coordinated with the root."""
        return self.root.conjuncts

    @property
    def lefts(self):
        """Iterator over the tokens left of the span whose heads lie in it."""
        for token in reversed(list(self)):
            for child in token.lefts:
                if child.i < self.c.start:
                    yield child

    @property
    def rights(self):
        """Iterator over the tokens right of the span whose heads lie in it."""
        for token in self:
            for child in token.rights:
                if child.i >= self.c.end:
                    yield child

    @property
    def n_lefts(self):
        return len(list(self.lefts))

    @property
    def n_rights(self):
        return len(list(self.rights))

    @property
    def subtree(self):
        """Iterator over the tokens of the span and all below them: left subtrees, the span, right subtrees."""
        for child in self.lefts:
            yield from child.subtree
        yield from self
        for child in self.rights:
            yield from child.subtree

    def get_lca_matrix(self):
        """int32 (length, length): index in the span of the lowest common ancestor of two tokens, -1 for none in it."""
        return lca.lca_matrix(self.doc, self.c.start, self.c.end)

    def char_span(
        self, int start_idx, int end_idx, label=0, kb_id=0, vector=None, id=0, alignment_mode="strict", span_id=0,
    ):
        """The Span of code points counted from the start of this span; see Doc.char_span. `id` is `span_id`."""
        return self.doc.char_span(
            self.c.start_char + start_idx, self.c.start_char + end_idx, label=label, kb_id=kb_id, vector=vector,
            alignment_mode=alignment_mode, span_id=span_id or id,
        )

    def as_doc(self, *, bint copy_user_data=False, array_head=None, array=None):
        """A new Doc of these tokens. Heads outside it are replaced by tokens inside.

        Entities that lie in the span in part only are dropped.

        copy_user_data (bool): take over the extension values of the tokens and spans inside.
        array_head, array: columns of the whole document (doc.to_array), when many spans are taken from it.
        """
        return doc_join.span_as_doc(self, copy_user_data, array_head, array)

    def to_array(self, attr_ids):
        """Values of attributes (names or ids): uint64 (length,) for one, (length, n) for several."""
        return to_array(self.doc, self.c.start, self.c.end, attr_ids)

    # -- Extensions ------------------------------------------------------------------------------------------------

    @property
    def _(self):
        """Extension attributes."""
        return Underscore(Underscore.span_extensions, self, self.c.start_char, self.c.end_char)

    @classmethod
    def set_extension(cls, name, **kwargs):
        """Register `span._.name`: default=, method=, or getter= with setter=; force=True replaces."""
        underscore.make_extension(Underscore.span_extensions, name, **kwargs)

    @classmethod
    def get_extension(cls, name):
        """(default, method, getter, setter) of an extension attribute; None when there is none."""
        return Underscore.span_extensions.get(name)

    @classmethod
    def has_extension(cls, name):
        return name in Underscore.span_extensions

    @classmethod
    def remove_extension(cls, name):
        """Unregister an extension attribute; returns what `get_extension` gave."""
        return underscore.remove_extension(Underscore.span_extensions, name)


cdef uint64_t as_id(Doc doc, value) except? 0:
    """Id of a label, which is added to the strings when it is one."""
    if isinstance(value, str):
        return doc.vocab.strings.add(value)
    if hasattr(value, "__index__"):
        value = value.__index__()
        if 0 <= value < 2**64:
            return value
    raise WrongTypeError("span.label_type", f"{value!r} is no label or id of a span.", "Give a str, or the id of one.")


from engine.tokens import doc_join, lca, tree_views, vectors  # noqa: E402  (at the end: they use Span)
from engine.tokens.doc_scan import tokens_of_chars  # noqa: E402
