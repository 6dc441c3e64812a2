"""Vocab: owner of the lexemes, the strings, the morphology, the lookups and the vectors that documents share.

A lexeme is made the first time its text is seen and lives as long as the Vocab, or, inside a memory zone, as long as
the zone (engine.vocab.zone). Its attributes come from `lex_attr_getters`, a dict of functions of the text; those that
are the functions of engine.vocab.lex_attrs run in C.

Threads may share a Vocab. Maps are read and changed under the interpreter's lock; where a getter lets another thread
in, the lexeme that is there first is everybody's.
"""
from cpython.pythread cimport PyThread_get_thread_ident
from cpython.unicode cimport PyUnicode_AsUTF8
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport PreshMap, map_iter

from engine.strings.store cimport StringStore, add_ascii, put
from engine.strings.structs cimport LexemeC, TokenC
from engine.vocab.lex_attrs cimport MAX_SHAPE, ascii_shape, native_flags, native_mask, shape_of
from engine.vocab.lexeme cimport Lexeme, get_lex_attr
from engine.vocab.morphology cimport Morphology
from engine.vocab.zone cimport MemoryZone

import json
from pathlib import Path

import numpy

from engine.errors import FormatError, InputError
from engine.formats import srsly_later as srsly
from engine.strings.store import get_string_id, read_strings
from engine.strings.symbols import IDS
from engine.vocab import lex_attrs, pruning
from engine.vocab.lookups import Lookups, read_map
from engine.vocab.tag_map import read_tag_map
from engine.vocab.vectors import Vectors

cdef uint64_t NO_ROW = <uint64_t>-1
cdef int LOWER = IDS["LOWER"], NORM = IDS["NORM"], SHAPE = IDS["SHAPE"], PREFIX = IDS["PREFIX"]
cdef uint64_t IS_ALPHA = <uint64_t>1 << <int>IDS["IS_ALPHA"], IS_ASCII = <uint64_t>1 << <int>IDS["IS_ASCII"]
cdef uint64_t LOWER_LETTERS = IS_ALPHA | IS_ASCII | <uint64_t>1 << <int>IDS["IS_LOWER"]
cdef int ORTH = IDS["ORTH"], SUFFIX = IDS["SUFFIX"], LANG = IDS["LANG"], IS_STOP = IDS["IS_STOP"]


class LexAttrGetters(dict):
    """Getters by attribute id. Counts its changes, so that a Vocab notices them."""

    version = 0

    def __setitem__(self, attr, getter):
        self.version += 1
        super().__setitem__(attr, getter)

    def __delitem__(self, attr):
        self.version += 1
        super().__delitem__(attr)

    def update(self, *args, **kwargs):
        self.version += 1
        super().update(*args, **kwargs)

    def pop(self, *args):
        self.version += 1
        return super().pop(*args)

    def __reduce__(self):
        return LexAttrGetters, (dict(self),)


