"""Matcher: finds the token patterns of keys in documents.

Patterns are read and checked when they are added (patterns), compiled at the next call (machine), and run in C.
Callers: rule components, people's code.
"""
from libc.string cimport memchr, memset

from engine.matcher.machine cimport EngMatchFoundC, Machine, Run
from engine.strings.symbols import IDS, NAMES
from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span, make_span
from engine.vocab.vocab cimport Vocab

import warnings

from engine.errors import InputError
from engine.matcher.levenshtein import levenshtein_compare
from engine.matcher.machine import LIMITS
from engine.matcher.patterns import read_patterns
from engine.strings.store import get_string_id
from engine.tokens.underscore import Underscore, UnknownExtensionError

GREEDY = ("FIRST", "LONGEST")
ANNOTATED_BY = {
    IDS["TAG"]: "a tagger",
    IDS["POS"]: "a morphologizer, or a tagger and an attribute_ruler",
    IDS["MORPH"]: "a morphologizer, or a tagger and an attribute_ruler",
    IDS["LEMMA"]: "a lemmatizer",
    IDS["DEP"]: "a parser",
}


cdef class Matcher:
    """Finds sequences of tokens by patterns: lists of dicts, one a token.

    vocab (Vocab): of the documents. validate (bool): whether attributes may only be asked for what they are documented
    to hold. fuzzy_compare (Callable[[str, str, int], bool]): what FUZZY means: text, pattern, number of edits (-1: by
    the length of the pattern).

    Every question that patterns ask is put once for each distinct answer that tokens can give. Time and memory grow
    with the document and with what is found, whatever the patterns, and however many of them have matches open at once:
    states that lead nowhere are dropped, starts that have come to the same nodes are moved together and told apart only
    where a match ends, and keys that want matches without overlap take one pass more. How much a token takes depends on
    the patterns; a few hundred states are moved one by one before any are looked after. Two things may grow faster
    than the document: the number of matches, of patterns that begin and end at many tokens; and the time to put those
    that end at one token in order, or the candidates of "LONGEST" by their length: by the logarithm of their number.

    >>> from engine.tokens import Doc
    >>> from engine.vocab import Vocab
    >>> vocab = Vocab()
    >>> matcher = Matcher(vocab)
    >>> matcher.add("GREETING", [[{"ORTH": "Hello"}, {"ORTH": ",", "OP": "?"}, {"ORTH": "world"}]])
    >>> [(start, end) for _, start, end in matcher(Doc(vocab, words=["Hello", ",", "world", "!"]))]
    [(0, 3)]
    """

    def __init__(self, Vocab vocab not None, validate=True, fuzzy_compare=levenshtein_compare):
        if not callable(fuzzy_compare):
            raise InputError("matcher.bad_fuzzy_compare", f"fuzzy_compare is {fuzzy_compare!r}, no function.")
        self.vocab = vocab
        self.validate = validate
        self.fuzzy_compare = fuzzy_compare
        self._patterns = {}
        self._callbacks = {}
        self._filter = {}
        self._read = []
        self._exact = set()
        self._machine = None
        self._limits = LIMITS

    def __reduce__(self):
        return unpickle_matcher, (
            self.vocab, self.validate, self.fuzzy_compare, self._patterns, self._callbacks, self._filter,
            [key for key, _ in self._read],
        )

    def __len__(self):
        """Number of keys."""
        return len(self._patterns)

    def __contains__(self, key):
        """Whether there are patterns of a key, given as a string or an id."""
        return self.has_key(key)

    @property
    def labels(self) -> tuple:
        """The keys, as strings where they were given as such."""
        return tuple(self.vocab.strings[key] if key in self.vocab.strings else key for key in self._patterns)

    def has_key(self, key) -> bool:
        """Whether there are patterns of a key, given as a string or an id."""
        return get_string_id(key) in self._patterns

    def get(self, key, default=None):
        """(on_match, patterns) of a key, or `default` when it has none."""
        key = get_string_id(key)
        if key not in self._patterns:
            return default
        return (self._callbacks[key], self._patterns[key])

    def add(self, key, patterns, *, on_match=None, greedy=None):
        """Add patterns to a key; on_match and greedy hold for all of the key from now on.

        key (str | int): what matches are called. patterns (list[list[dict]]): one dict a token.
        on_match (Callable[[Matcher, Doc, int, list], Any] | None): called for each match, with its index.
        greedy (str | None): None for all matches, which may overlap; "FIRST" or "LONGEST" for matches of the key that
        do not overlap, where those that begin first, or the longest, are preferred.
        Raises MatchPatternError (a ValueError) that names every mistake in the patterns; nothing is added then.
        """
        key_id = self._key_id(key)
        if on_match is not None and not callable(on_match):
            raise InputError("matcher.bad_callback", f"on_match of {key!r} is {on_match!r}, no function.")
        if greedy is not None and greedy not in GREEDY:
            raise InputError(
                "matcher.bad_greedy", f"greedy of {key!r} is {greedy!r}.", 'It is "FIRST", "LONGEST" or None.'
            )
        if not isinstance(patterns, list):
            raise InputError(
                "matcher.patterns_type", f"The patterns of {key!r} are a {type(patterns).__name__}, not a list.",
                'Patterns look like [[{"LOWER": "new"}, {"LOWER": "york"}]]: a list of lists of dicts.',
            )
        read = read_patterns(key, patterns, self.vocab, validate=self.validate, fuzzy_compare=self.fuzzy_compare)
        self._patterns.setdefault(key_id, [])
        self._patterns[key_id] += patterns
        self._callbacks[key_id] = on_match
        self._filter[key_id] = greedy
        self._read += [(key_id, pattern) for pattern in read]
        # What `_changed` works out, without a look at the patterns that were there: there may be many thousands.
        self._machine = None
        self._has_callbacks = self._has_callbacks or on_match is not None
        self._exact |= set().union(*(pattern.exact for pattern in read)) & ANNOTATED_BY.keys()

    def remove(self, key):
        """Remove a key with all its patterns. ValueError when there is none."""
        key_id = get_string_id(key)
        if key_id not in self._patterns:
            raise InputError(
                "matcher.no_such_key", f"There are no patterns of {key!r} to remove.",
                f"Keys are {', '.join(map(repr, self.labels)) or 'none'}.",
            )
        del self._patterns[key_id], self._callbacks[key_id], self._filter[key_id]
        self._read = [(each, pattern) for each, pattern in self._read if each != key_id]
        self._changed()

    def _key_id(self, key):
        if isinstance(key, str):
            return self.vocab.strings.add(key, False)
        if isinstance(key, int) and not isinstance(key, bool) and 0 <= key < 2**64:
            return key
        raise InputError("matcher.bad_key", f"{key!r} is no key of patterns: a string, or the id of one.")

    def _normalize_key(self, key):
        return self._key_id(key)

    def _changed(self):
        self._machine = None
        self._has_callbacks = any(each is not None for each in self._callbacks.values())
        self._exact = set().union(*(pattern.exact for _, pattern in self._read)) & ANNOTATED_BY.keys()

    cdef Machine machine(self):
        cdef Machine machine = self._machine
        if machine is None:
            patterns = [(key, pattern.nodes) for key, pattern in self._read if pattern.nodes]
            self._machine = machine = Machine(patterns, self._filter, self._limits)
        return machine

    cdef int _check_annotation(self, Doc doc) except -1:
        for attr in self._exact:
            if not doc.has_annotation(attr):
                raise InputError(
                    "matcher.missing_annotation",
                    f"A pattern asks for {NAMES[attr]}, and no token of the document has one.",
                    f"Run a pipeline with {ANNOTATED_BY[attr]} first, or pass allow_missing=True.",
                )
        return 0

    def __call__(self, object doclike, *, as_spans=False, allow_missing=False, with_alignments=False):
        """Find all matches in a Doc or Span.

        as_spans (bool): give Spans, labelled with the key, instead of tuples (key id, start, end).
        allow_missing (bool): do not ask whether the document has the annotation that patterns ask for.
        with_alignments (bool): add to each tuple, for each of its tokens, the index of the token of the pattern.
        Returns (list): in order of their ends; those of greedy keys behind, key by key, in order of preference. Places
        in a Span are counted from its start; Spans that are returned lie in its document.
        Raises InputError for missing annotation.
        """
        cdef Doc doc
        cdef int start = 0, end
        cdef Machine machine
        cdef Run run
        cdef const EngMatchFoundC* found
        cdef Span span
        cdef list matches = [], order
        cdef Py_ssize_t j
        if isinstance(doclike, Doc):
            doc = <Doc>doclike
            end = doc.length
        elif isinstance(doclike, Span):
            doc = (<Span>doclike).doc
            start = (<Span>doclike).c.start
            end = (<Span>doclike).c.end
        else:
            raise InputError("matcher.wrong_type", f"A Matcher matches in a Doc or Span, not in {doclike!r}.")
        if not self._patterns:
            warnings.warn("The Matcher has no patterns and finds nothing.", UserWarning, stacklevel=2)
        doc.check_zone()
        if not allow_missing and self._exact:
            self._check_annotation(doc)
        machine = self.machine()
        for name in machine.extension_names:
            if name not in Underscore.token_extensions:
                raise UnknownExtensionError(
                    "matcher.unknown_extension", f"A pattern asks for the extension attribute {name!r}, which no Token has.",
                    f"Register it with Token.set_extension({name!r}, default=...).",
                )
        run = machine.take_run()
        try:
            machine.find(run, doc, start, end)
            order = self._select(machine, run, end - start)     # may add to what is found
            found = <const EngMatchFoundC*>run.c.found.data
            if with_alignments and not as_spans:
                for j in order:
                    matches.append((
                        machine.keys[found[j].key], found[j].start, found[j].end,
                        machine.path(run, &found[j], end - start),
                    ))
            else:
                for j in order:
                    matches.append((machine.keys[found[j].key], found[j].start, found[j].end))
        finally:
            machine.give_back(run)
        self._call_back(doc, matches)
        if not as_spans:
            return matches
        return [self._as_span(doc, start, match) for match in matches]

    def _call_back(self, Doc doc, list matches):
        callbacks = self._callbacks
        if not self._has_callbacks:
            return
        for i, match in enumerate(matches):
            on_match = callbacks.get(match[0])
            if on_match is not None:
                on_match(self, doc, i, matches)

    def _as_span(self, Doc doc, int offset, match):
        cdef Span span
        key, start, end = match
        span = Span.cinit(doc, make_span(doc, offset + <int>start, offset + <int>end))
        span.c.label = key
        return span

    cdef list _select(self, Machine machine, Run run, int n):
        """Indices of the matches that are kept, in the order in which they are returned."""
        cdef const EngMatchFoundC* found = <const EngMatchFoundC*>run.c.found.data
        cdef Py_ssize_t j
        cdef list out
        cdef dict by_key
        cdef int key
        cdef list modes = machine.modes
        if modes is None:
            return list(range(<Py_ssize_t>run.c.n_found))
        out = []
        by_key = {}
        for j in range(<Py_ssize_t>run.c.n_found):
            if modes[found[j].key] is None:
                out.append(j)
            else:
                by_key.setdefault(found[j].key, []).append(j)
        for key in self._in_order(machine, run, by_key):
            if machine.is_put_off(run, key):
                j = <Py_ssize_t>run.c.n_found
                out.extend(range(j, j + machine.select(run, key, modes[key] == "LONGEST")))
            else:
                out.extend(without_overlap(run, by_key[key], modes[key] == "LONGEST", n))
        return out

    cdef list _in_order(self, Machine machine, Run run, dict by_key):
        """Greedy keys by the first match that was found of each.

        Of a key that was put off before it had one, only the end of that match is known: it comes behind the keys whose
        first match has the same end.
        """
        cdef int key
        cdef list out = list(by_key)
        cdef const EngMatchFoundC* found = <const EngMatchFoundC*>run.c.found.data
        missing = [
            (machine.first_end(run, key), key) for key in range(len(machine.keys))
            if key not in by_key and machine.is_put_off(run, key)
        ]
        for end, key in sorted(missing):
            if end > run.c.n_tokens:
                continue
            before = [i for i, each in enumerate(out) if each in by_key and found[<Py_ssize_t>by_key[each][0]].end > end]
            out.insert(before[0] if before else len(out), key)
        return out

    def pipe(self, docs, batch_size=1000, return_matches=False, as_tuples=False):
        """Match a stream of documents, and pass them on. Deprecated: call the matcher on the documents of nlp.pipe.

        return_matches (bool): give (doc, matches). as_tuples (bool): documents come as (doc, context), and leave so.
        """
        warnings.warn(
            "Matcher.pipe is deprecated: call the matcher on each document, such as those of nlp.pipe.",
            DeprecationWarning, stacklevel=2,
        )
        return self._pipe(docs, return_matches, as_tuples)

    def _pipe(self, docs, return_matches, as_tuples):
        for each in docs:
            doc, context = each if as_tuples else (each, None)
            matches = self(doc)
            given = (doc, matches) if return_matches else doc
            yield (given, context) if as_tuples else given


