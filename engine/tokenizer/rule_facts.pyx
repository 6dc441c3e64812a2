"""Facts about one rule of a tokenizer (engine.tokenizer.regex_facts), as a C struct. Caller: Tokenizer."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from engine.tokenizer.regex_facts import facts_of


cdef extern from "Python.h":
    bint PyUnicode_IS_COMPACT_ASCII(object string)
    const void* PyUnicode_1BYTE_DATA(object string)


cdef int read_facts(RuleC* rule, object function) except -1:
    facts = facts_of(function)
    rule.is_known = facts is not None
    rule.is_search = facts is not None and function == function.__self__.search
    if facts is None:
        return 0
    rule.more_than_letters = facts.needs_more_than_letters
    rule.anchored_at_start, rule.anchored_at_end = facts.anchored_at_start, facts.anchored_at_end
    rule.n_needed = 0
    for char in facts.needs:
        rule.needed[rule.n_needed] = <uint8_t>ord(char)
        rule.n_needed += 1
    for i in range(128):
        rule.first[i] = chr(i) in facts.first
        rule.last[i] = chr(i) in facts.last
        rule.before[i][0] = rule.before[i][1] = 0
        for char in facts.before[chr(i)]:
            rule.before[i][ord(char) >> 6] |= <uint64_t>1 << (ord(char) & 63)
    return 0


cdef bint is_letters(str word) noexcept:
    return is_letters_at(word, 0, len(word))


cdef bint is_letters_at(str run, Py_ssize_t start, Py_ssize_t end) noexcept:
    cdef const uint8_t* chars
    cdef Py_ssize_t i
    cdef Py_UCS4 char
    if PyUnicode_IS_COMPACT_ASCII(run):
        chars = <const uint8_t*>PyUnicode_1BYTE_DATA(run)
        for i in range(start, end):
            if not c"a" <= (chars[i] | 32) <= c"z":
                return False
        return start < end
    for i in range(start, end):
        char = run[i]
        if not (u"a" <= char <= u"z" or u"A" <= char <= u"Z"):
            return False
    return start < end


cdef bint cannot_match(const RuleC* rule, str word):
    """Whether a word lacks what every match of a rule holds."""
    if not rule.is_known:
        return False
    for i in range(rule.n_needed):
        if <Py_UCS4>rule.needed[i] not in word:
            return True
    return rule.more_than_letters and is_letters(word)


cdef bint never_in_letters(const RuleC* rule):
    return rule.is_known and rule.more_than_letters


cdef bint cannot_begin(const RuleC* rule, str word):
    """Whether no character of a word may begin a match."""
    cdef const uint8_t* chars
    cdef Py_ssize_t i
    if not rule.is_known or not PyUnicode_IS_COMPACT_ASCII(word):
        return False
    chars = <const uint8_t*>PyUnicode_1BYTE_DATA(word)
    for i in range(len(word)):
        if rule.first[chars[i]]:
            return False
    return True


cdef bint ends_alone(const RuleC* rule, str word):
    """Whether a match that ends with the word is one character wide. The word has at least two."""
    cdef uint32_t last = <uint32_t><Py_UCS4>word[len(word) - 1], before = <uint32_t><Py_UCS4>word[len(word) - 2]
    return last < 128 and before < 128 and not (rule.before[last][before >> 6] >> (before & 63)) & 1
