"""Tokenizer: text to Doc by special cases and affix rules.

The text is cut at white space. Each run of other characters is a special case, or loses prefixes and suffixes one by one
until nothing more comes off; what is left is a special case, a token or URL as a whole, or is cut at infixes. Special
cases that the rules would cut are searched again in the finished document. Results are kept by run.
tests/reference/tokenizer.py is the same in plain Python.
"""
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint64_t
from libc.string cimport memcpy

from engine.strings.structs cimport TokenC
from engine.tokenizer.affixes cimport AffixRules
from engine.tokenizer.phrases cimport Phrases, PlacesC, add_place, close_places, open_places
from engine.tokenizer.rule_facts cimport is_letters, is_letters_at
from engine.tokenizer.run_cache cimport PieceC, Pieces, RunC, RunCache, run_key, set_piece
from engine.tokens.doc cimport Doc
from engine.vocab.vocab cimport Vocab

from pathlib import Path
from threading import RLock

from engine.errors import InputError
from engine.strings.symbols import IDS
from engine.tokenizer import explain, rules_io

cdef Py_ssize_t LONG = 64       # characters of a word; of a longer one, affixes are searched at its ends alone
cdef int MAX_LENGTH = 2**29     # characters of a text


cdef class Tokenizer:
    """Cuts texts into tokens.

    vocab (Vocab): makes the lexemes. rules (dict): special cases, text -> list of {ORTH: part, NORM: norm}.
    prefix_search, suffix_search (str -> match): such as `re.compile(...).search`. infix_finditer (str -> matches).
    token_match, url_match (str -> match): words that are one token; url_match is asked after the affixes are off.
    faster_heuristics (bool): search only those special cases in finished documents that the rules would cut.

    >>> from engine.vocab import Vocab
    >>> [token.text for token in Tokenizer(Vocab())("two  words")]
    ['two', ' ', 'words']
    """

    def __init__(
        self, Vocab vocab, rules=None, prefix_search=None, suffix_search=None, infix_finditer=None, token_match=None,
        url_match=None, faster_heuristics=True
    ):
        self.vocab = vocab
        self._lock = RLock()
        self._faster_heuristics = faster_heuristics
        self._long = LONG
        self._token_match, self._url_match = token_match, url_match
        self._prefix_search, self._suffix_search = prefix_search, suffix_search
        self._infix_finditer = infix_finditer
        self._refresh()
        self._set_rules(rules or {})

    @staticmethod
    def deferred(Vocab vocab not None, make_settings):
        """A tokenizer whose settings are made when they are first needed: a pipeline that is loaded brings its own.

        vocab: makes the lexemes. make_settings: called once, returns the other arguments of Tokenizer as a dict.
        """
        cdef Tokenizer self = Tokenizer(vocab)
        self._make_settings = make_settings
        return self

    cdef int _ready(self) except -1:
        if self._make_settings is not None:
            self._take_settings()
        return 0

    def _take_settings(self):
        """Make the settings, once: another thread waits until they are there."""
        with self._lock:
            if self._make_settings is None or self._is_making:  # made by another thread; or this one asks on its way
                return
            self._is_making = True
            try:
                self._set(self._make_settings())
                self._make_settings = None
            finally:
                self._is_making = False

    def _change(self, name, value):
        self._ready()
        self._set({name: value})

    def _set(self, settings):
        """Take over settings, and read what follows from them once."""
        self._prefix_search = settings.get("prefix_search", self._prefix_search)
        self._suffix_search = settings.get("suffix_search", self._suffix_search)
        self._infix_finditer = settings.get("infix_finditer", self._infix_finditer)
        self._token_match = settings.get("token_match", self._token_match)
        self._url_match = settings.get("url_match", self._url_match)
        self._faster_heuristics = settings.get("faster_heuristics", self._faster_heuristics)
        self._refresh()
        if "rules" in settings:
            self._set_rules(settings["rules"] or {})
        elif "exceptions" in settings:      # of a file, where they were checked
            self._set_rules(settings["exceptions"], True)

    def _refresh(self):
        """Take the functions of the rules over, and forget what was cut by others."""
        self._affixes = AffixRules(
            self._prefix_search, self._suffix_search, self._infix_finditer, self._token_match, self._url_match
        )
        self._forget()

    cdef int _forget(self) except -1:
        self._cache = RunCache()
        self._key = object()
        self._phrases = None
        return 0

    def _set_rules(self, rules, bint are_checked=False):
        self._rules, self._specials = {}, {}
        self._longest_special = 0
        for text, parts in rules.items():
            self._add_rule(text, parts if are_checked else rules_io.check_special_case(text, parts))
        self._forget()

    def _add_rule(self, str text, list checked):
        pieces = [
            (part[IDS["ORTH"]], self.vocab.strings.add(part[IDS["NORM"]], False) if part.get(IDS["NORM"]) else 0)
            for part in checked
        ]
        self._rules[text] = checked
        self._specials[text] = Pieces.make(self.vocab, pieces, True)
        self._longest_special = max(self._longest_special, len(text))

    def add_special_case(self, string, substrings):
        """Add a special case: `substrings`, a list of {ORTH: part, NORM: norm}, are the tokens of `string`.

        Raises InputError when the parts do not spell the string, or have other attributes.
        """
        self._ready()
        self._add_rule(string, rules_io.check_special_case(string, substrings))
        self._forget()

    # Settings; each change takes effect at once.

    @property
    def rules(self):
        """Special cases: text -> list of {ORTH: part, NORM: norm}."""
        self._ready()
        return self._rules

    @rules.setter
    def rules(self, rules):
        self._ready()
        self._set_rules(rules or {})

    @property
    def token_match(self):
        self._ready()
        return self._token_match

    @token_match.setter
    def token_match(self, function):
        self._change("token_match", function)

    @property
    def url_match(self):
        self._ready()
        return self._url_match

    @url_match.setter
    def url_match(self, function):
        self._change("url_match", function)

    @property
    def prefix_search(self):
        self._ready()
        return self._prefix_search

    @prefix_search.setter
    def prefix_search(self, function):
        self._change("prefix_search", function)

    @property
    def suffix_search(self):
        self._ready()
        return self._suffix_search

    @suffix_search.setter
    def suffix_search(self, function):
        self._change("suffix_search", function)

    @property
    def infix_finditer(self):
        self._ready()
        return self._infix_finditer

    @infix_finditer.setter
    def infix_finditer(self, function):
        self._change("infix_finditer", function)

    @property
    def faster_heuristics(self):
        self._ready()
        return self._faster_heuristics

    @faster_heuristics.setter
    def faster_heuristics(self, bint value):
        self._change("faster_heuristics", value)

    # Cutting

    def __call__(self, str text) -> Doc:
        """The document of a text: `"".join(token.text_with_ws for token in doc) == text`."""
        cdef PlacesC places     # of this call: several threads may be in here, or a rule's function may call again
        cdef Phrases phrases
        cdef Doc doc
        self._ready()
        if self._phrases is None:
            self._find_phrases()
        open_places(&places)
        try:
            doc = self._tokenize(text, &places)
            if places.n == 0:
                return doc
            phrases = self._phrases if self._phrases is not None else self._find_phrases()
            found = phrases.found(&places, doc.c, doc.length)
        finally:
            close_places(&places)
        return self._with_specials(doc, text, found) if found else doc

    def pipe(self, texts, batch_size=1000):
        """The documents of a stream of texts."""
        for text in texts:
            yield self(text)

    cdef Doc _tokenize(self, str text, PlacesC* places):
        """places: of the tokens at which a rule that is searched in finished documents may begin."""
        cdef Doc doc = Doc(self.vocab)
        cdef Py_ssize_t n = len(text), i, start = 0
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_UCS4 char
        cdef bint in_space, is_space
        if n == 0:
            return doc
        if n > MAX_LENGTH:
            raise InputError("tokenizer.too_long", f"A text of {n:,} characters is too long.", "Cut it into parts.")
        doc.reserve(<int>(n // 5 + 8))
        in_space = text[0].isspace()
        for i in range(n):
            char = PyUnicode_READ(kind, <void*>data, i)
            if char > 32 and char < 127:
                is_space = False
            else:
                is_space = char.isspace()
            if is_space == in_space:
                continue
            if start < i:
                self._push(doc, text, kind, data, start, i, in_space, places)
            if char == u" ":
                # One space belongs to the token before it.
                doc.c[doc.length - 1].spacy = True
                doc._text_length += 1
                start = i + 1
            else:
                start = i
            in_space = is_space
        if start < n:
            self._push(doc, text, kind, data, start, n, in_space, places)
        return doc

    cdef int _push(self, Doc doc, str text, int kind, const void* data, Py_ssize_t start, Py_ssize_t end, bint is_space,
                   PlacesC* places) except -1:
        """Append the tokens of the run start..end of a text."""
        cdef uint64_t key = run_key(kind, data, start, end)
        cdef const RunC* run = self._cache.get(key)     # of lexemes that stay: no zone to join
        cdef MemoryZone zone
        cdef RunCache owner
        if run is NULL:
            zone = self.vocab.zone()
            owner = <RunCache>zone.kept.get(self._key) if zone is not None else None
            if owner is not None:
                run = owner.get(key)
            if run is NULL:
                run = self._run_of(key, text[start:end], is_space)
                owner = self._kept
            doc.join_zone()
        append_run(doc, run)
        if run.starts:
            add_places(places, doc.length - run.n, run)
        return 0

    cdef const RunC* _run_of(self, uint64_t key, str run, bint is_space) except NULL:
        """The tokens of a run that was not seen before."""
        cdef PieceC few[16]
        cdef PieceC* pieces = few
        cdef Pieces special
        # What was cut is kept with the rules that cut it: their functions may change rules and zones on the way.
        cdef RunCache cache = self._cache
        cdef Phrases phrases = self._phrases
        cdef MemoryZone zone = self.vocab.zone()
        cdef uint64_t starts = 0
        cdef Py_ssize_t j, n
        cdef list parts
        cdef Pool mem
        zone_key = self._key
        found = self._specials.get(run) if len(run) <= self._longest_special else None
        if found is not None:
            special = <Pieces>found
            pieces, n = special.c, special.n
        else:
            if is_space or (self._affixes.letters_are_tokens and is_letters(run)):
                n = 1
                set_piece(&few[0], self.vocab.get(run), 0)
            else:
                parts = self._cut(run, True)
                n = 0
                for part in parts:
                    n += 1 if type(part) is str else (<Pieces>part).n
                if n > 16:
                    mem = Pool()
                    pieces = <PieceC*>mem.alloc(n, sizeof(PieceC))
                n = 0
                for part in parts:
                    if type(part) is str:
                        set_piece(&pieces[n], self.vocab.get(<str>part), 0)
                        n += 1
                        continue
                    special = <Pieces>part
                    memcpy(&pieces[n], special.c, special.n * sizeof(PieceC))
                    n += special.n
            if self.vocab.zone() is not zone or (zone is not None and zone.ended):
                cache = RunCache()      # some lexemes are of one zone, some of another: nothing to be kept
            elif zone is not None:
                # What is kept points to lexemes of this zone.
                kept = zone.kept.get(zone_key)
                cache = <RunCache>(zone.kept.setdefault(zone_key, RunCache()) if kept is None else kept)
        for j in range(n):
            if phrases is None or phrases.begins_with(pieces[j].lex.orth):
                starts |= <uint64_t>1 << min(j, 63)
        self._kept = cache
        return cache.add(key, pieces, n, starts)

    cdef list _cut_words(self, str text):
        """The texts of the tokens without regard to special cases."""
        cdef list out = []
        for part in explain.whitespace_runs(text):
            out += [part] if part.isspace() else self._cut(part, False)
        return out

    cdef list _cut(self, str run, bint with_specials):
        """The tokens of a run that is no special case itself: texts, and the Pieces of a special case inside it."""
        cdef AffixRules rules = self._affixes
        cdef list out = [], suffixes = []
        cdef Py_ssize_t start = 0, end = len(run), n_prefix, n_suffix, last = 0
        while start < end and end - start != last:
            if rules.letters_are_tokens and is_letters_at(run, start, end):
                break
            if rules.token_match is not None and rules.matches_token(run[start:end]):
                break
            if with_specials and self._is_special(run, start, end):
                break
            last = end - start
            n_prefix = rules.prefix_at(run, start, end, self._long)
            if n_prefix and with_specials and self._is_special(run, start + n_prefix, end):
                out.append(run[start:start + n_prefix])
                start += n_prefix
                break
            n_suffix = rules.suffix_at(run, start + n_prefix, end, self._long)
            if n_suffix and with_specials and self._is_special(run, start, end - n_suffix):
                suffixes.append(run[end - n_suffix:end])
                end -= n_suffix
                break
            if n_prefix:
                out.append(run[start:start + n_prefix])
                start += n_prefix
            if n_suffix:
                suffixes.append(run[end - n_suffix:end])
                end -= n_suffix
        if start < end:
            word = run[start:end]
            special = self._specials.get(word) if with_specials and end - start <= self._longest_special else None
            if special is not None:
                out.append(special)
            elif not (rules.letters_are_tokens and is_letters(word)):
                rules.cut_word(word, out)
            else:
                out.append(word)
        suffixes.reverse()
        return out + suffixes if suffixes else out

    cdef bint _is_special(self, str run, Py_ssize_t start, Py_ssize_t end) except -1:
        """Whether these characters are a special case; no characters are none."""
        return start < end and end - start <= self._longest_special and run[start:end] in self._specials

    def find_prefix(self, str string) -> int:
        """Length of the prefix that comes off first; 0 for none."""
        self._ready()
        return self._affixes.prefix_at(string, 0, len(string), self._long)

    def find_suffix(self, str string) -> int:
        """Length of the suffix that comes off first; 0 for none."""
        self._ready()
        return self._affixes.suffix_at(string, 0, len(string), self._long)

    def find_infix(self, str string) -> list:
        """Matches of the infix rules."""
        self._ready()
        return [] if self._infix_finditer is None else list(self._infix_finditer(string))

    def explain(self, str text) -> list:
        """(rule, token text) of each token that is not white space, for looking into the rules."""
        return explain.explain(self, text)

    # Special cases that the rules cut

    cdef Phrases _find_phrases(self):
        cdef Phrases phrases = Phrases()
        cdef set known = set()
        key = self._key
        for text in list(self._rules):
            if self._faster_heuristics and not self._is_cut(text):
                continue
            ids = tuple([self.vocab.strings.id_of(word) for word in self._cut_words(text)])
            if ids and ids not in known:
                known.add(ids)
                phrases.add(ids)
        if self._key is key:    # else a rule's function has changed the rules
            self._phrases = phrases
        return phrases

    cdef bint _is_cut(self, str text) except -1:
        return (
            " " in text or self._affixes.prefix_length(text) > 0 or self._affixes.suffix_length(text, 0) > 0
            or len(self.find_infix(text)) > 0
        )

    cdef Doc _with_specials(self, Doc doc, str text, list found):
        """A document in which found rules, longest and leftmost first, have become the tokens of their special case."""
        cdef Pieces pieces
        cdef Doc out
        cdef int i = 0, start, end, j
        cdef set taken = set()
        cdef dict accepted = {}
        cdef bint has_space, in_place = True
        for length, start in sorted(found):
            end = start - length
            if start in taken or end - 1 in taken:
                taken.update(range(start, end))
                continue
            taken.update(range(start, end))
            special = self._specials.get(text[doc.c[start].idx:doc.c[end - 1].idx + doc.c[end - 1].lex.length])
            if special is not None:
                accepted[start] = (end, special)
                in_place = in_place and (<Pieces>special).n == end - start
        if not accepted:
            return doc
        if in_place:
            for start, (end, special) in accepted.items():
                put_special(doc, start, <Pieces>special)
            return doc
        out = Doc(self.vocab)
        out.reserve(doc.length + 8)
        while i < doc.length:
            if i not in accepted:
                out.push_back(doc.c[i].lex, doc.c[i].spacy)
                out.c[out.length - 1].norm = doc.c[i].norm
                i += 1
                continue
            end, special = accepted[i]
            has_space = doc.c[end - 1].spacy
            pieces = <Pieces>special
            for j in range(pieces.n):
                out.push_back(pieces.c[j].lex, has_space and j == pieces.n - 1)
                if pieces.c[j].norm:
                    out.c[out.length - 1].norm = pieces.c[j].norm
            if i == 0:
                # As in the peer's documents and files: such a first token is not known to start a sentence.
                out.c[0].sent_start = 0
            i = end
        return out

    # Files

    def __reduce__(self):
        self._ready()
        return (
            unpickle_tokenizer,
            (self.vocab, self._rules, self._prefix_search, self._suffix_search, self._infix_finditer,
             self._token_match, self._url_match, self._faster_heuristics),
        )

    def to_bytes(self, *, exclude=tuple()) -> bytes:
        """msgpack map of the patterns and the special cases."""
        return rules_io.dump(self)

    def from_bytes(self, bytes_data, *, exclude=tuple()):
        """Load what `to_bytes` gave. Raises FormatError. Returns self."""
        return self._load(rules_io.load(bytes_data, "the bytes of a tokenizer"))

    def to_disk(self, path, *, exclude=tuple()):
        """Write the file `tokenizer` of a pipeline directory."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path, *, exclude=tuple()):
        """Load what `to_disk` wrote. Raises FormatError naming the file. Returns self."""
        return self._load(rules_io.load(Path(path).read_bytes(), str(path)))

    def _load(self, settings):
        if set(settings) != rules_io.ENTRIES:
            self._ready()       # what the file leaves out stays
        self._make_settings = None
        self._set(settings)
        return self


def unpickle_tokenizer(*args):
    return Tokenizer(*args)


cdef int append_run(Doc doc, const RunC* run) except -1:
    """What Doc.push_back does for each token of a run, without a space after it, in a document that was just made."""
    cdef TokenC* token
    cdef int j
    if doc.length + run.n > doc.capacity:
        doc.reserve(max(doc.length + run.n, doc.capacity + doc.capacity // 2))
    token = doc.c + doc.length
    if doc.length == 0:
        token.sent_start = 1
    for j in range(run.n):
        token.lex = run.pieces[j].lex
        token.norm = run.pieces[j].norm
        token.idx = doc._text_length
        token.l_edge = token.r_edge = doc.length + j
        doc._text_length += run.pieces[j].length
        token += 1
    doc.length += run.n
    return 0


cdef int add_places(PlacesC* places, int first, const RunC* run) except -1:
    """first: token of the first piece of the run."""
    cdef int j
    for j in range(run.n):
        if run.starts >> min(j, 63) & 1:
            add_place(places, first + j)
    return 0


cdef void put_special(Doc doc, int start, Pieces special) noexcept:
    """Put the tokens of a special case in the place of as many tokens, which spell the same text."""
    cdef TokenC* token = doc.c + start
    cdef int32_t idx = token.idx
    cdef Py_ssize_t j
    cdef bint has_space = token[special.n - 1].spacy
    for j in range(special.n):
        token.lex, token.norm, token.idx = special.c[j].lex, special.c[j].norm, idx
        token.spacy = has_space and j == special.n - 1
        idx += token.lex.length
        token += 1
    if start == 0:
        doc.c[0].sent_start = 0     # as above
