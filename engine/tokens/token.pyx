"""Token: the Python view of one TokenC.

Names without an underscore at the end are ids, those with one are strings. A Token keeps its document alive; what is
it says about its word lies in token_text, what it takes to walk trees in tree_views. Callers: Doc, Span, people's code.
"""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport FIRST_POS, LAST_POS
from engine.tokens.doc cimport Doc
from engine.tokens.token_text cimport TokenText
from engine.tokens.tree cimport change_head
from engine.vocab.vocab cimport Vocab

from engine.errors import InputError, RangeError
from engine.strings.symbols import POS_IDS
from engine.tokens import underscore
from engine.tokens.doc_errors import ViewPickleError
from engine.tokens.underscore import Underscore
from engine.vocab.morphology import MorphAnalysis

IOB_STRINGS = ("", "I", "O", "B")


cdef class Token(TokenText):
    """A word, punctuation mark or run of white space in a Doc.

    vocab (Vocab), doc (Doc), offset (int): index of the token in the document.
    """

    def __init__(self, Vocab vocab not None, Doc doc not None, int offset):
        if not 0 <= offset < doc.length:
            raise RangeError(
                "token.index_out_of_range", f"There is no token {offset} in a document of {doc.length} tokens."
            )
        self.vocab = vocab
        self.doc = doc
        self.i = offset
        self.c = &doc.c[offset]
        doc._has_views = True

    @staticmethod
    cdef Token cinit(Vocab vocab, const TokenC* token, int offset, Doc doc):
        cdef Token self = Token.__new__(Token)
        self.vocab = vocab
        self.doc = doc
        self.i = offset
        self.c = <TokenC*>token
        doc._has_views = True
        return self

    def __hash__(self):
        return hash((id(self.doc), self.i))

    def __richcmp__(self, other, int op):
        if not isinstance(other, Token):
            if op == 2:
                return False
            return True if op == 3 else NotImplemented
        cdef Token that = <Token>other
        if op == 0:
            return self.i < that.i
        if op == 1:
            return self.i <= that.i
        if op == 2:
            return self.doc is that.doc and self.i == that.i
        if op == 3:
            return self.doc is not that.doc or self.i != that.i
        if op == 4:
            return self.i > that.i
        return self.i >= that.i

    def __reduce__(self):
        raise ViewPickleError("token.pickle", "A Token cannot be pickled alone.", "Pickle its Doc, and the index token.i.")

    def nbor(self, int i=1):
        """The token i places further on; RangeError beyond the document."""
        if not 0 <= self.i + i < self.doc.length:
            raise RangeError(
                "token.no_neighbour",
                f"Token {self.i} has no neighbour at {i:+}, in a document of {self.doc.length} tokens.",
            )
        return self.doc[self.i + i]

    def similarity(self, other) -> float:
        """Cosine of `vector` and the vector of a Doc, Span, Token or Lexeme."""
        if "similarity" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["similarity"](self, other)
        return vectors.similarity(self, other)

    # -- Vectors ---------------------------------------------------------------------------------------------------

    @property
    def has_vector(self) -> bool:
        """Whether there is a vector for the word; whether there is a tensor, when the vocab has no vectors."""
        if "has_vector" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["has_vector"](self)
        return vectors.has_token_vector(self)

    @property
    def vector(self):
        """Vector of the word, float32 (width,); row of the tensor when the vocab has no vectors."""
        if "vector" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["vector"](self)
        return vectors.token_vector(self)

    @property
    def vector_norm(self):
        """L2 norm of `vector`."""
        if "vector_norm" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["vector_norm"](self)
        return vectors.norm(self.vector)

    @property
    def tensor(self):
        """Row of Doc.tensor."""
        return self.doc.tensor[self.i]

    # -- Annotation ------------------------------------------------------------------------------------------------

    @property
    def lemma(self):
        return self.p().lemma

    @lemma.setter
    def lemma(self, uint64_t value):
        self.p().lemma = value

    @property
    def lemma_(self) -> str:
        """Base form of the word."""
        return self.vocab.strings.text_of(self.p().lemma)

    @lemma_.setter
    def lemma_(self, str value):
        self.p().lemma = self.vocab.strings.add(value or "")

    @property
    def dep(self):
        return self.p().dep

    @dep.setter
    def dep(self, uint64_t value):
        self.p().dep = value

    @property
    def dep_(self) -> str:
        """Label of the arc from the head."""
        return self.vocab.strings.text_of(self.p().dep)

    @dep_.setter
    def dep_(self, str value):
        self.p().dep = self.vocab.strings.add(value or "")

    @property
    def ent_type(self):
        return self.p().ent_type

    @ent_type.setter
    def ent_type(self, uint64_t value):
        self.p().ent_type = value

    @property
    def ent_type_(self) -> str:
        """Label of the entity that the token is in."""
        return self.vocab.strings.text_of(self.p().ent_type)

    @ent_type_.setter
    def ent_type_(self, str value):
        self.p().ent_type = self.vocab.strings.add(value or "")

    @property
    def ent_kb_id(self):
        return self.p().ent_kb_id

    @ent_kb_id.setter
    def ent_kb_id(self, uint64_t value):
        self.p().ent_kb_id = value

    @property
    def ent_kb_id_(self) -> str:
        """Id in a knowledge base of the entity that the token is in."""
        return self.vocab.strings.text_of(self.p().ent_kb_id)

    @ent_kb_id_.setter
    def ent_kb_id_(self, str value):
        self.p().ent_kb_id = self.vocab.strings.add(value or "")

    @property
    def ent_id(self):
        return self.p().ent_id

    @ent_id.setter
    def ent_id(self, uint64_t value):
        self.p().ent_id = value

    @property
    def ent_id_(self) -> str:
        """Id of the entity that the token is in."""
        return self.vocab.strings.text_of(self.p().ent_id)

    @ent_id_.setter
    def ent_id_(self, str value):
        self.p().ent_id = self.vocab.strings.add(value or "")

    @property
    def tag(self):
        return self.p().tag

    @tag.setter
    def tag(self, uint64_t value):
        self.vocab.apply_tag(self.p(), value)

    @property
    def tag_(self) -> str:
        """Part of speech in the tag set of the language. Setting it sets pos and morph as Vocab.tag_map says."""
        return self.vocab.strings.text_of(self.p().tag)

    @tag_.setter
    def tag_(self, str value not None):
        self.vocab.apply_tag(self.p(), self.vocab.strings.add(value))

    @property
    def pos(self):
        return self.p().pos

    @pos.setter
    def pos(self, uint64_t value):
        if value != 0 and not FIRST_POS <= value <= LAST_POS:
            raise InputError(
                "token.unknown_pos_id", f"{value} is no universal part of speech.", "Ids are in engine.symbols: NOUN, VERB, ..."
            )
        self.p().pos = <int>value

    @property
    def pos_(self) -> str:
        """Universal part of speech."""
        return self.vocab.strings.text_of(<uint64_t>self.p().pos)

    @pos_.setter
    def pos_(self, str value not None):
        if value not in POS_IDS:
            raise InputError(
                "token.unknown_pos", f"{value!r} is no universal part of speech.",
                f"It is one of {', '.join(name for name in POS_IDS if name)}; other tag sets go into `tag_`.",
            )
        self.p().pos = POS_IDS[value]

    @property
    def morph(self):
        """Morphological features, a MorphAnalysis."""
        return MorphAnalysis.from_id(self.vocab, self.p().morph)

    @morph.setter
    def morph(self, value):
        self.set_morph(value)

    def set_morph(self, features):
        """Set the features: a string, a dict, an id, a MorphAnalysis; None for unset."""
        if features is None:
            self.p().morph = 0
            return
        if isinstance(features, MorphAnalysis):
            features = str(features) if features.key else None
            return self.set_morph(features)
        self.p().morph = self.vocab.morphology.add(features)

    def has_morph(self) -> bool:
        """Whether features were set."""
        return self.p().morph != 0

    def has_dep(self) -> bool:
        return self.p().dep != 0

    def has_head(self) -> bool:
        return self.p().dep != 0

    @property
    def ent_iob(self):
        """0 missing, 1 inside, 2 outside, 3 begin."""
        return self.p().ent_iob

    @property
    def ent_iob_(self) -> str:
        """ "B", "I", "O", or "" where nothing is known."""
        return IOB_STRINGS[self.p().ent_iob]

    @classmethod
    def iob_strings(cls) -> tuple:
        """ent_iob_ by ent_iob."""
        return IOB_STRINGS

    # -- Sentences -------------------------------------------------------------------------------------------------

    @property
    def sent(self):
        """The sentence that the token is in, a Span. InputError when the document has none."""
        if "sent" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["sent"](self)
        return self.doc[self.i : self.i + 1].sent

    @property
    def sent_start(self):
        """1 start of a sentence, -1 not a start, 0 unknown."""
        return self.p().sent_start

    @sent_start.setter
    def sent_start(self, value):
        if type(value) is int and -1 <= value <= 1:
            value = None if value == 0 else value == 1
        self.is_sent_start = value

    @property
    def is_sent_start(self):
        """Whether a sentence starts here; None when that is unknown. A parsed document refuses to be changed."""
        return None if self.p().sent_start == 0 else self.p().sent_start == 1

    @is_sent_start.setter
    def is_sent_start(self, value):
        if self.doc.has_annotation("DEP"):
            raise InputError(
                "token.parsed_sent_start",
                f"Token {self.i} belongs to a parsed document, where sentences follow from the heads.",
                "Set sentence starts before the parser runs, or set the heads.",
            )
        if value is None:
            self.p().sent_start = 0
        elif value is True or value is False:
            self.p().sent_start = 1 if value else -1
        else:
            raise InputError("token.sent_start_value", f"is_sent_start got {value!r}.", "Give True, False or None.")

    @property
    def is_sent_end(self):
        """Whether a sentence ends here; None when that is unknown."""
        if self.i + 1 == self.doc.length:
            return True
        return None if self.doc.c[self.i + 1].sent_start == 0 else self.doc.c[self.i + 1].sent_start == 1

    @is_sent_end.setter
    def is_sent_end(self, value):
        raise InputError(
            "token.sent_end_fixed", "is_sent_end cannot be set.", "Set is_sent_start of the token that follows."
        )

    # -- Tree ------------------------------------------------------------------------------------------------------

    @property
    def head(self):
        """The head; the token itself for a root, and where no arc with a label was set."""
        if self.p().dep == 0:
            return self
        return Token.cinit(self.vocab, self.p() + self.p().head, self.i + self.p().head, self.doc)

    @head.setter
    def head(self, Token value not None):
        if value.doc is not self.doc:
            raise InputError("token.head_of_other_doc", f"The head {value.text!r} belongs to another document.")
        change_head(self.doc.c, self.doc.length, self.i, value.i)

    @property
    def n_lefts(self):
        """Number of children on the left."""
        return self.p().l_kids

    @property
    def n_rights(self):
        """Number of children on the right."""
        return self.p().r_kids

    @property
    def lefts(self):
        """Iterator over the children on the left, in order."""
        cdef int i
        if self.p().l_kids:
            for i in range(self.p().l_edge, self.i):
                if i + self.doc.c[i].head == self.i:
                    yield Token.cinit(self.vocab, &self.doc.c[i], i, self.doc)

    @property
    def rights(self):
        """Iterator over the children on the right, in order."""
        cdef int i
        if self.p().r_kids:
            for i in range(self.i + 1, self.p().r_edge + 1):
                if i + self.doc.c[i].head == self.i:
                    yield Token.cinit(self.vocab, &self.doc.c[i], i, self.doc)

    @property
    def children(self):
        """Iterator over the children, in order."""
        yield from self.lefts
        yield from self.rights

    @property
    def subtree(self):
        """Iterator over the token and all tokens below it: left subtrees, itself, right subtrees."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self):
        """First token of the subtree."""
        return self.doc[self.p().l_edge]

    @property
    def right_edge(self):
        """Last token of the subtree."""
        return self.doc[self.p().r_edge]

    @property
    def ancestors(self):
        """Iterator over the head, its head, and so on."""
        cdef int i = self.i, n = 0
        while self.doc.c[i].head != 0 and n < self.doc.length:  # the bound ends a ring of heads
            i += self.doc.c[i].head
            n += 1
            yield Token.cinit(self.vocab, &self.doc.c[i], i, self.doc)

    def is_ancestor(self, Token descendant not None) -> bool:
        """Whether this token is above another."""
        if self.doc is not descendant.doc:
            return False
        return any(token.i == self.i for token in descendant.ancestors)

    @property
    def conjuncts(self) -> tuple:
        """Tokens coordinated with this one, without itself, in order."""
        if "conjuncts" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["conjuncts"](self)
        return tree_views.conjuncts(self.doc, self.i)

    # -- Extensions ------------------------------------------------------------------------------------------------

    @property
    def _(self):
        """Extension attributes."""
        return Underscore(Underscore.token_extensions, self, self.p().idx, None)

    @classmethod
    def set_extension(cls, name, **kwargs):
        """Register `token._.name`: default=, method=, or getter= with setter=; force=True replaces."""
        underscore.make_extension(Underscore.token_extensions, name, **kwargs)

    @classmethod
    def get_extension(cls, name):
        """(default, method, getter, setter) of an extension attribute; None when there is none."""
        return Underscore.token_extensions.get(name)

    @classmethod
    def has_extension(cls, name):
        return name in Underscore.token_extensions

    @classmethod
    def remove_extension(cls, name):
        """Unregister an extension attribute; returns what `get_extension` gave."""
        return underscore.remove_extension(Underscore.token_extensions, name)


from engine.tokens import tree_views, vectors  # noqa: E402  (at the end: they use Token)
