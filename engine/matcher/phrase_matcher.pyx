"""PhraseMatcher: large lists of phrases, found in a document in one pass.

Phrases are documents whose tokens are compared by one attribute. They are kept in a trie (c/phrase_trie.h), which
finds them without Python per token. Callers: rule components, people's code.

The search holds the GIL: it takes some 20 ns a token, and another thread could add phrases meanwhile. Threads may share
a matcher as long as none changes it.
"""
from cpython.object cimport PyObject
from libc.stdint cimport int32_t, uint64_t
from preshed.maps cimport map_clear, map_get_unless_missing, map_init, map_iter, map_set

import warnings

from engine.strings.store cimport StringStore
from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport DEP, LEMMA, LOWER, MORPH, ORTH, POS, SENT_START, TAG
from engine.tokens.doc cimport Doc, get_token_attr_for_matcher
from engine.tokens.span cimport Span, make_span
from engine.vocab.vocab cimport Vocab

from engine.errors import InputError, UnknownIdError
from engine.strings.symbols import FLAGS, IDS, NAMES
from engine.tokens.array import attribute_ids


cdef extern from "Python.h":
    void PyObject_GC_UnTrack(PyObject* op)


NAMED = frozenset(
    "ORTH LOWER NORM SHAPE LENGTH LEMMA POS TAG DEP MORPH ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID SENT_START SPACY".split()
) | (set(FLAGS) - {"IS_OOV_DEPRECATED"})
OTHER_NAMES = {"TEXT": "ORTH", "IS_SENT_START": "SENT_START"}

# What a phrase must be annotated with to be compared by it, and who sets that.
SET_BY = {
    TAG: "a tagger",
    POS: "a morphologizer, or a tagger and an attribute_ruler",
    MORPH: "a morphologizer, or a tagger and an attribute_ruler",
    LEMMA: "a lemmatizer",
    DEP: "a parser",
}


