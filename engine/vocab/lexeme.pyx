"""Lexeme: the Python view of a LexemeC, a word form with the attributes that need no context."""
from libc.stdint cimport uint64_t

from engine.strings.structs cimport LexemeC
from engine.vocab.vocab cimport Vocab
from engine.vocab.zone cimport MemoryZone, stale

import numpy

from engine.errors import InputError
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS

cdef int ID = IDS["ID"], ORTH = IDS["ORTH"], LOWER = IDS["LOWER"], NORM = IDS["NORM"], SHAPE = IDS["SHAPE"]
cdef int PREFIX = IDS["PREFIX"], SUFFIX = IDS["SUFFIX"], LENGTH = IDS["LENGTH"], LANG = IDS["LANG"]


cdef uint64_t get_lex_attr(const LexemeC* lex, int attr) noexcept nogil:
    if attr < 64:
        return (lex.flags >> attr) & 1 if attr > 0 else 0
    if attr == ORTH:
        return lex.orth
    if attr == NORM:
        return lex.norm
    if attr == LOWER:
        return lex.lower
    if attr == SHAPE:
        return lex.shape
    if attr == PREFIX:
        return lex.prefix
    if attr == SUFFIX:
        return lex.suffix
    if attr == LENGTH:
        return <uint64_t>lex.length
    if attr == ID:
        return lex.id
    if attr == LANG:
        return lex.lang
    return 0


