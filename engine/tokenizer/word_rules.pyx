"""Affix rules that are lists of words (engine.tokenizer.regex_words), matched in C. Caller: AffixRules."""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint64_t
from preshed.maps cimport PreshMap

cdef Py_ssize_t MAX_OTHERS = 20_000     # characters that are kept; texts with others are left to the expression


cdef inline bint is_in(const BitsC* char, uint8_t char_class) noexcept nogil:
    return char.bits[char_class >> 6] >> (char_class & 63) & 1


cdef inline bint lies_at(const TextC* text, const BitsC** chars, int n, int at) noexcept nogil:
    cdef int k
    if at < 0 or at + text.n > n:
        return False
    for k in range(text.n):
        if not is_in(chars[at + k], text.classes[k]):
            return False
    return True


cdef bint fits(const WordC* word, const BitsC** chars, int n, int at) noexcept nogil:
    """Whether a word, or its part, lies at a place in a text of n characters."""
    cdef const LookC* look
    cdef int i, k
    cdef bint is_there
    if not lies_at(&word.text, chars, n, at):
        return False
    if (word.start >= 0 and at + word.start != 0) or (word.end >= 0 and at + word.end != n):
        return False
    for i in range(word.n_looks):
        look = &word.looks[i]
        is_there = False
        for k in range(look.n):
            if lies_at(&look.texts[k], chars, n, at + look.at - (look.texts[k].n if look.is_behind else 0)):
                is_there = True
                break
        if is_there != look.is_positive:
            return False
    return True


cdef class WordRules:
    """Words of one pattern."""

    def __init__(self, source, bint from_end):
        cdef WordC* word
        cdef int32_t i, k, n_tried = 0
        self.mem = Pool()
        self.source = source
        self.n = <int32_t>len(source.words)
        self.words = <WordC*>self.mem.alloc(max(1, self.n), sizeof(WordC))
        self.others = PreshMap()
        for i in range(self.n):
            word = &self.words[i]
            each = source.words[i]
            self._set_text(&word.text, each.classes)
            word.is_partial = each.is_partial
            word.start = -1 if each.start is None else each.start
            word.end = -1 if each.end is None else each.end
            word.n_looks = <int32_t>len(each.looks)
            word.looks = <LookC*>self.mem.alloc(max(1, word.n_looks), sizeof(LookC))
            for k, (is_positive, is_behind, at, texts) in enumerate(each.looks):
                word.looks[k].is_positive, word.looks[k].is_behind, word.looks[k].at = is_positive, is_behind, at
                word.looks[k].n = <int32_t>len(texts)
                word.looks[k].texts = <TextC*>self.mem.alloc(max(1, word.looks[k].n), sizeof(TextC))
                for j, text in enumerate(texts):
                    self._set_text(&word.looks[k].texts[<int32_t>j], text)
        for i in range(128):
            self._set_bits(&self.ascii[i], <Py_UCS4>i)
        self.tried = <int32_t*>self.mem.alloc(max(1, 128 * self.n), sizeof(int32_t))
        for i in range(128):
            self.tried_from[i] = n_tried
            for k in range(self.n):
                word = &self.words[k]
                if is_in(&self.ascii[i], word.text.classes[word.text.n - 1 if from_end else 0]):
                    self.tried[n_tried] = k
                    n_tried += 1
        self.tried_from[128] = n_tried

    cdef int _set_text(self, TextC* text, classes) except -1:
        cdef uint8_t* copy = <uint8_t*>self.mem.alloc(max(1, len(classes)), 1)
        for i, char_class in enumerate(classes):
            copy[<int32_t>i] = char_class
        text.classes = copy
        text.n = <int32_t>len(classes)
        return 0

    cdef int _set_bits(self, BitsC* bits, Py_UCS4 char) except -1:
        found = self.source.classes_of(chr(char))
        bits.bits[0] = found & 0xFFFFFFFFFFFFFFFF
        bits.bits[1] = found >> 64
        return 0

    cdef const BitsC* _bits(self, Py_UCS4 char) except? NULL:
        """NULL where too many characters are known already."""
        cdef BitsC* bits = <BitsC*>self.others.get(char)
        if bits is NULL and self.n_others < MAX_OTHERS:
            bits = <BitsC*>self.mem.alloc(1, sizeof(BitsC))
            self._set_bits(bits, char)
            self.others.set(char, bits)
            self.n_others += 1
        return bits

    cdef int _read(self, str run, Py_ssize_t start, Py_ssize_t end, const BitsC** chars) except -2:
        """The number of characters; UNSURE where run[start:end] is left to the regular expression."""
        cdef Py_ssize_t i
        cdef Py_UCS4 char
        if start >= end or end - start > LONGEST_WORD or run[end - 1] == u"\n":     # before which `$` matches as well
            return UNSURE
        for i in range(start, end):
            char = run[i]
            if char < 128:
                chars[i - start] = &self.ascii[<int>char]
                continue
            chars[i - start] = self._bits(char)
            if chars[i - start] is NULL:
                return UNSURE
        return <int>(end - start)

    cdef int prefix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2:
        cdef const BitsC* chars[LONGEST_WORD]
        cdef int n = self._read(run, start, end, chars), i, begin = 0, stop = self.n
        cdef Py_UCS4 first
        cdef const WordC* word
        if n == UNSURE:
            return UNSURE
        first = run[start]
        if first < 128:
            begin, stop = self.tried_from[<int>first], self.tried_from[<int>first + 1]
        for i in range(begin, stop):
            word = &self.words[self.tried[i] if first < 128 else i]
            if fits(word, chars, n, 0):
                return UNSURE if word.is_partial else word.text.n
        return 0

    cdef int suffix(self, str run, Py_ssize_t start, Py_ssize_t end) except -2:
        cdef const BitsC* chars[LONGEST_WORD]
        cdef int n = self._read(run, start, end, chars), i, begin = 0, stop = self.n, longest = 0
        cdef Py_UCS4 last
        cdef const WordC* word
        if n == UNSURE:
            return UNSURE
        last = run[end - 1]
        if last < 128:
            begin, stop = self.tried_from[<int>last], self.tried_from[<int>last + 1]
        for i in range(begin, stop):
            word = &self.words[self.tried[i] if last < 128 else i]
            # A search finds the match that begins first.
            if (word.is_partial or word.text.n > longest) and fits(word, chars, n, n - word.text.n):
                if word.is_partial:
                    return UNSURE
                longest = word.text.n
        return longest

    cdef int infixes(self, str string, int32_t* spans) except -2:
        cdef const BitsC* chars[LONGEST_WORD]
        cdef int n = self._read(string, 0, len(string), chars), at = 0, n_found = 0, i, begin, end
        cdef Py_UCS4 char
        cdef const WordC* word
        if n == UNSURE:
            return UNSURE
        while at < n:
            char = string[at]
            begin, end = 0, self.n
            if char < 128:
                begin, end = self.tried_from[<int>char], self.tried_from[<int>char + 1]
            for i in range(begin, end):
                word = &self.words[self.tried[i] if char < 128 else i]
                if fits(word, chars, n, at):
                    if word.is_partial:
                        return UNSURE
                    spans[2 * n_found], spans[2 * n_found + 1] = at, at + word.text.n
                    n_found += 1
                    at += word.text.n
                    break
            else:
                at += 1
        return n_found