cdef class PhraseMatcher:
    """Finds phrases by one attribute of their tokens.

    vocab (Vocab): of the documents to match on.
    attr (str | int): the attribute that is compared, such as "LOWER", "SHAPE" or "POS".
    validate (bool): warn of phrases that were annotated without need.
    Raises InputError for an attribute that phrases cannot be compared by.

    >>> from engine.tokens import Doc
    >>> from engine.vocab import Vocab
    >>> vocab = Vocab()
    >>> matcher = PhraseMatcher(vocab)
    >>> matcher.add("GREETING", [Doc(vocab, words=["hello", "world"])])
    >>> doc = Doc(vocab, words=["Oh", "hello", "world", "!"])
    >>> [span.text for span in matcher(doc, as_spans=True)]
    ['hello world']
    """

    def __cinit__(self):
        self.mem = Pool()
        self._free_sets = []
        self._set_sizes = []
        self._set_keys = []
        self._numbers = {}
        self._ids = []
        self._ends = []
        self._free_numbers = []
        self._callbacks = {}
        if eng_phrase_clear(&self.trie) != 0:
            raise MemoryError()

    def __init__(self, Vocab vocab not None, attr="ORTH", validate=False):
        if self.vocab is not None:
            raise InputError("phrase_matcher.init_twice", "PhraseMatcher.__init__ was called twice on one object.")
        self.attr = phrase_attribute(attr)
        self.validate = validate
        self.vocab = vocab

    cdef StringStore strings(self):
        if self.vocab is None:
            raise InputError(
                "phrase_matcher.no_init", "This PhraseMatcher has no vocab: its __init__ was not called.",
                "A subclass calls super().__init__(vocab).",
            )
        return self.vocab.strings

    def __dealloc__(self):
        eng_phrase_free(&self.trie)
        eng_scratch_free(&self.values)
        eng_scratch_free(&self.found)

    def __reduce__(self):
        strings = self.strings()
        phrases = {strings[key]: self._phrases(number) for key, number in self._numbers.items()}
        callbacks = {strings[key]: on_match for key, on_match in self._callbacks.items()}
        return unpickle_phrase_matcher, (self.vocab, self.attr, self.validate, phrases, callbacks)

    def __len__(self):
        """Number of keys, whatever the number of their phrases."""
        return len(self._numbers)

    def __contains__(self, key):
        """Whether there are rules for a key (str, or its id)."""
        return self._id_of(key) in self._numbers

    def _id_of(self, key):
        """Id of a key, without storing it; None when it cannot be one."""
        if isinstance(key, str):
            return self.strings().id_of(key)
        return key if isinstance(key, int) and not isinstance(key, bool) else None

    # -- Rules -----------------------------------------------------------------------------------------------------

    def add(self, key, docs, *_docs, on_match=None):
        """Add phrases under a key, to those that are there.

        key (str | int): the id that matches carry; an int must be known to vocab.strings.
        docs (Iterable[Doc]): the phrases. Empty ones match nothing.
        on_match (Callable | None): called with (matcher, doc, i, matches) for each match of the key; it replaces the
            one that was given before.
        Raises InputError; nothing is added then. `add(key, on_match, *docs)` is still understood.
        """
        if docs is None or callable(docs):
            on_match, docs = docs, _docs
        elif _docs:
            raise InputError(
                "phrase_matcher.extra_arguments", f"PhraseMatcher.add got {len(_docs)} arguments behind the phrases.",
                "Give all phrases in one list: add(key, [doc, doc]).",
            )
        cdef uint64_t key_id
        cdef Doc doc
        cdef list phrases = self._checked(key, docs, on_match)
        cdef int number
        if isinstance(key, str):
            key_id = self.strings().add(key, False)
        else:
            self.strings()[key]     # raises when there is no such string
            key_id = key
        number = self._number_of(key_id)
        for phrase in phrases:
            doc = <Doc>phrase
            self.load(doc, 0, doc.length)
            self._insert(doc.length, number)
        if on_match is None:
            self._callbacks.pop(key_id, None)
        else:
            self._callbacks[key_id] = on_match

    def _checked(self, key, docs, on_match):
        """The phrases as a list; InputError when anything given to `add` cannot be used."""
        if not isinstance(key, (str, int)) or isinstance(key, bool):
            raise InputError("phrase_matcher.key_type", f"A key is a str or the id of one (int), not {key!r}.")
        if on_match is not None and not callable(on_match):
            raise InputError(
                "phrase_matcher.callback_type", f"on_match is {on_match!r}, which cannot be called.",
                "Give a function of (matcher, doc, i, matches).",
            )
        if isinstance(docs, (Doc, str)) or not hasattr(docs, "__iter__"):
            raise InputError(
                "phrase_matcher.not_a_list",
                f"The phrases of {key!r} are a {type(docs).__name__}, expected a list of Doc objects.",
                "A single phrase goes into a list as well: add(key, [doc]).",
            )
        cdef list phrases = list(docs)
        for i, doc in enumerate(phrases):
            if not isinstance(doc, Doc):
                raise InputError(
                    "phrase_matcher.not_a_doc", f"Phrase {i} of {key!r} is a {type(doc).__name__}, expected a Doc.",
                    "Make it with nlp.make_doc(text), or with span.as_doc().",
                )
            if self.attr in SET_BY and not doc.has_annotation(self.attr):
                raise InputError(
                    "phrase_matcher.missing_annotation",
                    f"Phrase {i} of {key!r} has no {NAMES[self.attr]}, by which this matcher compares.",
                    f"It is set by {SET_BY[self.attr]}: make the phrase with nlp(text), not nlp.make_doc(text).",
                )
            if self.validate and self.attr not in SET_BY and any(doc.has_annotation(attr) for attr in SET_BY):
                warnings.warn(
                    f"[phrase_matcher.needless_annotation] Phrase {i} of {key!r} is annotated, but this matcher compares "
                    f"{NAMES[self.attr]}. nlp.make_doc(text) makes such a phrase much faster.", UserWarning,
                )
        return phrases

    cdef int load(self, Doc doc, int start, int end) except -1:
        cdef int i, n = end - start
        cdef const TokenC* tokens = &doc.c[start]
        if eng_scratch_reserve(&self.values, n, sizeof(uint64_t)) != 0:
            raise MemoryError()
        cdef uint64_t* values = <uint64_t*>self.values.data
        if self.attr == ORTH:
            for i in range(n):
                values[i] = tokens[i].lex.orth
        elif self.attr == LOWER:
            for i in range(n):
                values[i] = tokens[i].lex.lower
        else:
            for i in range(n):
                values[i] = get_token_attr_for_matcher(&tokens[i], self.attr)
        return 0

    def _number_of(self, key_id):
        """Number of a key, given to it when it is new."""
        found = self._numbers.get(key_id)
        if found is not None:
            return found
        if self._free_numbers:
            number = self._free_numbers.pop()
            self._ids[number] = key_id
            self._ends[number] = []
        else:
            number = len(self._ids)
            self._ids.append(key_id)
            self._ends.append([])
        self._numbers[key_id] = number
        return number

    cdef int _insert(self, int n, int number) except -1:
        cdef int32_t node
        if n == 0:
            return 0
        if eng_phrase_insert(&self.trie, <uint64_t*>self.values.data, n, &node) != 0:
            raise MemoryError()
        if self._give_key(node, number):
            (<list>self._ends[number]).append(node)
        return 0

    cdef bint _give_key(self, int32_t node, int number) except -1:
        cdef PhraseNodeC* at = &(<PhraseNodeC*>self.trie.nodes.data)[node]
        cdef int other = at.keys
        if other == PHRASE_NO_KEY:
            eng_phrase_set_keys(&self.trie, node, number)
            return True
        if other == number:
            return False
        if other >= 0:
            other = self._new_set()
            self._put(other, at.keys)
            eng_phrase_set_keys(&self.trie, node, -2 - other)
        else:
            other = -2 - other
            if map_get_unless_missing(&self.sets[other], self._ids[number]).found:
                return False
        self._put(other, number)
        return True

    cdef int _put(self, int keys, int number) except -1:
        """Put the number of a key into a set that lacks it."""
        map_set(self.mem, &self.sets[keys], self._ids[number], <void*><size_t>(number + 1))
        self._set_sizes[keys] += 1
        self._set_keys[keys] = None
        return 0

    cdef int _new_set(self) except -1:
        """Number of an empty set."""
        cdef int number
        if self._free_sets:
            number = self._free_sets.pop()
        else:
            if self.n_sets == self.sets_capacity:
                self._grow_sets()
            number = self.n_sets
            self.n_sets += 1
            self._set_sizes.append(0)
            self._set_keys.append(None)
        map_init(self.mem, &self.sets[number], 8)
        return number

    def _grow_sets(self):
        capacity = max(8, 2 * self.sets_capacity)
        if self.sets is NULL:
            self.sets = <MapStruct*>self.mem.alloc(capacity, sizeof(MapStruct))
        else:
            self.sets = <MapStruct*>self.mem.realloc(self.sets, capacity * sizeof(MapStruct))
        self.sets_capacity = capacity

    def remove(self, key):
        """Remove a key (str, or its id) with all its phrases. UnknownIdError, a KeyError, when there is none."""
        key_id = self._id_of(key)
        if key_id not in self._numbers:
            raise UnknownIdError(
                "phrase_matcher.unknown_key", f"There are no phrases under the key {key!r}.",
                "`key in matcher` tells whether there are.",
            )
        number = self._numbers.pop(key_id)
        for node in self._ends[number]:
            self._take_key(node, number)
        self._ends[number] = None
        self._free_numbers.append(number)
        self._callbacks.pop(key_id, None)

    cdef int _take_key(self, int32_t node, int number) except -1:
        cdef PhraseNodeC* at = &(<PhraseNodeC*>self.trie.nodes.data)[node]
        cdef int keys = -2 - at.keys
        if at.keys < PHRASE_NO_KEY:
            map_clear(&self.sets[keys], self._ids[number])
            self._set_sizes[keys] -= 1
            self._set_keys[keys] = None
            if self._set_sizes[keys] > 0:
                self._shrink(keys)
                return 0
            self.mem.free(self.sets[keys].cells)
            self._free_sets.append(keys)
        eng_phrase_set_keys(&self.trie, node, PHRASE_NO_KEY)
        eng_phrase_prune(&self.trie, node)
        return 0

    def _shrink(self, int keys):
        """Make the map of a set again when it has grown large: slots of removed keys are not used again."""
        cdef int slot = 0
        cdef uint64_t key
        cdef void* value
        if self.sets[keys].length <= 8 * <size_t>max(self._set_sizes[keys], 8):
            return
        numbers = []
        while map_iter(&self.sets[keys], &slot, &key, &value):
            numbers.append(<size_t>value - 1)
        self.mem.free(self.sets[keys].cells)
        map_init(self.mem, &self.sets[keys], 8)
        self._set_sizes[keys] = 0
        for number in numbers:
            self._put(keys, number)

    def _phrases(self, number):
        """The phrases of a key, as lists of values: what `_restore` takes."""
        cdef const PhraseNodeC* nodes = <const PhraseNodeC*>self.trie.nodes.data
        cdef int32_t node
        cdef list out = [], phrase
        for node in self._ends[number]:
            phrase = []
            while node != 0:
                phrase.append(nodes[node].value)
                node = nodes[node].parent
            out.append(phrase[::-1])
        return out

    def _restore(self, phrases, callbacks):
        cdef Py_ssize_t i, n
        for key, lists in phrases.items():
            key_id = self.strings().add(key, False)
            number = self._number_of(key_id)
            for values in lists:
                n = len(values)
                if eng_scratch_reserve(&self.values, n, sizeof(uint64_t)) != 0:
                    raise MemoryError()
                for i in range(n):
                    (<uint64_t*>self.values.data)[i] = values[i]
                self._insert(<int>n, number)
            if key in callbacks:
                self._callbacks[key_id] = callbacks[key]

    # -- Matching --------------------------------------------------------------------------------------------------

    def __call__(self, doclike, *, as_spans=False):
        """All matches in a document or a span, ordered by start, then by end.

        doclike (Doc | Span): what to search.
        as_spans (bool): return Spans with the key as label, instead of (key id, start, end) with token indices of
            the document.
        Returns list[tuple[int, int, int]] or list[Span].
        """
        cdef Doc doc
        cdef Span span
        cdef list matches
        if isinstance(doclike, Doc):
            doc = doclike
            matches = self.find(doc, 0, doc.length)
        elif isinstance(doclike, Span):
            span = doclike
            doc = span.doc
            matches = self.find(doc, span.c.start, span.c.end)
        else:
            raise InputError(
                "phrase_matcher.not_a_doc_or_span",
                f"A PhraseMatcher matches on a Doc or a Span, got a {type(doclike).__name__}.",
            )
        if self._callbacks:
            for i, (key, _, _) in enumerate(matches):
                on_match = self._callbacks.get(key)
                if on_match is not None:
                    on_match(self, doc, i, matches)
        return self._as_spans(doc, matches) if as_spans else matches

    def _as_spans(self, Doc doc, list matches):
        cdef Span span
        if doc.vocab is not self.vocab:     # whose strings may lack the labels
            for key in {match[0] for match in matches}:
                doc.vocab.strings.add(self.strings()[key], False)
        return [Span(doc, start, end, label=key) for key, start, end in matches]

    cdef list find(self, Doc doc, int start, int end):
        """Matches in the tokens start to end of a document."""
        cdef list out = []
        cdef size_t n_matches = 0
        cdef ScratchC matches
        if start >= end or not self._numbers:
            return out
        self.load(doc, start, end)
        # Taken out while objects are made of it: that may let another thread in, which then gets memory of its own.
        matches = self.found
        self.found.data = NULL
        self.found.capacity = 0
        try:
            if eng_phrase_find(&self.trie, <uint64_t*>self.values.data, end - start, &matches, &n_matches) != 0:
                raise MemoryError()
            self.read_matches(out, <const PhraseMatchC*>matches.data, n_matches, start)
        finally:
            eng_scratch_free(&self.found)
            self.found = matches
        return out

    cdef int read_matches(self, list out, const PhraseMatchC* match, size_t n_matches, int start) except -1:
        cdef size_t i
        cdef int32_t node
        cdef int keys
        cdef int32_t last_start = -1
        cdef tuple found
        cdef object first = None, behind
        # Most of the time goes into these objects, so they are shared; tuples of integers never need the collector.
        for i in range(n_matches):
            node = match.node
            keys = (<const PhraseNodeC*>self.trie.nodes.data)[node].keys
            if match.start != last_start:
                last_start = match.start
                first = start + last_start
            behind = start + match.end
            if keys >= 0:
                found = (<object>self._ids[keys], first, behind)
                PyObject_GC_UnTrack(<PyObject*>found)
                out.append(found)
            else:
                for key in self.keys_of_set(-2 - keys):
                    found = (key, first, behind)
                    PyObject_GC_UnTrack(<PyObject*>found)
                    out.append(found)
            match += 1
        return 0

    cdef tuple keys_of_set(self, int number):
        """Ids of the keys in a set, in the order of the map: phrases that keys share are reported in it."""
        cdef int slot = 0
        cdef uint64_t key
        cdef void* value
        cdef list out
        known = self._set_keys[number]
        if known is None:
            out = []
            while map_iter(&self.sets[number], &slot, &key, &value):
                out.append(self._ids[<size_t>value - 1])
            known = self._set_keys[number] = tuple(out)
        return <tuple>known

    def pipe(self, stream, batch_size=1000, return_matches=False, as_tuples=False):
        """Match on each document of a stream and yield it. Deprecated: call the matcher on each Doc.

        return_matches (bool): yield (doc, matches). as_tuples (bool): the stream, and what is yielded, are tuples of
        that and a context. batch_size has no effect.
        """
        warnings.warn(
            "[phrase_matcher.pipe] PhraseMatcher.pipe is deprecated: call the matcher on each Doc of nlp.pipe.",
            DeprecationWarning,
        )
        for item in stream:
            doc, context = item if as_tuples else (item, None)
            matches = self(doc)
            result = (doc, matches) if return_matches else doc
            yield (result, context) if as_tuples else result


def phrase_attribute(attr):
    """Id of an attribute that phrases can be compared by, given by name or id."""
    if attr is None:
        return ORTH
    if isinstance(attr, str):
        name = OTHER_NAMES.get(attr.upper(), attr.upper())
        if name not in NAMED:
            raise InputError(
                "phrase_matcher.attribute", f"Phrases cannot be compared by {attr!r}.",
                f"Use one of {', '.join(sorted(NAMED))}.",
            )
        return IDS[name]
    return attribute_ids([attr])[0]


def unpickle_phrase_matcher(vocab, attr, validate, phrases, callbacks):
    """The PhraseMatcher that was pickled; see PhraseMatcher.__reduce__."""
    matcher = PhraseMatcher(vocab, attr=attr, validate=validate)
    matcher._restore(phrases, callbacks)
    return matcher