cdef list without_overlap(Run run, list chosen, bint longest, int n):
    """Those of the matches with the given indices that are preferred to all they overlap with, best first."""
    cdef const EngMatchFoundC* found = <const EngMatchFoundC*>run.c.found.data
    cdef const EngMatchFoundC* match
    cdef list ranks = [], out = []
    cdef bytearray taken = bytearray(n)
    cdef Py_ssize_t j
    for j in chosen:
        match = &found[j]
        if longest:
            ranks.append((match.start - match.end, match.start, j))
        else:
            ranks.append((match.start, -match.end, j))
    ranks.sort()
    for _, _, j in ranks:
        match = &found[j]
        if memchr(<const char*>taken + match.start, 1, match.end - match.start) is NULL:
            memset(<char*>taken + match.start, 1, match.end - match.start)
            out.append(j)
    return out


cdef class _testing:
    """Test door: the work of a run."""

    @staticmethod
    def py_work(Matcher matcher, Doc doc):
        """Work of one call for the document: states moved, matches met, steps to put these in order, and the choice of
        those that do not overlap."""
        cdef Machine machine = matcher.machine()
        cdef Run run = machine.take_run()
        machine.find(run, doc, 0, doc.length)
        matcher._select(machine, run, doc.length)
        work = run.c.work
        machine.give_back(run)
        return work


def unpickle_matcher(vocab, validate, fuzzy_compare, patterns, callbacks, greedy, order):
    cdef Matcher matcher = Matcher(vocab, validate, fuzzy_compare)
    for key, rows in patterns.items():
        matcher.add(key, rows, on_match=callbacks[key], greedy=greedy[key])
    rows_of = {}
    for key, pattern in matcher._read:
        rows_of.setdefault(key, []).append(pattern)
    matcher._read = [(key, rows_of[key].pop(0)) for key in order]
    return matcher
