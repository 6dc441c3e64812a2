"""What the tagging components do per token, in C: gold classes, gradients, argmax, and writing into documents.

Used by tagger, morphologizer and senter. A class is an index into the component's labels; MISSING where the gold
annotation says nothing, and -2 - c where it only says that class c is wrong.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, int64_t, uint64_t
from libc.string cimport memset
from preshed.maps cimport PreshMap

from engine.gold.alignment cimport Alignment
from engine.gold.example cimport Example
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc

import numpy

from engine.errors import InputError

cdef extern from "c/argmax.h" nogil:
    int32_t eng_argmax(const float* row, int32_t n)

MISSING = -1
cdef int32_t NO_CLASS = -1
cdef int64_t OFFSET = 1 << 40   # keeps encoded classes positive: negative ones stand for "not this class"

cdef enum Field:
    FIELD_TAG
    FIELD_POS_MORPH
    FIELD_SENT_START

FIELDS = {"tag": FIELD_TAG, "pos_morph": FIELD_POS_MORPH, "sent_start": FIELD_SENT_START}


cdef inline uint64_t pos_morph_key(uint64_t pos, uint64_t morph) noexcept nogil:
    """One key of a universal part of speech (below 128) and a morph id; 0 when both are unset.

    The top 7 bits of the id go: two of a thousand FEATS strings share the rest with a chance of 1e-12.
    """
    return morph * <uint64_t>128 + pos if (morph or pos) else 0


cdef inline uint64_t value_of(const TokenC* token, int field) noexcept nogil:
    if field == FIELD_TAG:
        return token.tag
    if field == FIELD_POS_MORPH:
        return pos_morph_key(<uint64_t>token.pos, token.morph)
    return 1 if token.sent_start == 1 else 2


def make_pos_morph_key(uint64_t pos, uint64_t morph):
    """Key of a (part of speech, morph id) pair in the table of `ClassTable`."""
    return pos_morph_key(pos, morph)


cdef class ClassTable:
    """From gold values to classes.

    field: "tag" (key: tag id), "pos_morph" (key: make_pos_morph_key) or "sent_start" (key: 1 a start, 2 none).
    classes: key -> class, or -2 - class for a value that rules the class out.
    strict: an unknown value is an error; else it counts as missing.
    """
    cdef PreshMap table
    cdef int field
    cdef bint strict

    def __init__(self, str field, dict classes, bint strict=False):
        self.table = PreshMap(len(classes) * 2 + 8)
        self.field = FIELDS[field]
        self.strict = strict
        for key, value in classes.items():
            if key:
                self.table.set(<uint64_t>key, <void*><size_t>(<int64_t>value + OFFSET))

    cdef int32_t lookup(self, uint64_t key) except -2147483647:
        cdef int64_t encoded
        if key == 0:
            return NO_CLASS
        encoded = <int64_t><size_t>self.table.get(key)
        if encoded == 0:
            if self.strict:
                raise UnseenValue(key)
            return NO_CLASS
        return <int32_t>(encoded - OFFSET)

    def of_example(self, Example example not None):
        """int32 (n predicted tokens,): the class of each predicted token of one example.

        A token aligned to several gold tokens has a class where their values agree.
        """
        cdef Doc x = example._x
        cdef Doc y = example._y
        cdef Py_ssize_t n = x.length, i, j
        out = numpy.empty((n,), dtype="int32")
        if n == 0:
            return out
        cdef int32_t[::1] classes = out
        cdef Alignment alignment = example.align()
        cdef const int32_t[::1] lengths
        cdef const int32_t[::1] data
        cdef Py_ssize_t start = 0
        cdef uint64_t value
        cdef bint agree
        if alignment.is_identity:
            for i in range(n):
                classes[i] = self.lookup(value_of(&y.c[i], self.field))
            return out
        lengths = alignment.x2y.lengths
        data = alignment.x2y.data
        for i in range(n):
            if lengths[i] == 0:
                classes[i] = NO_CLASS
                continue
            value = value_of(&y.c[data[start]], self.field)
            agree = True
            for j in range(start + 1, start + lengths[i]):
                if value_of(&y.c[data[j]], self.field) != value or not same(&y.c[data[start]], &y.c[data[j]], self.field):
                    agree = False
            classes[i] = self.lookup(value) if agree else NO_CLASS
            start += lengths[i]
        return out


cdef inline bint same(const TokenC* a, const TokenC* b, int field) noexcept nogil:
    """Whether two gold tokens agree beyond their class: "unset" and "not a start" are different values."""
    if field == FIELD_SENT_START:
        return a.sent_start == b.sent_start
    return True


class UnseenValue(Exception):
    """A gold value that no label stands for; the component says which."""

    def __init__(self, key):
        self.key = key
        super().__init__(key)


def argmax_rows(scores):
    """int32 (n,): the best class of each row of float32 (n, K); the first of equal ones. K is one at least."""
    (found,) = argmax_each([scores])
    return found


cdef struct RowsC:
    const float* first
    Py_ssize_t n
    int32_t k


def argmax_each(list batch not None):
    """`argmax_rows` of each array."""
    cdef const float[:, ::1] view
    cdef Pool mem = Pool()
    cdef Py_ssize_t i, row, n_arrays = len(batch), at = 0, T = 0
    cdef RowsC* arrays = <RowsC*>mem.alloc(n_arrays + 1, sizeof(RowsC))
    held = []
    for i in range(n_arrays):
        view = numpy.ascontiguousarray(batch[i], dtype="float32")
        arrays[i].n, arrays[i].k = view.shape[0], <int32_t>view.shape[1]
        if arrays[i].n == 0:
            continue
        if arrays[i].k == 0:
            raise InputError("tagger.no_classes", "the model's output has no columns", "Initialize the component first.")
        arrays[i].first = &view[0, 0]
        held.append(view)
        T += arrays[i].n
    out = numpy.zeros((T,), dtype="int32")
    cdef int32_t[::1] result = out
    # All in one piece: each time the interpreter's lock is asked for, another thread may be holding it.
    with nogil:
        for i in range(n_arrays):
            for row in range(arrays[i].n):
                result[at] = eng_argmax(arrays[i].first + row * arrays[i].k, arrays[i].k)
                at += 1
    found = []
    at = 0
    for i in range(n_arrays):
        found.append(out[at:at + arrays[i].n])
        at += arrays[i].n
    return found


def check_classes(const int32_t[::1] classes not None, Py_ssize_t k):
    """Raise InputError for a class that is none of k classes, of their opposites, or MISSING."""
    cdef Py_ssize_t i
    for i in range(classes.shape[0]):
        if not (-2 - k < classes[i] < k):
            raise InputError("tagger.class", f"class {classes[i]} of {k}", "Gold classes come from ClassTable.")


def masked_gradient(scores, classes, double label_smoothing=0.0):
    """(gradient float32 (n, K), sum of its squares) of softmax outputs against gold classes.

    scores: float32 (n, K), each row a distribution. classes: int32 (n,). Rows without a class get no gradient; rows that
    rule a class out push down that class alone. label_smoothing: share of the target that the other classes get.
    """
    cdef const float[:, ::1] given = numpy.ascontiguousarray(scores, dtype="float32")
    cdef const int32_t[::1] gold = classes
    cdef Py_ssize_t n = given.shape[0], k = given.shape[1], i, j
    if gold.shape[0] != n:
        raise InputError("tagger.shapes", f"{n} rows of scores, {gold.shape[0]} gold classes", "They must be as many.")
    out = numpy.empty((n, k), dtype="float32")
    if n == 0 or k == 0:
        return out, 0.0
    cdef float[:, ::1] grad = out
    cdef float other = <float>(label_smoothing / (k - 1)) if label_smoothing and k > 1 else 0.0
    cdef float hit = <float>(1.0 - label_smoothing) if k > 1 else 1.0
    cdef double loss = 0.0
    cdef int32_t c
    check_classes(gold, k)
    with nogil:
        for i in range(n):
            c = gold[i]
            if c < 0:
                memset(&grad[i, 0], 0, <size_t>k * sizeof(float))
                if c < -1:
                    grad[i, -2 - c] = given[i, -2 - c]
                    loss += <double>grad[i, -2 - c] * grad[i, -2 - c]
                continue
            for j in range(k):
                grad[i, j] = given[i, j] - (hit if j == c else other)
                loss += <double>grad[i, j] * grad[i, j]
    return out, loss


cdef int check_guesses(Doc doc, const int32_t[::1] guesses, Py_ssize_t n_classes) except -1:
    cdef Py_ssize_t i
    if guesses.shape[0] != doc.length:
        raise InputError(
            "tagger.guesses", f"{guesses.shape[0]} predictions for a document of {doc.length} tokens",
            "Predictions belong to the documents that they were made for.",
        )
    for i in range(guesses.shape[0]):
        if not 0 <= guesses[i] < n_classes:
            raise InputError("tagger.guess", f"predicted class {guesses[i]} of {n_classes}", "Are labels missing?")
    return 0


def as_guesses(guesses):
    """int32 (n,) of the predictions for one document."""
    return numpy.ascontiguousarray(guesses, dtype="int32").reshape((-1,))


def set_tags(docs, batch_guesses, const uint64_t[::1] tags, bint overwrite):
    """Write predicted tags: where none is set, or everywhere. tags: uint64 (K,), the id of each class."""
    cdef Doc doc
    cdef const int32_t[::1] guesses
    cdef Py_ssize_t i
    for doc, each in zip(docs, batch_guesses):
        guesses = as_guesses(each)
        check_guesses(doc, guesses, tags.shape[0])
        for i in range(doc.length):
            if overwrite or doc.c[i].tag == 0:
                doc.vocab.apply_tag(&doc.c[i], tags[guesses[i]])


def set_morphs(docs, batch_guesses, const uint64_t[::1] morphs, const int32_t[::1] pos, bint overwrite, bint extend):
    """Write predicted features and parts of speech.

    morphs: uint64 (K,), FEATS id of each class. pos: int32 (K,), its part of speech. overwrite: also where a value is
    set. extend: features of either side are kept; `overwrite` says whose value counts where both have one.
    """
    cdef Doc doc
    cdef const int32_t[::1] guesses
    cdef Py_ssize_t i
    cdef TokenC* token
    cdef uint64_t old
    for doc, each in zip(docs, batch_guesses):
        guesses = as_guesses(each)
        check_guesses(doc, guesses, morphs.shape[0])
        merged = {}
        for i in range(doc.length):
            token = &doc.c[i]
            if overwrite or token.pos == 0:
                token.pos = pos[guesses[i]]
            old = token.morph
            if old == 0 or (overwrite and not extend):
                token.morph = morphs[guesses[i]]
            elif extend:
                key = (old, guesses[i])
                if key not in merged:
                    merged[key] = merge_features(doc, old, morphs[guesses[i]], overwrite)
                token.morph = merged[key]


cdef uint64_t merge_features(Doc doc, uint64_t old, uint64_t new, bint overwrite) except? 0:
    """Id of the features of both; where both have a field, the new one's with `overwrite`, else the old one's."""
    first = features(doc.vocab.strings[old])
    second = features(doc.vocab.strings[new])
    both = {**first, **second} if overwrite else {**second, **first}
    return doc.vocab.morphology.add("|".join(f"{key}={value}" for key, value in both.items()) or "_")


cdef dict features(str text):
    return dict(part.split("=", 1) for part in text.split("|") if "=" in part)


def set_sent_starts(docs, batch_guesses, bint overwrite):
    """Write sentence starts: class 1 is a start, class 0 is none; where nothing is set, or everywhere."""
    cdef Doc doc
    cdef const int32_t[::1] guesses
    cdef Py_ssize_t i
    for doc, each in zip(docs, batch_guesses):
        guesses = as_guesses(each)
        check_guesses(doc, guesses, 2)
        for i in range(doc.length):
            if overwrite or doc.c[i].sent_start == 0:
                doc.c[i].sent_start = 1 if guesses[i] == 1 else -1


def gold_tags(Doc doc not None):
    """Set of the ids of all tags in a document."""
    cdef Py_ssize_t i
    cdef set found = set()
    cdef uint64_t last = 0
    for i in range(doc.length):
        if doc.c[i].tag != 0 and doc.c[i].tag != last:
            last = doc.c[i].tag
            found.add(last)
    return found


def gold_pos_morphs(Doc doc not None, dict seen not None):
    """Add (part of speech, morph id) of all annotated tokens to the keys of `seen`, in order of appearance."""
    cdef Py_ssize_t i
    for i in range(doc.length):
        if doc.c[i].pos or doc.c[i].morph:
            seen.setdefault((doc.c[i].pos, doc.c[i].morph))