cdef object words_of(object function, str method, bint from_end=False):
    from engine.tokenizer.regex_words import words_of   # a program that reads little never needs it

    return words_of(function, method, from_end=from_end)


cdef WordRules prefix_words(object search):
    words = words_of(search, "search")
    # Where every match is at the start, it is the first word that is there.
    if words is None or any(word.start != 0 for word in words.words):
        return None
    return WordRules(words, False)


cdef WordRules suffix_words(object search):
    words = words_of(search, "search", from_end=True)
    if words is None or any(word.end != len(word.classes) for word in words.words):
        return None
    return WordRules(words, True)


cdef WordRules infix_words(object finditer):
    words = words_of(finditer, "finditer")
    return None if words is None else WordRules(words, False)


def _testing_words(function, str kind, strings) -> list:
    """Test door: the prefix, suffix or infixes of strings; None for one that is left to the regular expression."""
    cdef int32_t[2 * LONGEST_WORD] spans
    cdef WordRules rules
    cdef list out = []
    cdef int n, i
    if kind == "prefix":
        rules = prefix_words(function)
    else:
        rules = suffix_words(function) if kind == "suffix" else infix_words(function)
    for string in strings:
        if rules is None:
            out.append(None)
        elif kind == "infix":
            n = rules.infixes(string, spans)
            out.append(None if n == UNSURE else [(spans[2 * i], spans[2 * i + 1]) for i in range(n)])
        else:
            n = rules.prefix(string, 0, len(string)) if kind == "prefix" else rules.suffix(string, 0, len(string))
            out.append(None if n == UNSURE else n)
    return out
