"""LemmaMemo: lemmas of forms seen before, so that a token costs one lookup; what the lemmatizer runs per document.

A lemmatizer's rules depend on the form, the part of speech and the features of a token alone. The first token of each
combination goes through Python, the others are answered here.
"""
from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_DecodeUTF8
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcpy, memset

from engine.strings.store cimport StringStore, keeps
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc

from engine.errors import InputError

# Combinations kept, about 7 MB of records and strings. A process that reads for weeks starts over when they are full, in
# the same memory; EWT has 20,000 combinations in 200,000 words.
MAX_ENTRIES = 1 << 16
cdef int MAX_KEPT = MAX_ENTRIES
cdef int FIRST = 1 << 10        # for which there is room at first

cdef struct LemmaC:
    uint64_t orth
    uint64_t morph
    uint64_t lemma
    Py_ssize_t text     # where the text of the lemma begins
    int32_t n_bytes     # of it
    int32_t pos
    int32_t stays       # the string store has the lemma for good


cdef inline uint64_t mixed(uint64_t orth, uint64_t morph, int32_t pos) noexcept nogil:
    """Hash of a combination."""
    cdef uint64_t key = orth ^ (morph * <uint64_t>0x9E3779B97F4A7C15) ^ ((<uint64_t>pos + 1) * <uint64_t>0xC2B2AE3D27D4EB4F)
    key ^= key >> 29
    return key


cdef class LemmaMemo:
    """Lemmas by (form, part of speech, features), for the documents of one vocabulary."""
    cdef Pool mem
    cdef LemmaC* entries        # (capacity,)
    cdef int32_t* slots         # (2 * capacity,) numbers of entries, -1 where free; looked through from a hash on
    # UTF-8 of the lemmas, one after the other, to store them again where the string store has lost them. No str objects:
    # each would hold back memory around it that was in use when it was made, and that a memory zone has freed.
    cdef char* texts
    cdef Py_ssize_t n_bytes     # of texts
    cdef Py_ssize_t size        # bytes that there is room for
    cdef int capacity           # a power of two
    cdef StringStore strings    # to which `stays` refers
    cdef readonly int length

    def __init__(self):
        self.mem = Pool()
        self.capacity, self.size = FIRST, 16 * FIRST
        self.texts = <char*>self.mem.alloc(self.size, 1)
        self.entries = <LemmaC*>self.mem.alloc(FIRST, sizeof(LemmaC))
        self.slots = <int32_t*>self.mem.alloc(2 * FIRST, sizeof(int32_t))
        self.clear()

    def __len__(self):
        return self.length

    def __reduce__(self):
        return LemmaMemo, ()

    def clear(self):
        """Forget all. The memory is kept for what comes: a process that reads ever new words stays as large as it is."""
        self.length = 0
        self.n_bytes = 0
        memset(self.slots, 0xff, 2 * self.capacity * sizeof(int32_t))

    cdef int find(self, const TokenC* token) noexcept:
        """Number of the entry of a token's combination, or -1."""
        cdef uint64_t slot = mixed(token.lex.orth, token.morph, token.pos)
        cdef uint64_t mask = 2 * self.capacity - 1
        cdef const LemmaC* entry
        cdef int32_t number
        while True:
            number = self.slots[slot & mask]
            if number < 0:
                return -1
            entry = &self.entries[number]
            if entry.orth == token.lex.orth and entry.morph == token.morph and entry.pos == token.pos:
                return number
            slot += 1

    cdef void link(self, int number) noexcept:
        """Enter an entry into the first free slot."""
        cdef const LemmaC* entry = &self.entries[number]
        cdef uint64_t slot = mixed(entry.orth, entry.morph, entry.pos), mask = 2 * self.capacity - 1
        while self.slots[slot & mask] >= 0:
            slot += 1
        self.slots[slot & mask] = number

    cdef int grow(self) except -1:
        cdef int32_t* slots = <int32_t*>self.mem.alloc(4 * self.capacity, sizeof(int32_t))
        cdef int number
        self.entries = <LemmaC*>self.mem.realloc(self.entries, 2 * self.capacity * sizeof(LemmaC))
        self.mem.free(self.slots)
        self.slots = slots
        self.capacity *= 2
        memset(self.slots, 0xff, 2 * self.capacity * sizeof(int32_t))
        for number in range(self.length):
            self.link(number)
        return 0

    cdef int keep(self, const TokenC* token, uint64_t lemma, str text) except -1:
        cdef LemmaC* entry
        cdef Py_ssize_t n_bytes = 0
        cdef const char* utf8 = PyUnicode_AsUTF8AndSize(text, &n_bytes)
        if self.length >= MAX_KEPT:
            self.clear()
        if self.length == self.capacity:
            self.grow()
        if self.n_bytes + n_bytes > self.size:
            self.texts = <char*>self.mem.realloc(self.texts, 2 * self.size + n_bytes)
            self.size = 2 * self.size + n_bytes
        entry = &self.entries[self.length]
        entry.orth = token.lex.orth
        entry.morph = token.morph
        entry.pos = token.pos
        entry.stays = 0
        entry.lemma = lemma
        entry.text, entry.n_bytes = self.n_bytes, <int32_t>n_bytes
        memcpy(self.texts + self.n_bytes, utf8, n_bytes)
        self.n_bytes += n_bytes
        self.link(self.length)
        self.length += 1
        return 0

    cdef str text_of(self, int number):
        """The text of an entry's lemma."""
        return PyUnicode_DecodeUTF8(self.texts + self.entries[number].text, self.entries[number].n_bytes, NULL)

    def annotate(self, Doc doc not None, lemmatize, bint overwrite):
        """Set lemmas where none is set, or everywhere.

        lemmatize (Callable[[Token], list[str]]): asked once for each combination; the first text is the lemma.
        """
        cdef StringStore strings = doc.vocab.strings
        cdef TokenC* token
        cdef uint64_t lemma
        cdef int i, number
        if strings is not self.strings:
            self.clear()
            self.strings = strings
        doc.check_zone()
        for i in range(doc.length):
            token = &doc.c[i]
            if token.lemma != 0 and not overwrite:
                continue
            number = self.find(token)
            if number < 0:
                text = first_form(lemmatize(doc[i]), doc, i)
                lemma = strings.add(text)
                self.keep(token, lemma, text)
                token.lemma = lemma
                continue
            token.lemma = self.entries[number].lemma
            if self.entries[number].stays:
                continue
            # Strings that were added in a memory zone are gone after it.
            if keeps(strings, token.lemma):
                self.entries[number].stays = 1
            elif not strings.holds(token.lemma):
                strings.add(self.text_of(number))


