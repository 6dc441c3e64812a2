"""Doc: the tokens of a text and their annotation, one C array that components read and write.

Main type: Doc. Views on it are Token and Span; ids in it resolve through `Doc.vocab.strings`. What is not data
movement lives beside it: columns (array), ents, doc_init, doc_bytes, doc_json, doc_join.
Callers: every room above.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcpy

from engine.strings.structs cimport LexemeC, TokenC
from engine.tokens.attr_ids cimport (
    DEP, ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE, HEAD, IDX, LEMMA, MORPH, NORM, ORTH, POS, SENT_START, SPACY, TAG,
)
from engine.tokens.span cimport Span, make_span
from engine.tokens.token cimport Token
from engine.tokens.tree cimport link_children, start_sentences_at_roots
from engine.vocab.lexeme cimport get_lex_attr
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport stale

import numpy as np

from engine.errors import InputError, RangeError, WrongTypeError
from engine.strings.symbols import IDS
from engine.tokens import underscore
from engine.tokens.array import attribute_ids, count_values, from_array, to_array
from engine.tokens.doc_errors import MissingNounChunks, no_sentences
from engine.tokens.underscore import Underscore

cdef enum:
    PADDING = 5         # blank tokens on both sides, so that windows of features need no bounds checks
cdef LexemeC BLANK_LEXEME
cdef extern from "engine/prefetch.h":
    void eng_prefetch(const void* address) noexcept nogil
cdef object NO_TENSOR = np.zeros((0,), dtype="float32")     # shared: nothing in it can change


cdef uint64_t get_token_attr(const TokenC* token, int attr) noexcept nogil:
    if attr == NORM:
        return token.norm if token.norm != 0 else token.lex.norm
    if attr == LEMMA:
        return token.lemma
    if attr == POS:
        return <uint64_t>token.pos
    if attr == TAG:
        return token.tag
    if attr == DEP:
        return token.dep
    if attr == HEAD:
        return <uint64_t><long long>token.head
    if attr == SENT_START:
        return <uint64_t><long long>token.sent_start
    if attr == ENT_IOB:
        return <uint64_t>token.ent_iob
    if attr == ENT_TYPE:
        return token.ent_type
    if attr == ENT_KB_ID:
        return token.ent_kb_id
    if attr == ENT_ID:
        return token.ent_id
    if attr == MORPH:
        return token.morph
    if attr == SPACY:
        return <uint64_t>token.spacy
    if attr == IDX:
        return <uint64_t>token.idx
    return get_lex_attr(token.lex, attr)


cdef uint64_t get_token_attr_for_matcher(const TokenC* token, int attr) noexcept nogil:
    if attr == SENT_START:
        return 1 if token.sent_start == 1 else 0
    return get_token_attr(token, attr)


cdef class Doc:
    """A sequence of tokens with annotation.

    vocab (Vocab): owner of the strings and lexemes.
    words (Iterable[str | int]): texts, or ids known to the vocab.
    spaces (Iterable[bool]): whether a space follows each word; unknown, and taken as true, when left out.
    tags, pos, morphs, lemmas, deps (Sequence[str]): one value a word.
    heads (Sequence[int]): index of the head of each word.
    sent_starts (Sequence[bool | None]): whether a sentence starts at each word; ignored where heads are given.
    ents (Sequence[str]): entities as IOB or BILUO tags, such as "B-PERSON", "O", "" for unknown.
    Raises InputError.

    >>> from engine.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Hello", "world", "!"], spaces=[True, False, False])
    >>> doc.text
    'Hello world!'
    """

    def __cinit__(self):
        self.capacity = 0
        self.length = 0

    def __init__(
        self, Vocab vocab not None, words=None, spaces=None, *, user_data=None, tags=None, pos=None, morphs=None,
        lemmas=None, heads=None, deps=None, sent_starts=None, ents=None,
    ):
        if self.mem is not None:
            raise InputError("doc.init_twice", "Doc.__init__ was called twice on one object.", "Make a new Doc.")
        self.vocab = vocab
        self.mem = Pool()
        self._zone = vocab.zone()
        self.tensor = NO_TENSOR
        self.user_data = {} if user_data is None else user_data
        self.user_hooks = {}
        self.user_token_hooks = {}
        self.user_span_hooks = {}
        self.cats = {}
        self.sentiment = 0.0
        self.noun_chunks_iterator = vocab.get_noun_chunks
        self.has_unknown_spaces = words is not None and spaces is None
        self._add_words(words, spaces)
        if (
            tags is not None or pos is not None or morphs is not None or lemmas is not None or heads is not None
            or deps is not None or sent_starts is not None or ents is not None
        ):
            self._annotate(tags, pos, morphs, lemmas, heads, deps, sent_starts, ents)

    def _annotate(
        self, tags=None, pos=None, morphs=None, lemmas=None, heads=None, deps=None, sent_starts=None, ents=None
    ):
        doc_init.annotate(self, tags, pos, morphs, lemmas, heads, deps, sent_starts, ents)

    def _add_words(self, words, spaces):
        cdef Py_ssize_t i
        cdef const LexemeC* lex
        cdef list word_list
        if words is None:
            if spaces is not None:
                raise InputError("doc.spaces_without_words", "Doc got spaces but no words.", "Give both.")
            return
        word_list = list(words)
        if spaces is not None:
            spaces = list(spaces)
            if len(spaces) != len(word_list):
                raise InputError(
                    "doc.spaces_length",
                    f"Doc got {len(word_list)} words and {len(spaces)} spaces.",
                    "Give one bool a word: whether a space follows it.",
                )
        self.reserve(<int>len(word_list))
        for i in range(len(word_list)):
            word = word_list[i]
            if isinstance(word, str):
                lex = self.vocab.get(word)
            elif isinstance(word, int):
                lex = self.vocab.get_by_orth(word)
            else:
                raise WrongTypeError("doc.word_type", f"Word {i} is {word!r}; a word is a str, or the id of one.")
            self.push_back(lex, True if spaces is None else bool(spaces[i]))

    cdef int check_zone(self) except -1:
        if self._zone is not None and self._zone.ended:
            raise stale("document")
        return 0

    cdef int join_zone(self) noexcept:
        cdef MemoryZone zone = self.vocab.zone()
        # One that has ended stays: the document is stale for good, and keeps what it points to.
        if zone is not None and zone is not self._zone and not (self._zone is not None and self._zone.ended):
            self._zone = zone
        return 0

    cdef int reserve(self, int capacity) except -1:
        """Make room for `capacity` tokens. The array that Token views point into stays readable."""
        cdef TokenC* data
        cdef TokenC* old = self.c
        cdef int i
        if self.c is not NULL and capacity <= self.capacity:
            return 0
        data = <TokenC*>self.mem.alloc(capacity + 2 * PADDING, sizeof(TokenC))
        for i in range(capacity + 2 * PADDING):
            data[i].lex = &BLANK_LEXEME
        self.c = data + PADDING
        self.capacity = capacity
        if old is not NULL:
            memcpy(self.c, old, self.length * sizeof(TokenC))
            if not self._has_views:
                self.mem.free(old - PADDING)
        return 0

    cdef int push_back(self, const LexemeC* lex, bint has_space) except -1:
        """Append a token; nothing of it but its text is set."""
        cdef TokenC* token
        if lex.orth == 0:
            raise InputError("doc.empty_word", f"Word {self.length} is empty.", "Leave it out, or merge it with another.")
        if self.c is NULL or self.length == self.capacity:
            self.reserve(max(20, self.capacity * 2))
        self.join_zone()
        token = &self.c[self.length]
        token.lex = lex
        token.idx = self._text_length
        token.l_edge = self.length
        token.r_edge = self.length
        token.spacy = 1 if has_space else 0
        if self.length == 0:
            token.sent_start = 1
        self.length += 1
        self._text_length += lex.length + token.spacy
        return 0

    cdef int set_parse(self, const int32_t* heads__t, const uint64_t* deps__t) except -1:
        """Write heads and labels and all that follows from them.

        heads__t   (length,), absolute indices; the own index for a root.
        deps__t    (length,), ids of labels.
        Raises     InputError when a head lies outside the document; nothing is written then.
        """
        cdef int i
        for i in range(self.length):
            if not 0 <= heads__t[i] < self.length:
                raise InputError(
                    "doc.head_out_of_range", f"Token {i} has the head {heads__t[i]} in a document of {self.length} tokens."
                )
        for i in range(self.length):
            self.c[i].head = heads__t[i] - i
            self.c[i].dep = deps__t[i]
        return self.update_tree()

    cdef int update_tree(self) except -1:
        link_children(self.c, self.length)
        start_sentences_at_roots(self.c, self.length)
        return 0

    cdef bint has_sentences(self) noexcept nogil:
        cdef int i
        if self.length <= 1:
            return True
        for i in range(1, self.length):
            if self.c[i].sent_start != 0:
                return True
        return False

    # -- Sequence ------------------------------------------------------------------------------------------------

    @property
    def doc(self):
        return self

    def __len__(self):
        return self.length

    def __getitem__(self, key):
        """Token at an index, or the Span of a slice."""
        cdef Py_ssize_t i, start, stop
        self.check_zone()
        if isinstance(key, slice):
            if key.step is not None and key.step != 1:
                raise InputError(
                    "doc.slice_step", f"Doc slices have no step, got {key.step!r}.", "Slice list(doc) instead."
                )
            start, stop, _ = key.indices(self.length)
            return Span.cinit(self, make_span(self, <int>start, <int>max(start, stop)))
        if not isinstance(key, int) and not hasattr(key, "__index__"):
            raise WrongTypeError("doc.index_type", f"A Doc is indexed by int or slice, got {key!r}.")
        i = key
        if i < 0:
            i += self.length
        if not 0 <= i < self.length:
            raise RangeError("doc.index_out_of_range", f"There is no token {key} in a document of {self.length} tokens.")
        return Token.cinit(self.vocab, &self.c[i], <int>i, self)

    def __iter__(self):
        cdef int i
        self.check_zone()
        for i in range(self.length):
            eng_prefetch(self.c[i + PADDING - 1].lex)   # most of what people ask of a token lies there
            yield Token.cinit(self.vocab, &self.c[i], i, self)

    def __str__(self):
        return self.text

    def __repr__(self):
        return self.text

    def __bytes__(self):
        return self.text.encode("utf8")

    def __unicode__(self):
        return self.text

    @property
    def text(self) -> str:
        """The text: all words, each with the space that follows it."""
        cdef list parts = []
        cdef int i
        self.check_zone()
        for i in range(self.length):
            parts.append(self.vocab.strings.text_of(self.c[i].lex.orth))
            if self.c[i].spacy:
                parts.append(" ")
        return "".join(parts)

    @property
    def text_with_ws(self) -> str:
        """Same as `text`."""
        return self.text

    @property
    def is_tagged(self):
        return self.has_annotation("TAG")

    @property
    def is_parsed(self):
        return self.has_annotation("DEP")

    @property
    def is_nered(self):
        return self.has_annotation("ENT_IOB")

    @property
    def is_sentenced(self):
        return self.has_annotation("SENT_START")

    def has_annotation(self, attr, *, bint require_complete=False) -> bool:
        """Whether any token (all, with require_complete) has a value of an attribute, which is a name or an id.

        The first token always starts a sentence, so SENT_START asks about the others.
        """
        cdef int attr_id, i, first = 0
        cdef bint known
        self.check_zone()
        (attr_id,) = attribute_ids((attr,))
        if attr_id == HEAD:
            attr_id = DEP
        if attr_id == SENT_START:
            if self.length == 1:
                return True
            first = 1
        if self.length == 0:
            return True
        for i in range(first, self.length):
            known = get_token_attr(&self.c[i], attr_id) != 0
            if known != require_complete:
                return known
        return require_complete

    # -- Parts ---------------------------------------------------------------------------------------------------

    @property
    def sents(self):
        """Iterator over the sentences, as Spans. InputError when nothing set sentence starts."""
        cdef int i, start = 0
        if "sents" in self.user_hooks:
            yield from self.user_hooks["sents"](self)
            return
        self.check_zone()
        if not self.has_sentences():
            raise no_sentences()
        for i in range(1, self.length + 1):
            if i == self.length or self.c[i].sent_start == 1:
                yield Span.cinit(self, make_span(self, start, i))
                start = i

    @property
    def ents(self) -> tuple:
        """The named entities, as Spans with label, kb_id and id. Assigning is `set_ents(value)`."""
        self.check_zone()
        return doc_scan.read_ents(self)

    @ents.setter
    def ents(self, value):
        ents.assign_ents(self, value)

    def set_ents(self, entities, *, blocked=None, missing=None, outside=None, default="outside"):
        """Set the entities (Spans with labels), and which tokens are blocked, missing or outside.

        blocked (Iterable[Span] | None): tokens where no entity may be.
        missing (Iterable[Span] | None): tokens of which nothing is known.
        outside (Iterable[Span] | None): tokens known to be in no entity.
        default (str): what all other tokens become: "outside", "missing", "blocked" or "unmodified".
        Raises InputError when spans overlap.
        """
        ents.set_ents(self, entities, blocked, missing, outside, default)

    @property
    def spans(self):
        """Groups of Spans by name: a dict whose values are SpanGroups."""
        if self._spans is None:
            self._spans = span_groups.SpanGroups(self)
        return self._spans

    @property
    def noun_chunks(self):
        """Iterator over the base noun phrases, as Spans. InputError when the language has none."""
        self.check_zone()
        if self.noun_chunks_iterator is None:
            raise MissingNounChunks(
                "doc.no_noun_chunks",
                f"No rule for noun chunks is known for the language {self.lang_!r}.",
                "Use a language that has one, or set doc.noun_chunks_iterator.",
            )
        for start, end, label in list(self.noun_chunks_iterator(self)):
            yield Span(self, start, end, label)

    def char_span(
        self, start_idx, end_idx, label=0, kb_id=0, vector=None, alignment_mode="strict", span_id=0,
    ):
        """The Span of the code points [start_idx, end_idx); None when they fit no tokens.

        alignment_mode (str): "strict", the offsets must be token boundaries; "contract", the tokens that lie within;
            "expand", the tokens that are touched.
        """
        self.check_zone()
        found = doc_scan.tokens_of_chars(self, start_idx, end_idx, alignment_mode)
        if found is None:
            return None
        return Span(self, found[0], found[1], label=label, kb_id=kb_id, span_id=span_id, vector=vector)

    def retokenize(self):
        """Context manager that merges and splits tokens when its block ends: see Retokenizer.merge and .split."""
        return retokenizer.Retokenizer(self)

    # -- Vectors -------------------------------------------------------------------------------------------------

    @property
    def lang(self):
        return self.vocab.strings[self.vocab.lang]

    @property
    def lang_(self):
        return self.vocab.lang

    @property
    def has_vector(self) -> bool:
        """Whether there is a vector for any word, or a tensor."""
        if "has_vector" in self.user_hooks:
            return self.user_hooks["has_vector"](self)
        return vectors.has_vector(self)

    @property
    def vector(self):
        """Mean of the vectors of the words, float32 (width,); mean of `tensor` when the vocab has no vectors."""
        if "vector" in self.user_hooks:
            return self.user_hooks["vector"](self)
        if self._vector is None:
            self.check_zone()
            self._vector = vectors.mean_vector(self)
        return self._vector

    @vector.setter
    def vector(self, value):
        self._vector = value

    @property
    def vector_norm(self):
        """L2 norm of `vector`."""
        if "vector_norm" in self.user_hooks:
            return self.user_hooks["vector_norm"](self)
        if self._vector_norm is None:
            self._vector_norm = vectors.norm(self.vector)
        return self._vector_norm

    @vector_norm.setter
    def vector_norm(self, value):
        self._vector_norm = value

    def similarity(self, other) -> float:
        """Cosine of `vector` and the vector of a Doc, Span, Token or Lexeme."""
        if "similarity" in self.user_hooks:
            return self.user_hooks["similarity"](self, other)
        return vectors.similarity(self, other)

    def extend_tensor(self, tensor):
        """Put columns beside those of `tensor`: float32 (length, width)."""
        tensor = np.asarray(tensor, dtype="float32")
        self.tensor = tensor if self.tensor.size == 0 else np.hstack((self.tensor, tensor))

    # -- Columns, bytes, copies ------------------------------------------------------------------------------------

    def to_array(self, py_attr_ids):
        """Values of attributes (names or ids): uint64 (length,) for one, (length, n) for several. Negative values wrap."""
        self.check_zone()
        return to_array(self, 0, self.length, py_attr_ids)

    def from_array(self, attrs, array):
        """Set attributes of all tokens from an array as `to_array` gives it; heads are relative. Returns self.

        Raises InputError for unknown attributes, sizes that do not fit, and values out of range.
        """
        from_array(self, attrs, array)
        return self

    def count_by(self, attr_id, exclude=None, counts=None):
        """How often each value of an attribute occurs: dict id -> count."""
        self.check_zone()
        return count_values(self, attr_id, exclude, counts)

    def get_lca_matrix(self):
        """int32 (length, length): index of the lowest common ancestor of two tokens, -1 when there is none."""
        self.check_zone()
        return lca.lca_matrix(self, 0, self.length)

    def copy(self):
        """An independent copy that shares the vocab."""
        self.check_zone()
        return doc_join.copy_doc(self)

    def __copy__(self):
        return doc_join.copy_doc(self)

    def __deepcopy__(self, memo):
        return doc_join.copy_doc(self)

    def __reduce__(self):
        return doc_bytes.unpickle, (self.vocab, self.to_bytes(), self.user_hooks, self.user_token_hooks,
                                    self.user_span_hooks)

    @staticmethod
    def from_docs(docs, ensure_whitespace=True, attrs=None, *, exclude=()):
        """One Doc of all the tokens of several, or None for no docs. Sentences and parses stay as they are.

        ensure_whitespace (bool): put a space between two documents where the first ends without one.
        attrs (list | None): attributes to keep; all by default.
        exclude (Iterable[str]): any of "spans", "tensor", "user_data".
        """
        return doc_join.join_docs(docs, ensure_whitespace, attrs, exclude)

    def to_bytes(self, *, exclude=()) -> bytes:
        """The document as msgpack. exclude: any of text, sentiment, tensor, user_data, cats, spans, strings."""
        self.check_zone()
        return doc_bytes.to_bytes(self, exclude)

    def from_bytes(self, bytes_data, *, exclude=()):
        """Fill this empty Doc from `to_bytes`. Returns self. Raises FormatError."""
        doc_bytes.from_bytes(self, bytes_data, exclude)
        return self

    def to_disk(self, path, *, exclude=()):
        """Write `to_bytes` to a file."""
        doc_bytes.to_disk(self, path, exclude)

    def from_disk(self, path, *, exclude=()):
        """Fill this empty Doc from a file of `to_disk`. Returns self. Raises FormatError, which names the file."""
        doc_bytes.from_disk(self, path, exclude)
        return self

    def to_dict(self, *, exclude=()) -> dict:
        """What `to_bytes` packs, as a dict."""
        return doc_bytes.to_dict(self, exclude)

    def from_dict(self, msg, *, exclude=()):
        """Fill this empty Doc from `to_dict`. Returns self. Raises FormatError."""
        doc_bytes.from_dict(self, msg, exclude)
        return self

    def to_json(self, underscore=None) -> dict:
        """The document as plain lists and dicts; underscore names extension attributes to include."""
        self.check_zone()
        return json_form.to_json(self, underscore)

    def from_json(self, doc_json, *, validate=False):
        """Fill this empty Doc from what `to_json` gave. Returns self. Raises FormatError.

        validate (bool): look through all of it first, and name everything that is wrong.
        """
        json_form.from_json(self, doc_json, validate)
        return self

    # -- Extensions ------------------------------------------------------------------------------------------------

    @property
    def _(self):
        """Extension attributes."""
        return Underscore(Underscore.doc_extensions, self)

    @classmethod
    def set_extension(cls, name, **kwargs):
        """Register `doc._.name`: default=, method=, or getter= with setter=; force=True replaces."""
        underscore.make_extension(Underscore.doc_extensions, name, **kwargs)

    @classmethod
    def get_extension(cls, name):
        """(default, method, getter, setter) of an extension attribute; None when there is none."""
        return Underscore.doc_extensions.get(name)

    @classmethod
    def has_extension(cls, name):
        return name in Underscore.doc_extensions

    @classmethod
    def remove_extension(cls, name):
        """Unregister an extension attribute; returns what `get_extension` gave."""
        return underscore.remove_extension(Underscore.doc_extensions, name)


# At the end: these modules use Doc.
from engine.tokens import doc_bytes, doc_init, doc_join, doc_scan, ents, lca, retokenizer, span_groups, vectors  # noqa: E402
from engine.tokens import doc_json as json_form  # noqa: E402