cdef class Vocab:
    """What the documents of one pipeline share.

    lex_attr_getters (dict[int, Callable[[str], Any]] | None): attribute id -> function of the text.
    strings (Iterable[str] | StringStore): added at once. lookups (Lookups | None): tables; `lexeme_norm` sets norms.
    tag_map (dict | None): {tag: {"pos": "NOUN", "morph": "Number=Sing"}}; setting such a tag sets these as well.

    >>> vocab = Vocab(strings=["apple"])
    >>> vocab["apple"].text
    'apple'
    """

    def __init__(
        self, lex_attr_getters=None, strings=tuple(), lookups=None, oov_prob=-20.0, vectors_name=None,
        writing_system=None, get_noun_chunks=None, tag_map=None, **kwargs
    ):
        if kwargs:
            raise InputError(
                "vocab.unknown_argument", f"Vocab takes no argument {', '.join(map(repr, kwargs))}.",
                "It takes lex_attr_getters, strings, lookups, oov_prob, vectors_name, writing_system, "
                "get_noun_chunks and tag_map.",
            )
        self.cfg = {"oov_prob": oov_prob}
        self.mem = Pool()
        self._by_orth = PreshMap()
        self.length = 0
        self.strings = strings if isinstance(strings, StringStore) else StringStore(strings)
        self.lex_attr_getters = LexAttrGetters(lex_attr_getters or {})
        self._getters_version = -1
        self.morphology = Morphology(self.strings)
        self.writing_system = {} if writing_system is None else writing_system
        self.get_noun_chunks = get_noun_chunks
        self._lookups = Lookups() if lookups is None else lookups
        self._vectors = Vectors(strings=self.strings, name=vectors_name)
        self._zones = {}
        self.tag_map = {}
        if tag_map:
            self.tag_map = read_tag_map(tag_map)
        self._tags = {}

    @property
    def lang(self) -> str:
        """Code of the language, "" when there is none."""
        getter = self.lex_attr_getters.get(LANG)
        return getter("") if getter else ""

    @property
    def vectors(self):
        return self._vectors

    @vectors.setter
    def vectors(self, vectors):
        if hasattr(vectors, "strings"):
            for string in vectors.strings or ():
                self.strings.add(string, False)
            vectors.strings = self.strings
        self._vectors = vectors
        self._refresh()

    @property
    def lookups(self):
        return self._lookups

    @lookups.setter
    def lookups(self, lookups):
        self._lookups = lookups
        self._refresh()

    cdef const LexemeC* get(self, str string) except NULL:
        cdef uint64_t orth = self.strings.id_of(string)
        cdef const LexemeC* lex = <const LexemeC*>self._by_orth.get(orth)
        cdef MemoryZone zone = None
        if lex is NULL:
            zone = self.zone()
            if zone is not None:
                lex = zone.find(orth)
        if lex is not NULL:
            return lex
        return self._new_lexeme(orth, string, zone)

    cdef const LexemeC* get_by_orth(self, uint64_t orth) except NULL:
        cdef const LexemeC* lex = <const LexemeC*>self._by_orth.get(orth)
        cdef MemoryZone zone = None
        if lex is NULL:
            zone = self.zone()
            if zone is not None:
                lex = zone.find(orth)
        if lex is not NULL:
            return lex
        return self._new_lexeme(orth, self.strings.text_of(orth), zone)

    cdef const LexemeC* get_permanent(self, str string) except NULL:
        cdef uint64_t orth = self.strings.id_of(string)
        cdef const LexemeC* lex = <const LexemeC*>self._by_orth.get(orth)
        return lex if lex is not NULL else self._new_lexeme(orth, string, None)

    cdef MemoryZone zone(self):
        if not self._zones:
            return None
        return <MemoryZone>self._zones.get(PyThread_get_thread_ident())

    cdef list _zones_within(self, MemoryZone zone):
        cdef MemoryZone each
        cdef list found = []
        for thread, inner in self._zones.items():
            each = inner
            while each is not None and each is not zone:
                each = each.outer
            if each is not None:
                found.append((thread, inner))
        return found

    cdef MemoryZone zone_of(self, uint64_t orth):
        cdef MemoryZone zone = self.zone()
        if zone is None or self._by_orth.get(orth) is not NULL:
            return None
        while zone is not None and zone.lexemes.get(orth) is NULL:
            zone = zone.outer
        return zone

    cdef const LexemeC* _new_lexeme(self, uint64_t orth, str string, MemoryZone zone) except NULL:
        cdef bint transient = zone is not None
        cdef Pool mem = zone.mem if transient else self.mem
        cdef PreshMap lexemes
        cdef LexemeC* lex = <LexemeC*>mem.alloc(1, sizeof(LexemeC))
        cdef const LexemeC* other
        put(self.strings, orth, string, transient)
        lex.orth = orth
        lex.length = <int32_t>len(string)
        lex.id = NO_ROW
        self._fill(lex, string, transient)
        lexemes = zone.lexemes if transient else self._by_orth
        other = <const LexemeC*>lexemes.get(lex.orth)
        if other is not NULL:
            # Made by another thread while a getter ran.
            mem.free(lex)
            return other
        lexemes.set(lex.orth, lex)
        if transient:
            zone.n_lexemes += 1
        self.length += 1
        return lex

    def memory_zone(self, mem=None):
        """A block at whose end the lexemes and strings made inside it are freed: `with vocab.memory_zone():`.

        mem (Pool | None): owner of their memory, which the block yields; a new one by default. Zones may lie in each
        other. A Doc made in a zone raises StaleError when it is used after the end of the zone. A zone concerns the
        thread that opens it: several threads can have their own.
        """
        return MemoryZone(self, Pool() if mem is None else mem)

    @property
    def in_memory_zone(self) -> bool:
        """Whether a memory zone is open in this thread."""
        return self.zone() is not None

    @property
    def current_zone(self):
        """The innermost memory zone of this thread, or None."""
        return self.zone()

    cdef int _plan_getters(self) except -1:
        """Split the getters into those that C computes and those that are called."""
        getters = self.lex_attr_getters
        self._native = native_mask(getters)
        self._lower_is_native = getters.get(LOWER) is lex_attrs.lower
        self._shape_is_native = getters.get(SHAPE) is lex_attrs.word_shape
        self._affixes_are_native = (
            getters.get(PREFIX) is lex_attrs.prefix and getters.get(SUFFIX) is lex_attrs.suffix
        )
        skipped = {LOWER, NORM, LANG}
        if self._shape_is_native:
            skipped.add(SHAPE)
        if self._affixes_are_native:
            skipped |= {PREFIX, SUFFIX}
        self._stop_words = None
        if isinstance(getters.get(IS_STOP), lex_attrs.StopFlag) and self._lower_is_native:
            self._stop_words = getters[IS_STOP].words
            skipped.add(IS_STOP)
        self._called = []
        self._for_letters = []
        for attr, getter in getters.items():
            if (attr < 64 and (self._native >> <int>attr) & 1) or attr in skipped:
                continue
            self._called.append((attr, getter))
            words = getattr(getter, "words_of_letters", None) if attr < 64 and self._lower_is_native else None
            if words is None:
                self._for_letters.append((attr, getter))
            elif words:
                self._for_letters.append((attr, frozenset(words)))
        self._lang_id = self.strings.add(self.lang, False)
        self._norm_getter = getters.get(NORM)
        table = getattr(self._norm_getter, "table", None)
        if self._lower_is_native and type(table) is dict:
            self._norm_getter = table
        self._getters_version = getattr(getters, "version", -1)
        return 0

    cdef int _fill(self, LexemeC* lex, str string, bint transient) except -1:
        cdef uint64_t value, flags
        cdef int attr
        cdef const char* chars = NULL   # of ASCII text: no str is made of what is known already
        cdef char[MAX_SHAPE] shape
        cdef Py_ssize_t n_shape = 0
        if self._getters_version < 0 or self.lex_attr_getters.version != self._getters_version:
            if not isinstance(self.lex_attr_getters, LexAttrGetters):
                self.lex_attr_getters = LexAttrGetters(self.lex_attr_getters)
            self._plan_getters()
        flags = native_flags(string)
        lex.flags = flags & self._native
        if flags & IS_ASCII:
            chars = PyUnicode_AsUTF8(string)
        lex.lang = self._lang_id
        lower_getter = self.lex_attr_getters.get(LOWER)
        if lower_getter is not None:
            if not self._lower_is_native:
                lowered = lower_getter(string)
            elif flags & LOWER_LETTERS == LOWER_LETTERS:
                lowered = string
            else:
                lowered = string.lower()
            lex.lower = lex.orth if lowered is string or lowered == string else self.strings.add(lowered, transient)
        if self._shape_is_native:
            n_shape = 0 if chars is NULL else ascii_shape(shape, chars, lex.length)
            if n_shape:
                lex.shape = add_ascii(self.strings, shape, n_shape, transient)
            else:
                lex.shape = self.strings.add(shape_of(string), transient)
        if self._affixes_are_native and chars is not NULL:
            lex.prefix = lex.orth if lex.length == 1 else add_ascii(self.strings, chars, lex.length > 0, transient)
            lex.suffix = lex.orth if lex.length <= 3 else add_ascii(self.strings, chars + lex.length - 3, 3, transient)
        elif self._affixes_are_native:
            lex.prefix = lex.orth if lex.length == 1 else self.strings.add(string[:1], transient)
            lex.suffix = lex.orth if lex.length <= 3 else self.strings.add(string[lex.length - 3:], transient)
        if self._stop_words is not None and lowered in <frozenset>self._stop_words:
            lex.flags |= <uint64_t>1 << IS_STOP
        for attr, getter in (self._for_letters if flags & IS_ALPHA else self._called):
            result = lowered in <frozenset>getter if type(getter) is frozenset else getter(string)
            if attr < 64:
                if result:
                    lex.flags |= <uint64_t>1 << attr
                continue
            value = self.strings.add(result, transient) if isinstance(result, str) else 0
            if attr == SHAPE:
                lex.shape = value
            elif attr == PREFIX:
                lex.prefix = value
            elif attr == SUFFIX:
                lex.suffix = value
        self._fill_norm(lex, string, transient)
        if self._vectors is not None and self._vectors.key2row:
            row = self._vectors.key2row.get(lex.orth)
            lex.id = NO_ROW if row is None else row
        return 0

    cdef int _fill_norm(self, LexemeC* lex, str string, bint transient) except -1:
        norm = None
        if type(self._lookups) is Lookups and "lexeme_norm" not in self._lookups._tables:
            pass    # mostly
        elif self._lookups is not None and self._lookups.has_table("lexeme_norm"):
            norm = self._lookups.get_table("lexeme_norm").get(lex.orth)
        if norm is None and type(self._norm_getter) is dict:
            norm = (<dict>self._norm_getter).get(string)
        elif norm is None and self._norm_getter is not None:
            norm = self._norm_getter(string)
        lex.norm = self.strings.add(norm, transient) if norm is not None else lex.lower
        return 0

    cdef list _orths(self):
        cdef void* value = NULL
        cdef uint64_t key = 0
        cdef int i = 0
        cdef list found = []
        cdef MemoryZone zone = self.zone()
        while map_iter(self._by_orth.c_map, &i, &key, &value):
            if value is not NULL:
                found.append(key)
        while zone is not None:
            i = 0
            while map_iter(zone.lexemes.c_map, &i, &key, &value):
                if value is not NULL and self._by_orth.get(key) is NULL:
                    found.append(key)
            zone = zone.outer
        return found

    def _refresh(self):
        """Look up norms and vector rows of all lexemes again; called when the lookups or the vectors change."""
        for orth in self._orths():
            self._refresh_one(orth, self._by_orth.get(orth) is NULL)

    cdef int _refresh_one(self, uint64_t orth, bint transient) except -1:
        cdef LexemeC* lex = <LexemeC*>self.get_by_orth(orth)
        if self._getters_version < 0:
            self._plan_getters()
        self._fill_norm(lex, self.strings.text_of(orth), transient)
        row = self._vectors.key2row.get(orth) if self._vectors is not None else None
        lex.id = NO_ROW if row is None else row
        return 0

    cdef int apply_tag(self, TokenC* token, uint64_t tag) except -1:
        token.tag = tag
        if not self.tag_map:
            return 0
        known = self._tags.get(tag)
        if known is None:
            entry = self.tag_map.get(self.strings.text_of(tag))
            known = (entry["pos"], self.morphology.add(entry["morph"])) if entry else (0, 0)
            self._tags[tag] = known
        if known[0]:
            token.pos = known[0]
        if known[1]:
            token.morph = known[1]
        return 0

    def add_flag(self, flag_getter, int flag_id=-1) -> int:
        """Add a flag computed by `flag_getter(text)`, for known and new lexemes. Returns its id (1..63)."""
        if flag_id == -1:
            free = [bit for bit in range(1, 64) if bit not in self.lex_attr_getters]
            if not free:
                raise InputError("vocab.no_free_flag", "All 63 lexeme flags are taken.")
            flag_id = free[0]
        elif not 1 <= flag_id < 64:
            raise InputError("vocab.bad_flag", f"{flag_id} is no id of a flag: 1 to 63.")
        for lexeme in self:
            lexeme.set_flag(flag_id, flag_getter(lexeme.text))
        self.lex_attr_getters[flag_id] = flag_getter
        return flag_id

    def __len__(self):
        """Number of lexemes made so far."""
        return self.length

    def __contains__(self, key):
        """Whether a string (or the string of an id) has a lexeme already."""
        cdef uint64_t orth = get_string_id(key)
        cdef MemoryZone zone = self.zone()
        return self._by_orth.get(orth) is not NULL or (zone is not None and zone.find(orth) is not NULL)

    def __iter__(self):
        """The lexemes made so far."""
        for orth in self._orths():
            yield Lexeme(self, orth)

    def __getitem__(self, id_or_string):
        """The Lexeme of a string or of the id of a known string; made when it is new."""
        if isinstance(id_or_string, str):
            return Lexeme(self, self.strings.add(id_or_string))
        return Lexeme(self, id_or_string)

    @property
    def vectors_length(self) -> int:
        return self._vectors.vectors_length if hasattr(self._vectors, "vectors_length") else 0

    def reset_vectors(self, *, width=None, shape=None):
        """Replace the vectors by an empty table of a new width or shape."""
        if width is not None and shape is not None:
            raise InputError("vocab.reset_vectors", "Vocab.reset_vectors takes either width or shape.")
        name = self._vectors.name
        if shape is None:
            shape = (self._vectors.shape[0], self._vectors.shape[1] if width is None else width)
        self.vectors = Vectors(strings=self.strings, shape=shape, name=name)

    def deduplicate_vectors(self):
        """Give all words with equal vectors one row of the table. Not for floret vectors."""
        pruning.deduplicate(self._own_vectors())
        self._refresh()

    def prune_vectors(self, nr_row, batch_size=1024) -> dict:
        """Keep nr_row rows of the vector table; every other word gets the nearest row that is kept.

        Rows of likely words (the table `lexeme_prob` of the lookups) are kept first, then those that come first.
        Returns {word without its own row: (a word of the row it has now, cosine)}. Not for floret vectors.
        """
        settings = self._lookups.get_table("lexeme_settings", {})
        default = settings.get("oov_prob", self.cfg.get("oov_prob", -20.0))
        table = self._lookups.get_table("lexeme_prob", {})
        moved = pruning.prune(self._own_vectors(), nr_row, batch_size, lambda key: table.get(key, default))
        self._refresh()
        return {self.strings[key]: (self.strings[word], score) for key, (word, score) in moved.items()}

    def _own_vectors(self):
        if not isinstance(self._vectors, Vectors):
            raise InputError(
                "vocab.custom_vectors", f"The vectors are a {type(self._vectors).__name__}: rows of Vectors alone can change."
            )
        return self._vectors

    cdef object _vector_key(self, object orth):
        """What the vectors know a word by: the id of its text, or of the attribute that is the key."""
        key = self.strings.as_int(orth)
        if self._vectors.attr != ORTH:
            lex = self.get(orth) if isinstance(orth, str) else self.get_by_orth(key)
            return get_lex_attr(lex, self._vectors.attr)
        return key

    def get_vector(self, orth):
        """(width,) vector of a word (text or id); zeros when it has none."""
        key = orth
        if self._vectors.attr != ORTH or self._vectors.mode != "floret":
            key = self._vector_key(orth)
        if key in self._vectors:
            return self._vectors[key]
        return numpy.zeros((self.vectors_length,), dtype="f")

    def set_vector(self, orth, vector):
        """Give a word (text or id) a vector; the table grows when it is full. Not for floret vectors."""
        cdef LexemeC* lex
        if isinstance(orth, str):
            orth = self.strings.add(orth, False)
        if not isinstance(self._vectors, Vectors):
            self._vectors.add(orth, vector=vector)
            return
        self._vectors._refuse_floret("set a vector")
        if self._vectors.is_full and orth not in self._vectors:
            rows = max(100, int(self._vectors.shape[0] * 1.3), self._vectors.shape[0] + 1)
            self._vectors.resize((rows, self._vectors.shape[1] or len(vector)))
        row = self._vectors.add(orth, vector=vector)
        lex = <LexemeC*>self.get_by_orth(orth)
        lex.id = row

    def has_vector(self, orth) -> bool:
        """Whether a word (text or id) has a vector."""
        return self._vector_key(orth) in self._vectors

    def __reduce__(self):
        return (
            unpickle_vocab,
            (self.to_bytes(), dict(self.lex_attr_getters), self.writing_system, self.get_noun_chunks, self.tag_map,
             self.cfg, self._vectors.name if self._vectors is not None else None),
        )

    def to_disk(self, path, *, exclude=tuple()):
        """Write strings.json, lookups.bin and the vectors into a folder, which is made when it is missing."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        if "strings" not in exclude:
            self.strings.to_disk(path / "strings.json")
        if "vectors" not in exclude and self._vectors is not None:
            self._vectors.to_disk(path, exclude=["strings"])
        if "lookups" not in exclude and self._lookups is not None:
            self._lookups.to_disk(path)

    def from_disk(self, path, *, exclude=tuple()):
        """Load what `to_disk` wrote. Raises FormatError naming the file. Returns self."""
        path = Path(path)
        if not path.is_dir():
            raise FormatError(
                "vocab.no_folder", f"There is no vocab folder at {path}.", "A pipeline directory holds a folder 'vocab'."
            )
        if "strings" not in exclude:
            self.strings.from_disk(path / "strings.json")
        if "vectors" not in exclude and self._vectors is not None:
            self._vectors.from_disk(path, exclude=["strings"])
        if "lookups" not in exclude and self._lookups is not None:
            self._lookups.from_disk(path)
            check_norms(self._lookups, str(path / "lookups.bin"))
        self._refresh()
        return self

    def to_bytes(self, *, exclude=tuple()) -> bytes:
        """msgpack map of strings, vectors and lookups."""
        content = {}
        if "strings" not in exclude:
            content["strings"] = json.dumps(sorted(self.strings), separators=(",", ":"))
        if "vectors" not in exclude and self._vectors is not None:
            content["vectors"] = self._vectors.to_bytes(exclude=["strings"])
        if "lookups" not in exclude and self._lookups is not None:
            content["lookups"] = self._lookups.to_bytes()
        return srsly.msgpack_dumps(content)

    def from_bytes(self, bytes_data, *, exclude=tuple()):
        """Load what `to_bytes` gave. Returns self."""
        content = read_map(bytes_data, "the bytes of a vocab")
        if "strings" not in exclude and "strings" in content:
            data = content["strings"]
            data = data.encode("utf8") if isinstance(data, str) else data
            self.strings._reset_and_load(read_strings(data, "the bytes of a vocab"))
        if "lookups" not in exclude and content.get("lookups"):
            self._lookups.from_bytes(content["lookups"])
            check_norms(self._lookups, "the bytes of a vocab")
        if "vectors" not in exclude and content.get("vectors"):
            self._vectors.from_bytes(content["vectors"])
        self._refresh()
        return self


def check_norms(lookups, where: str) -> None:
    """Raise FormatError where the table of norms has something else than texts."""
    if lookups.has_table("lexeme_norm"):
        wrong = set(map(type, lookups.get_table("lexeme_norm").values())) - {str}
        if wrong:
            raise FormatError(
                "vocab.bad_norm", f"{where}: the table lexeme_norm has a {wrong.pop().__name__} among its values.",
                "Norms are texts. Save the vocabulary again, or restore the file.",
            )


def unpickle_vocab(data, getters, writing_system, get_noun_chunks, tag_map, cfg, vectors_name):
    cdef Vocab vocab = Vocab(
        getters, writing_system=writing_system, get_noun_chunks=get_noun_chunks, vectors_name=vectors_name
    )
    vocab.tag_map = tag_map
    vocab.cfg = cfg
    return vocab.from_bytes(data)
