"""DependencyMatcher: patterns of related tokens in dependency trees.

Each node of a pattern says what its token is, as in a Matcher, and how it is related to that of a node before it. A
Matcher finds the candidates of all nodes; c/dependency_search.h puts them together. Callers: people's code.
"""
from libc.stdint cimport int32_t, uint8_t
from libc.string cimport memset

import threading
import warnings

from engine.tokens.doc cimport Doc
from engine.tokens.span cimport Span
from engine.vocab.vocab cimport Vocab

from engine.errors import InputError
from engine.matcher.dependency_rules import read_trees
from engine.matcher.matcher import Matcher
from engine.strings.store import get_string_id


cdef class DependencyMatcher:
    """Finds groups of tokens by what they are and by their relations in the tree.

    vocab (Vocab): of the documents to match on.
    validate (bool): whether attributes may only be asked for what they are documented to hold, and whether keys of a
        pattern that mean nothing are mistakes.

    >>> from engine.tokens import Doc
    >>> from engine.vocab import Vocab
    >>> vocab = Vocab()
    >>> matcher = DependencyMatcher(vocab)
    >>> matcher.add("SUBJECT", [[
    ...     {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"ORTH": "sleeps"}},
    ...     {"LEFT_ID": "verb", "REL_OP": ">", "RIGHT_ID": "subject", "RIGHT_ATTRS": {"DEP": "nsubj"}},
    ... ]])
    >>> doc = Doc(vocab, words=["The", "cat", "sleeps"], heads=[1, 2, 2], deps=["det", "nsubj", "ROOT"])
    >>> [token_ids for _, token_ids in matcher(doc)]
    [[2, 1]]
    """

    def __cinit__(self):
        self._patterns = {}
        self._callbacks = {}
        self._trees = {}
        self._rules = []
        self._lock = threading.RLock()

    def __init__(self, Vocab vocab not None, validate=False):
        self.vocab = vocab
        self.validate = validate

    def __dealloc__(self):
        eng_scratch_free(&self.nodes)
        eng_scratch_free(&self.tokens)
        eng_scratch_free(&self.wanted)
        eng_scratch_free(&self.begins)
        eng_scratch_free(&self.rows)
        eng_dependency_tree_free(&self.tree)
        eng_dependency_search_free(&self.search)

    def __reduce__(self):
        return unpickle_dependency_matcher, (self.vocab, self.validate, self._patterns, self._callbacks)

    def __len__(self):
        """Number of keys."""
        return len(self._patterns)

    def __contains__(self, key):
        """Whether there are patterns of a key, given as a string or an id."""
        return self.has_key(key)

    def has_key(self, key) -> bool:
        """Whether there are patterns of a key, given as a string or an id."""
        return get_string_id(key) in self._patterns

    def get(self, key, default=None):
        """(on_match, patterns) of a key, or `default` when it has none."""
        key = get_string_id(key)
        if key not in self._patterns:
            return default
        return (self._callbacks[key], self._patterns[key])

    def add(self, key, patterns, *, on_match=None):
        """Add patterns to a key; on_match holds for all of the key from now on.

        key (str | int): what matches are called.
        patterns (list[list[dict]]): each a list of nodes. The first has RIGHT_ID, its name, and RIGHT_ATTRS, what its
            token is, as in a Matcher; each other one has LEFT_ID and REL_OP as well: a node before it, and what its
            token is to the token of that one.
        on_match (Callable[[DependencyMatcher, Doc, int, list], Any] | None): called for each match, with its index.
        Raises MatchPatternError (a ValueError) that names every mistake in the patterns; nothing is added then.
        """
        if self.vocab is None:
            raise InputError(
                "dependency_matcher.no_init", "This DependencyMatcher has no vocab: its __init__ was not called.",
                "A subclass calls super().__init__(vocab).",
            )
        if isinstance(key, str):
            key_id = self.vocab.strings.add(key, False)
        elif isinstance(key, int) and not isinstance(key, bool) and 0 <= key < 2**64:
            key_id = key
        else:
            raise InputError("dependency_matcher.bad_key", f"{key!r} is no key of patterns: a string, or the id of one.")
        if on_match is not None and not callable(on_match):
            raise InputError("dependency_matcher.bad_callback", f"on_match of {key!r} is {on_match!r}, no function.")
        trees = read_trees(key, patterns, self.vocab, validate=self.validate)
        self._patterns.setdefault(key_id, []).extend(patterns)
        self._callbacks[key_id] = on_match
        self._trees.setdefault(key_id, []).extend(trees)
        self._matcher = None

    def remove(self, key):
        """Remove a key with all its patterns. ValueError when there is none."""
        key_id = get_string_id(key)
        if key_id not in self._patterns:
            raise InputError(
                "dependency_matcher.no_such_key", f"There are no patterns of {key!r} to remove.",
                "`key in matcher` tells whether there are.",
            )
        del self._patterns[key_id], self._callbacks[key_id], self._trees[key_id]
        self._matcher = None

    cdef int compile(self) except -1:
        """Number the nodes of all trees, and make the Matcher that finds their candidates."""
        cdef EngDependencyNodeC* node
        matcher = Matcher(self.vocab, validate=self.validate)
        rules = []
        n_nodes = 0
        for key, trees in self._trees.items():
            for tree in trees:
                if eng_scratch_reserve(&self.nodes, n_nodes + len(tree.lefts), sizeof(EngDependencyNodeC)) != 0:
                    raise MemoryError()
                for left, op, attributes in zip(tree.lefts, tree.operators, tree.attributes):
                    node = &(<EngDependencyNodeC*>self.nodes.data)[n_nodes]
                    node.left = left
                    node.op = op
                    matcher.add(n_nodes, [[attributes]])
                    n_nodes += 1
                rules.append((key, len(tree.lefts)))
        self._matcher = matcher
        self._rules = rules
        return 0

    def __call__(self, object doclike):
        """All matches in a document: in the order of keys, patterns, trees, and tokens.

        doclike (Doc | Span): what to search. A Span is searched as span.as_doc(), in which token indices count.
        Returns list[tuple[int, list[int]]]: the id of the key, and the token of each node of the pattern.
        Raises InputError for missing annotation.
        """
        cdef Doc doc
        if isinstance(doclike, Doc):
            doc = doclike
        elif isinstance(doclike, Span):
            doc = doclike.as_doc()
        else:
            raise InputError(
                "dependency_matcher.wrong_type",
                f"A DependencyMatcher matches in a Doc or Span, not in {doclike!r}.",
            )
        with self._lock:
            if self._matcher is None:
                self.compile()
            matches = self.find(doc) if self._rules else None
        if matches is None:
            warnings.warn("The DependencyMatcher has no patterns and finds nothing.", UserWarning)
            return []
        if any(self._callbacks.values()):
            for i, (key, _) in enumerate(matches):
                on_match = self._callbacks.get(key)
                if on_match is not None:
                    on_match(self, doc, i, matches)
        return matches

    cdef int load_candidates(self, Doc doc, Py_ssize_t n_nodes) except -1:
        """Fill `tokens`, `begins` and `wanted`: the candidates of each node, ascending."""
        cdef Py_ssize_t node, n_found
        cdef uint8_t* wanted
        cdef int32_t* begins
        cdef int32_t* tokens
        cdef list found = self._matcher(doc)
        n_found = len(found)
        if eng_scratch_reserve(&self.begins, n_nodes + 2, sizeof(int32_t)) != 0:
            raise MemoryError()
        if n_found > 2**31 - 2 or eng_scratch_reserve(&self.tokens, n_found, sizeof(int32_t)) != 0:
            raise MemoryError()
        if eng_scratch_reserve(&self.wanted, doc.length, 1) != 0:
            raise MemoryError()
        begins = <int32_t*>self.begins.data
        tokens = <int32_t*>self.tokens.data
        wanted = <uint8_t*>self.wanted.data
        memset(wanted, 0, doc.length)
        memset(begins, 0, (n_nodes + 2) * sizeof(int32_t))
        for key, start, _ in found:
            node = key
            begins[node + 2] += 1
            wanted[<Py_ssize_t>start] = 1
        for node in range(n_nodes):
            begins[node + 2] += begins[node + 1]
        for key, start, _ in found:
            node = key
            tokens[begins[node + 1]] = start
            begins[node + 1] += 1
        return 0

    cdef list find(self, Doc doc):
        cdef list out = [], token_ids
        cdef Py_ssize_t first = 0, n_nodes = sum([k for _, k in self._rules])
        cdef size_t n_rows, i
        cdef int32_t j, k
        cdef const int32_t* row
        cdef int status
        if doc.length == 0:
            return out
        self.load_candidates(doc, n_nodes)
        if eng_dependency_tree(&self.tree, doc.c, <const uint8_t*>self.wanted.data, doc.length) != 0:
            raise MemoryError()
        for key, k in self._rules:
            status = eng_dependency_find(
                &self.search, &self.tree, <const EngDependencyNodeC*>self.nodes.data + first, k,
                <const int32_t*>self.tokens.data, <const int32_t*>self.begins.data + first, &self.rows, &n_rows,
            )
            if status != 0:
                raise MemoryError()
            row = <const int32_t*>self.rows.data
            for i in range(n_rows):
                token_ids = []
                for j in range(k):
                    token_ids.append(row[j])
                out.append((key, token_ids))
                row += k
            first += k
        return out


def unpickle_dependency_matcher(vocab, validate, patterns, callbacks):
    """The DependencyMatcher that was pickled; see DependencyMatcher.__reduce__."""
    matcher = DependencyMatcher(vocab, validate=validate)
    for key, rows in patterns.items():
        matcher.add(key, rows, on_match=callbacks[key])
    return matcher
