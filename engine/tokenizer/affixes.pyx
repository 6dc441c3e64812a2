"""The affix rules of a tokenizer: functions such as `re.compile(...).search`, asked only where they may match.

What a rule can never match is read off its parsed form once (engine.tokenizer.regex_facts). Rules do not change: a
tokenizer makes another AffixRules. Caller: Tokenizer.
"""
from libc.stdint cimport int32_t

from engine.tokenizer.rule_facts cimport (
    RuleC, cannot_begin, cannot_match, ends_alone, is_letters_at, never_in_letters, read_facts,
)
from engine.tokenizer.word_rules cimport LONGEST_WORD, UNSURE, WordRules, infix_words, prefix_words, suffix_words

from engine.tokenizer.regex_reach import reach_of


cdef int PATIENCE = 4096    # affixes that are asked of the regular expressions before their words are read


def _testing_patience(int n) -> int:
    """Test door: sets PATIENCE. Returns what it was."""
    global PATIENCE
    before = PATIENCE
    PATIENCE = n
    return before


cdef class AffixRules:
    """Rules as the Tokenizer takes them; None for one that there is not."""

    def __init__(self, prefix_search, suffix_search, infix_finditer, token_match, url_match):
        self.prefix_search, self.suffix_search, self.infix_finditer = prefix_search, suffix_search, infix_finditer
        self.token_match, self.url_match = token_match, url_match
        read_facts(&self.prefix_rule, prefix_search)
        read_facts(&self.suffix_rule, suffix_search)
        read_facts(&self.infix_rule, infix_finditer)
        read_facts(&self.token_rule, token_match)
        read_facts(&self.url_rule, url_match)
        # Where a match can only be at one place, it is looked for there alone.
        if self.prefix_rule.is_search and self.prefix_rule.anchored_at_start:
            self.prefix_match = prefix_search.__self__.match
        if self.suffix_rule.is_search and self.suffix_rule.anchored_at_end:
            self.suffix_match = suffix_search.__self__.match
        self.letters_are_tokens = (
            (prefix_search is None or never_in_letters(&self.prefix_rule))
            and (suffix_search is None or never_in_letters(&self.suffix_rule))
            and (infix_finditer is None or never_in_letters(&self.infix_rule))
            and (token_match is None or never_in_letters(&self.token_rule))
            and (url_match is None or never_in_letters(&self.url_rule))
        )

    cdef bint _has_words(self) except -1:
        """Whether the words of the rules are known: read once enough was asked, for that takes as long as thousands of
        questions."""
        cdef WordRules prefixes, suffixes, infixes
        if self.words_are_read:
            return True
        self.n_asked += 1
        if self.n_asked <= PATIENCE:
            return False
        prefixes, suffixes = prefix_words(self.prefix_search), suffix_words(self.suffix_search)
        infixes = infix_words(self.infix_finditer)
        if not self.words_are_read:     # else by another thread, which may be using them
            self.prefix_words, self.suffix_words, self.infix_words = prefixes, suffixes, infixes
            self.words_are_read = True
        return True

    cdef bint matches_token(self, str word) except -1:
        if self.token_match is None or cannot_match(&self.token_rule, word):
            return False
        return bool(self.token_match(word))

    cdef int _known_prefix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2:
        cdef Py_UCS4 char
        if self.prefix_search is None or start >= end:
            return 0
        if not self.prefix_rule.is_known:
            return UNSURE
        char = run[start]
        # Where all rules are anchored, a match begins with the first character.
        if char < 128 and not self.prefix_rule.first[char] and self.prefix_rule.anchored_at_start:
            return 0
        if self.prefix_rule.more_than_letters and is_letters_at(run, start, end):
            return 0
        if not self._has_words() or self.prefix_words is None:
            return UNSURE
        return self.prefix_words.prefix(run, start, end)

    cdef int _known_suffix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2:
        cdef Py_UCS4 char
        if self.suffix_search is None or start >= end:
            return 0
        if not self.suffix_rule.is_known:
            return UNSURE
        char = run[end - 1]
        if char < 128 and not self.suffix_rule.last[char] and self.suffix_rule.anchored_at_end:
            return 0
        if self.suffix_rule.more_than_letters and is_letters_at(run, start, end):
            return 0
        if not self._has_words() or self.suffix_words is None:
            return UNSURE
        return self.suffix_words.suffix(run, start, end)

    cdef Py_ssize_t prefix_length(self, str word) except -1:
        cdef int known = self._known_prefix(word, 0, len(word))
        if known != UNSURE:
            return known
        match = self.prefix_search(word) if self.prefix_match is None else self.prefix_match(word)
        return match.end() - match.start() if match is not None else 0

    cdef Py_ssize_t suffix_length(self, str word, Py_ssize_t begin=0) except -1:
        cdef int known = self._known_suffix(word, 0, len(word))
        if known != UNSURE and known <= len(word) - begin:
            return known
        if self.suffix_match is not None and len(word) > 1 and ends_alone(&self.suffix_rule, word):
            match = self.suffix_match(word, len(word) - 1)
            return 1 if match is not None else 0
        match = self.suffix_search(word, begin) if begin else self.suffix_search(word)
        return match.end() - match.start() if match is not None else 0

    cdef Py_ssize_t prefix_at(self, str run, Py_ssize_t start, Py_ssize_t end, Py_ssize_t long) except -1:
        cdef Py_ssize_t at
        cdef int known
        if end - start > long and self.prefix_rule.is_known and self.prefix_rule.anchored_at_start:
            if not self.prefix_is_read:
                self.prefix_reach = reach_of(self.prefix_search)
                self.prefix_is_read = True
            reach = self.prefix_reach
            if reach is not None:
                at = start
                while at < end and reach.is_loose(run[at]):
                    at += 1
                end = min(end, max(at, start + <Py_ssize_t>reach.width) + <Py_ssize_t>reach.ahead)
        else:
            known = self._known_prefix(run, start, end)
            if known != UNSURE:
                return known
        return self.prefix_length(run[start:end])

    cdef Py_ssize_t suffix_at(self, str run, Py_ssize_t start, Py_ssize_t end, Py_ssize_t long) except -1:
        cdef Py_ssize_t at, begin
        cdef int known
        if end - start > long and self.suffix_rule.is_known and self.suffix_rule.anchored_at_end:
            if not self.suffix_is_read:
                self.suffix_reach = reach_of(self.suffix_search)
                self.suffix_is_read = True
            reach = self.suffix_reach
            if reach is not None:
                at = end
                while at > start and reach.is_loose(run[at - 1]):
                    at -= 1
                at = max(start, min(at, end - <Py_ssize_t>reach.width))     # no match begins before
                # One character more: where the searched text begins, the word does not.
                begin = max(start, at - <Py_ssize_t>reach.behind - 1)
                return self.suffix_length(run[begin:end], at - begin)
        else:
            known = self._known_suffix(run, start, end)
            if known != UNSURE:
                return known
        return self.suffix_length(run[start:end], 0)

    cdef int cut_word(self, str word, list out) except -1:
        """The word as a whole where it is a token or a URL, else what lies between infixes, and these."""
        cdef int32_t[2 * LONGEST_WORD] spans
        cdef Py_ssize_t start = 0, begin, end
        cdef int n = UNSURE, i
        if (
            (self.token_match is not None and self.matches_token(word))
            or (self.url_match is not None and not cannot_match(&self.url_rule, word) and self.url_match(word))
            or self.infix_finditer is None or cannot_match(&self.infix_rule, word)
            or cannot_begin(&self.infix_rule, word)
        ):
            out.append(word)
            return 0
        if self._has_words() and self.infix_words is not None:
            n = self.infix_words.infixes(word, spans)
        if n == UNSURE:
            for match in self.infix_finditer(word):
                begin, end = match.start(), match.end()
                if begin == 0:
                    continue
                if begin != start:
                    out.append(word[start:begin])
                if begin != end:
                    out.append(word[begin:end])
                start = end
        else:
            for i in range(n):
                begin, end = spans[2 * i], spans[2 * i + 1]
                if begin == 0:
                    continue
                if begin != start:
                    out.append(word[start:begin])
                out.append(word[begin:end])
                start = end
        if start < len(word):
            out.append(word[start:])
        return 0