cdef class Lexeme:
    """An entry of the vocabulary.

    vocab (Vocab): owner. orth (int | str): id of the text, or the text.

    >>> from engine.vocab.vocab import Vocab
    >>> Lexeme(Vocab(), "apple").text
    'apple'
    """

    def __init__(self, Vocab vocab, orth):
        if isinstance(orth, str):
            orth = vocab.strings.add(orth)
        self.vocab = vocab
        self.orth = get_string_id(orth)
        self.c = <LexemeC*>vocab.get_by_orth(self.orth)
        self._zone = vocab.zone_of(self.orth)

    cdef str _text_of(self, uint64_t id):
        if self._zone is not None and self._zone.ended:
            raise stale("lexeme")
        return self.vocab.strings.text_of(id)

    def __repr__(self):
        return f"Lexeme({self.text!r})"

    def __hash__(self):
        return hash(self.orth)

    def __richcmp__(self, other, int op):
        if not isinstance(other, Lexeme):
            if op == 2 or op == 3:
                return op == 3
            return NotImplemented
        a, b = self.orth, (<Lexeme>other).orth
        return (a < b, a <= b, a == b, a != b, a > b, a >= b)[op]

    def set_attrs(self, **attrs):
        """Set attributes by name (any case), such as `is_stop=True`, `norm="and"`."""
        for name, value in attrs.items():
            attr = IDS.get(name.upper().removesuffix("_"))
            if attr is None:
                raise InputError("lexeme.unknown_attribute", f"A Lexeme has no attribute {name!r}.")
            if attr < 64:
                self.set_flag(attr, value)
            elif attr in (LOWER, NORM, SHAPE, PREFIX, SUFFIX, LANG):
                self._set(attr, self.vocab.strings.add(value, self._zone is not None))
            else:
                setattr(self, name.lower(), value)

    cdef int _set(self, int attr, uint64_t value) except -1:
        if attr == LOWER:
            self.c.lower = value
        elif attr == NORM:
            self.c.norm = value
        elif attr == SHAPE:
            self.c.shape = value
        elif attr == PREFIX:
            self.c.prefix = value
        elif attr == SUFFIX:
            self.c.suffix = value
        elif attr == LANG:
            self.c.lang = value
        return 0

    def set_flag(self, int flag_id, bint value):
        """Set one boolean flag by its id."""
        if not 0 < flag_id < 64:
            raise InputError("lexeme.bad_flag", f"{flag_id} is no id of a flag: 1 to 63.")
        if value:
            self.c.flags |= <uint64_t>1 << flag_id
        else:
            self.c.flags &= ~(<uint64_t>1 << flag_id)

    def check_flag(self, int flag_id) -> bool:
        """Value of one boolean flag by its id."""
        return 0 < flag_id < 64 and (self.c.flags >> flag_id) & 1 != 0

    def similarity(self, other) -> float:
        """Cosine of the vectors; 0.0 when one of them is missing."""
        if getattr(other, "orth", None) == self.orth:
            return 1.0
        if not self.vector_norm or not other.vector_norm:
            return 0.0
        return float(numpy.dot(self.vector, other.vector) / (self.vector_norm * other.vector_norm))

    @property
    def text(self) -> str:
        return self._text_of(self.c.orth)

    @property
    def orth_(self) -> str:
        return self._text_of(self.c.orth)

    @property
    def has_vector(self) -> bool:
        return self.vocab.has_vector(self.c.orth)

    @property
    def vector(self):
        """(width,) vector; zeros when the word has none."""
        if not self.vocab.vectors_length:
            raise InputError(
                "lexeme.no_vectors", "This vocabulary has no word vectors.",
                "Load a pipeline that has them, or add them with Vocab.set_vector.",
            )
        return self.vocab.get_vector(self.c.orth)

    @vector.setter
    def vector(self, vector):
        self.vocab.set_vector(self.c.orth, vector)

    @property
    def vector_norm(self) -> float:
        return float(numpy.linalg.norm(self.vector))

    @property
    def rank(self) -> int:
        """Row in the vector table; 2^64-1 when there is none."""
        return self.c.id

    @rank.setter
    def rank(self, value):
        self.c.id = value

    @property
    def is_oov(self) -> bool:
        return not self.vocab.has_vector(self.c.orth)

    def _table(self, name, default):
        table = self.vocab.lookups.get_table(name, {})
        return table.get(self.c.orth, default)

    def _set_table(self, name, value):
        lookups = self.vocab.lookups
        table = lookups.get_table(name) if name in lookups else lookups.add_table(name)
        table[self.c.orth] = value

    @property
    def prob(self) -> float:
        settings = self.vocab.lookups.get_table("lexeme_settings", {})
        return self._table("lexeme_prob", settings.get("oov_prob", self.vocab.cfg.get("oov_prob", -20.0)))

    @prob.setter
    def prob(self, float value):
        self._set_table("lexeme_prob", value)

    @property
    def cluster(self) -> int:
        return self._table("lexeme_cluster", 0)

    @cluster.setter
    def cluster(self, int value):
        self._set_table("lexeme_cluster", value)

    @property
    def sentiment(self) -> float:
        return self._table("lexeme_sentiment", 0.0)

    @sentiment.setter
    def sentiment(self, float value):
        self._set_table("lexeme_sentiment", value)

    @property
    def flags(self) -> int:
        return self.c.flags

    @flags.setter
    def flags(self, uint64_t value):
        self.c.flags = value

    @property
    def lower(self) -> int:
        return self.c.lower

    @lower.setter
    def lower(self, uint64_t value):
        self.c.lower = value

    @property
    def lower_(self) -> str:
        return self._text_of(self.c.lower)

    @lower_.setter
    def lower_(self, str value):
        self.c.lower = self.vocab.strings.add(value, self._zone is not None)

    @property
    def norm(self) -> int:
        return self.c.norm

    @norm.setter
    def norm(self, uint64_t value):
        self.c.norm = value

    @property
    def norm_(self) -> str:
        return self._text_of(self.c.norm)

    @norm_.setter
    def norm_(self, str value):
        self.c.norm = self.vocab.strings.add(value, self._zone is not None)

    @property
    def shape(self) -> int:
        return self.c.shape

    @shape.setter
    def shape(self, uint64_t value):
        self.c.shape = value

    @property
    def shape_(self) -> str:
        return self._text_of(self.c.shape)

    @shape_.setter
    def shape_(self, str value):
        self.c.shape = self.vocab.strings.add(value, self._zone is not None)

    @property
    def prefix(self) -> int:
        return self.c.prefix

    @prefix.setter
    def prefix(self, uint64_t value):
        self.c.prefix = value

    @property
    def prefix_(self) -> str:
        return self._text_of(self.c.prefix)

    @prefix_.setter
    def prefix_(self, str value):
        self.c.prefix = self.vocab.strings.add(value, self._zone is not None)

    @property
    def suffix(self) -> int:
        return self.c.suffix

    @suffix.setter
    def suffix(self, uint64_t value):
        self.c.suffix = value

    @property
    def suffix_(self) -> str:
        return self._text_of(self.c.suffix)

    @suffix_.setter
    def suffix_(self, str value):
        self.c.suffix = self.vocab.strings.add(value, self._zone is not None)

    @property
    def lang(self) -> int:
        return self.c.lang

    @lang.setter
    def lang(self, uint64_t value):
        self.c.lang = value

    @property
    def lang_(self) -> str:
        return self._text_of(self.c.lang)

    @lang_.setter
    def lang_(self, str value):
        self.c.lang = self.vocab.strings.add(value, self._zone is not None)

    @property
    def is_alpha(self) -> bool:
        return self.check_flag(1)

    @is_alpha.setter
    def is_alpha(self, bint value):
        self.set_flag(1, value)

    @property
    def is_ascii(self) -> bool:
        return self.check_flag(2)

    @is_ascii.setter
    def is_ascii(self, bint value):
        self.set_flag(2, value)

    @property
    def is_digit(self) -> bool:
        return self.check_flag(3)

    @is_digit.setter
    def is_digit(self, bint value):
        self.set_flag(3, value)

    @property
    def is_lower(self) -> bool:
        return self.check_flag(4)

    @is_lower.setter
    def is_lower(self, bint value):
        self.set_flag(4, value)

    @property
    def is_punct(self) -> bool:
        return self.check_flag(5)

    @is_punct.setter
    def is_punct(self, bint value):
        self.set_flag(5, value)

    @property
    def is_space(self) -> bool:
        return self.check_flag(6)

    @is_space.setter
    def is_space(self, bint value):
        self.set_flag(6, value)

    @property
    def is_title(self) -> bool:
        return self.check_flag(7)

    @is_title.setter
    def is_title(self, bint value):
        self.set_flag(7, value)

    @property
    def is_upper(self) -> bool:
        return self.check_flag(8)

    @is_upper.setter
    def is_upper(self, bint value):
        self.set_flag(8, value)

    @property
    def like_url(self) -> bool:
        return self.check_flag(9)

    @like_url.setter
    def like_url(self, bint value):
        self.set_flag(9, value)

    @property
    def like_num(self) -> bool:
        return self.check_flag(10)

    @like_num.setter
    def like_num(self, bint value):
        self.set_flag(10, value)

    @property
    def like_email(self) -> bool:
        return self.check_flag(11)

    @like_email.setter
    def like_email(self, bint value):
        self.set_flag(11, value)

    @property
    def is_stop(self) -> bool:
        return self.check_flag(12)

    @is_stop.setter
    def is_stop(self, bint value):
        self.set_flag(12, value)

    @property
    def is_bracket(self) -> bool:
        return self.check_flag(14)

    @is_bracket.setter
    def is_bracket(self, bint value):
        self.set_flag(14, value)

    @property
    def is_quote(self) -> bool:
        return self.check_flag(15)

    @is_quote.setter
    def is_quote(self, bint value):
        self.set_flag(15, value)

    @property
    def is_left_punct(self) -> bool:
        return self.check_flag(16)

    @is_left_punct.setter
    def is_left_punct(self, bint value):
        self.set_flag(16, value)

    @property
    def is_right_punct(self) -> bool:
        return self.check_flag(17)

    @is_right_punct.setter
    def is_right_punct(self, bint value):
        self.set_flag(17, value)

    @property
    def is_currency(self) -> bool:
        return self.check_flag(18)

    @is_currency.setter
    def is_currency(self, bint value):
        self.set_flag(18, value)
