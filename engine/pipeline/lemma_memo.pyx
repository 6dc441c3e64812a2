"""LemmaMemo: lemmas of forms seen before, so that a token costs one lookup; what the lemmatizer runs per document.

A lemmatizer's rules depend on the form, the part of speech and the features of a token alone. The first token of each
combination goes through Python, the others are answered here.
"""
from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport PreshMap

from engine.strings.store cimport StringStore
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc

from engine.errors import InputError

# Combinations kept, about 5 MB of records and strings. A process that reads for weeks starts over when they are full;
# EWT has 20,000 combinations in 200,000 words.
MAX_ENTRIES = 1 << 16
cdef int MAX_KEPT = MAX_ENTRIES

cdef struct LemmaC:
    uint64_t orth
    uint64_t morph
    uint64_t lemma
    int32_t pos


cdef inline uint64_t mixed(uint64_t orth, uint64_t morph, int32_t pos) noexcept nogil:
    """Key of a combination. Equal keys of two combinations are told apart by the record; see `find`."""
    cdef uint64_t key = orth ^ (morph * <uint64_t>0x9E3779B97F4A7C15) ^ ((<uint64_t>pos + 1) * <uint64_t>0xC2B2AE3D27D4EB4F)
    key ^= key >> 29
    return key if key > 1 else key + 2  # 0 and 1 mean "empty" and "deleted" to the map


cdef class LemmaMemo:
    """Lemmas by (form, part of speech, features), for the documents of one vocabulary."""
    cdef Pool mem
    cdef PreshMap entries   # mixed key -> LemmaC*
    cdef dict texts         # id of a lemma -> its text, to store it again where the string store has lost it
    cdef readonly int length

    def __init__(self):
        self.clear()

    def __len__(self):
        return self.length

    def __reduce__(self):
        return LemmaMemo, ()

    def clear(self):
        """Forget all."""
        self.mem = Pool()
        self.entries = PreshMap()
        self.texts = {}
        self.length = 0

    cdef const LemmaC* find(self, const TokenC* token) noexcept:
        cdef const LemmaC* entry = <const LemmaC*>self.entries.get(mixed(token.lex.orth, token.morph, token.pos))
        if entry is NULL or entry.orth != token.lex.orth or entry.morph != token.morph or entry.pos != token.pos:
            return NULL
        return entry

    cdef int keep(self, const TokenC* token, uint64_t lemma, str text) except -1:
        cdef LemmaC* entry
        if self.length >= MAX_KEPT:
            self.clear()
        entry = <LemmaC*>self.mem.alloc(1, sizeof(LemmaC))
        entry.orth = token.lex.orth
        entry.morph = token.morph
        entry.pos = token.pos
        entry.lemma = lemma
        self.entries.set(mixed(entry.orth, entry.morph, entry.pos), entry)
        self.texts[lemma] = text
        self.length += 1
        return 0

    def annotate(self, Doc doc not None, lemmatize, bint overwrite):
        """Set lemmas where none is set, or everywhere.

        lemmatize (Callable[[Token], list[str]]): asked once for each combination; the first text is the lemma.
        """
        cdef StringStore strings = doc.vocab.strings
        cdef TokenC* token
        cdef const LemmaC* entry
        cdef uint64_t lemma
        cdef int i
        for i in range(doc.length):
            token = &doc.c[i]
            if token.lemma != 0 and not overwrite:
                continue
            entry = self.find(token)
            if entry is NULL:
                text = first_form(lemmatize(doc[i]), doc, i)
                lemma = strings.add(text)
                self.keep(token, lemma, text)
                token.lemma = lemma
                continue
            # Strings that were added in a memory zone are gone after it.
            if not strings.holds(entry.lemma):
                strings.add(self.texts[entry.lemma])
            token.lemma = entry.lemma


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
