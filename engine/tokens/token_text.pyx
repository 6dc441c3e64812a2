"""TokenText: what a token says about its word, whatever its place in the tree.

The base of Token: text, lexical attributes, lexical flags. Callers: Token.
"""
cimport cython
from libc.stdint cimport uint64_t

from engine.strings.structs cimport TokenC

from engine.errors import InputError


@cython.freelist(64)
cdef class TokenText:
    """Text and lexical attributes of a Token."""

    cdef TokenC* p(self) except NULL:
        if self.doc._zone is not None:
            self.doc.check_zone()
        # Not self.c: the array may have moved since, when tokens were added to the document.
        return &self.doc.c[self.i]

    def __len__(self):
        """Number of code points."""
        return self.p().lex.length

    def __str__(self):
        return self.text

    def __repr__(self):
        return self.text

    def __bytes__(self):
        return self.text.encode("utf8")

    def __unicode__(self):
        return self.text

    def check_flag(self, int flag_id) -> bool:
        """Value of a lexical flag, such as engine.attrs.IS_ALPHA."""
        if not 0 < flag_id < 64:
            raise InputError("token.flag_id", f"{flag_id} is no flag; flags are 1 to 63.")
        return (self.p().lex.flags >> flag_id) & 1 == 1

    @property
    def text(self) -> str:
        """The word, without the space that follows."""
        return self.vocab.strings.text_of(self.p().lex.orth)

    @property
    def text_with_ws(self) -> str:
        """The word, with the space that follows."""
        text = self.vocab.strings.text_of(self.p().lex.orth)
        return text + " " if self.p().spacy else text

    @property
    def whitespace_(self) -> str:
        """The space that follows, or nothing."""
        return " " if self.p().spacy else ""

    @property
    def orth(self):
        return self.p().lex.orth

    @property
    def orth_(self) -> str:
        """The word."""
        return self.vocab.strings.text_of(self.p().lex.orth)

    @property
    def idx(self):
        """Offset of the first code point in the text of the document."""
        return self.p().idx

    @property
    def lex(self):
        """The Lexeme."""
        return self.vocab[self.p().lex.orth]

    @property
    def lex_id(self):
        return self.p().lex.id

    @property
    def rank(self):
        """Row of the word in the vector table; 2**64 - 1 when it has none."""
        return self.p().lex.id

    @property
    def norm(self):
        return self.p().norm if self.p().norm != 0 else self.p().lex.norm

    @norm.setter
    def norm(self, uint64_t value):
        self.p().norm = value

    @property
    def norm_(self) -> str:
        """The normal form: the token's own, else that of the word."""
        return self.vocab.strings.text_of(self.norm)

    @norm_.setter
    def norm_(self, str value not None):
        self.p().norm = self.vocab.strings.add(value)

    @property
    def lower(self):
        return self.p().lex.lower

    @property
    def lower_(self) -> str:
        """The text in lower case."""
        return self.vocab.strings.text_of(self.p().lex.lower)

    @property
    def shape(self):
        return self.p().lex.shape

    @property
    def shape_(self) -> str:
        """The shape, such as Xxxx or dd."""
        return self.vocab.strings.text_of(self.p().lex.shape)

    @property
    def prefix(self):
        return self.p().lex.prefix

    @property
    def prefix_(self) -> str:
        """The first character."""
        return self.vocab.strings.text_of(self.p().lex.prefix)

    @property
    def suffix(self):
        return self.p().lex.suffix

    @property
    def suffix_(self) -> str:
        """The last three characters."""
        return self.vocab.strings.text_of(self.p().lex.suffix)

    @property
    def lang(self):
        return self.p().lex.lang

    @property
    def lang_(self) -> str:
        """The language of the vocab."""
        return self.vocab.strings.text_of(self.p().lex.lang)

    @property
    def prob(self) -> float:
        """Logarithm of the probability of the word, from the vocab's tables."""
        return self.lex.prob

    @property
    def cluster(self):
        return self.lex.cluster

    @property
    def sentiment(self) -> float:
        if "sentiment" in self.doc.user_token_hooks:
            return self.doc.user_token_hooks["sentiment"](self)
        return 0.0

    @property
    def is_oov(self) -> bool:
        """Whether the word has no vector."""
        return self.lex.is_oov

    @property
    def is_alpha(self) -> bool:
        """Whether the word is letters only."""
        return (self.p().lex.flags >> 1) & 1 == 1

    @property
    def is_ascii(self) -> bool:
        """Whether the word is ASCII characters only."""
        return (self.p().lex.flags >> 2) & 1 == 1

    @property
    def is_digit(self) -> bool:
        """Whether the word is digits only."""
        return (self.p().lex.flags >> 3) & 1 == 1

    @property
    def is_lower(self) -> bool:
        """Whether the word is in lower case."""
        return (self.p().lex.flags >> 4) & 1 == 1

    @property
    def is_punct(self) -> bool:
        """Whether the word is punctuation only."""
        return (self.p().lex.flags >> 5) & 1 == 1

    @property
    def is_space(self) -> bool:
        """Whether the word is white space only."""
        return (self.p().lex.flags >> 6) & 1 == 1

    @property
    def is_title(self) -> bool:
        """Whether the word is in title case."""
        return (self.p().lex.flags >> 7) & 1 == 1

    @property
    def is_upper(self) -> bool:
        """Whether the word is in upper case."""
        return (self.p().lex.flags >> 8) & 1 == 1

    @property
    def like_url(self) -> bool:
        """Whether the word looks like a URL."""
        return (self.p().lex.flags >> 9) & 1 == 1

    @property
    def like_num(self) -> bool:
        """Whether the word looks like a number."""
        return (self.p().lex.flags >> 10) & 1 == 1

    @property
    def like_email(self) -> bool:
        """Whether the word looks like an e-mail address."""
        return (self.p().lex.flags >> 11) & 1 == 1

    @property
    def is_stop(self) -> bool:
        """Whether the word is a stop word."""
        return (self.p().lex.flags >> 12) & 1 == 1

    @property
    def is_bracket(self) -> bool:
        """Whether the word is a bracket."""
        return (self.p().lex.flags >> 14) & 1 == 1

    @property
    def is_quote(self) -> bool:
        """Whether the word is a quotation mark."""
        return (self.p().lex.flags >> 15) & 1 == 1

    @property
    def is_left_punct(self) -> bool:
        """Whether the word is opening punctuation."""
        return (self.p().lex.flags >> 16) & 1 == 1

    @property
    def is_right_punct(self) -> bool:
        """Whether the word is closing punctuation."""
        return (self.p().lex.flags >> 17) & 1 == 1

    @property
    def is_currency(self) -> bool:
        """Whether the word is a currency sign."""
        return (self.p().lex.flags >> 18) & 1 == 1