def annotate_each(Doc doc not None, lemmatize, bint overwrite):
    """As `LemmaMemo.annotate`, asking for every token: for functions that may depend on more than the combination."""
    cdef StringStore strings = doc.vocab.strings
    cdef int i
    for i in range(doc.length):
        if doc.c[i].lemma == 0 or overwrite:
            doc.c[i].lemma = strings.add(first_form(lemmatize(doc[i]), doc, i))


def annotate_from_table(Doc doc not None, table, bint overwrite):
    """Set lemmas from a table; forms that are not in it are their own lemmas.

    table (dict[int, str]): id of a form -> lemma; a lookup table is such a dict.
    """
    cdef StringStore strings = doc.vocab.strings
    cdef TokenC* token
    cdef PyObject* held
    cdef int i
    if not isinstance(table, dict):
        raise InputError("lemmatizer.table_type", f"the table of lemmas is a {type(table).__name__}", "Expected a Table.")
    for i in range(doc.length):
        token = &doc.c[i]
        if token.lemma != 0 and not overwrite:
            continue
        held = PyDict_GetItem(table, token.lex.orth)
        if held is NULL:
            token.lemma = token.lex.orth
        else:
            found = <object>held
            token.lemma = strings.add(first_form(found if isinstance(found, list) else [found], doc, i))


cdef str first_form(forms, Doc doc, int i):
    """The lemma among the forms that a lemmatizing function gave."""
    if isinstance(forms, (list, tuple)) and len(forms) > 0 and isinstance(forms[0], str):
        return forms[0]
    raise InputError(
        "lemmatizer.forms", f"the lemmas of token {i}, {doc[i].text!r}, are {forms!r:.80}",
        "A lemmatizing function returns a list of texts, the best one first.",
    )
