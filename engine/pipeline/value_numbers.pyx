"""ValueNumbers: what rules can tell of the value of an attribute, as a small number.

Rules compare an attribute with values that they mention, and may put questions to it, such as regular expressions. All
that matters of a value is which of the mentioned ones it is, if any, and which questions it answers with yes. Questions
are put once a value, and the number is kept. Caller: RuleSet.
"""
from libc.stdint cimport int64_t, uint64_t

from engine.strings.structs cimport TokenC
from engine.tokens.attr_ids cimport DEP, LOWER, TAG
from engine.tokens.doc cimport get_token_attr_for_matcher

from engine.matcher.questions import subject_of

# Values of an attribute with predicates that are kept, 2 MB; it starts over when they are full. English prose of a
# million words has some 40,000 forms in lower case.
MAX_VALUES = 1 << 16


cdef int set_number(EngIdTableC* table, uint64_t id, int64_t number) except -1:
    if eng_id_table_set(table, id, number) != ENG_OK:
        raise MemoryError("There is no memory for the values that rules have met.")
    return 0


cdef int reserve(ScratchC* scratch, size_t n, size_t size) except -1:
    if eng_scratch_reserve(scratch, n, size) != ENG_OK:
        raise MemoryError("There is no memory for the rules that hit a document.")
    return 0


cdef inline uint64_t value_of(const TokenC* token, int attr) noexcept nogil:
    """As `get_token_attr_for_matcher`, which it calls for what is rare."""
    if attr == LOWER:
        return token.lex.lower
    if attr == TAG:
        return token.tag
    if attr == DEP:
        return token.dep
    if 0 < attr < 64:
        return (token.lex.flags >> attr) & 1
    return get_token_attr_for_matcher(token, attr)


cdef class ValueNumbers:
    """Numbers of the values of one attribute.

    attr: its id. values (Iterable[int]): those that rules mention. predicates (Iterable[Predicate]): questions about
    others, and about these.
    """

    def __init__(self, int attr, values, predicates=()):
        self.attr = attr
        self.mentioned = {value: number for number, value in enumerate(sorted(values), start=1)}
        self.predicates = list(predicates)
        self.masks = [0] * (1 + len(self.mentioned))
        self.n_numbers = len(self.mentioned) + (1 << len(self.predicates))
        if not self.predicates:
            for value, number in self.mentioned.items():
                set_number(&self.known, value, number)

    def __dealloc__(self):
        eng_scratch_free(&self.known.slots)

    def number_of(self, value):
        """The number of a value that rules mention."""
        return self.mentioned[value]

    def bit_of(self, predicate):
        """The bit of a predicate in a mask."""
        return 1 << self.predicates.index(predicate)

    def mask_of(self, number):
        """Bits of the predicates that hold for the values with a number, which a token has had."""
        return self.masks[number] if number < len(self.masks) else number - len(self.masks) + 1

    cdef int add_keys(self, uint64_t* keys, const TokenC* tokens, int n, uint64_t weight, object strings) except -1:
        """Add weight times the number of its value to the key of each of n tokens."""
        cdef int i
        cdef uint64_t value
        cdef int64_t number
        cdef bint asks = len(self.predicates) > 0
        for i in range(n):
            value = value_of(&tokens[i], self.attr)
            number = eng_id_table_get(&self.known, value)
            if number < 0:
                if not asks:
                    continue
                number = self.find_out(value, strings)
            keys[i] += weight * <uint64_t>number
        return 0

    cdef int64_t find_out(self, uint64_t value, object strings) except -1:
        """The number of a value that was not met before."""
        number = self.mentioned.get(value, 0)
        subjects = {}
        mask = 0
        for bit, predicate in enumerate(self.predicates):
            if predicate.of not in subjects:
                subjects[predicate.of] = subject_of(value, predicate.of, strings)
            if predicate.test(subjects[predicate.of]):
                mask |= 1 << bit
        if number:
            self.masks[number] = mask
        elif mask:
            number = len(self.mentioned) + mask
        if self.known.n >= <size_t>MAX_VALUES:
            eng_id_table_clear(&self.known)     # the numbers stay what they are
        set_number(&self.known, value, number)
        return number
