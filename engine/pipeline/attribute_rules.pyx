"""RuleSet: the rules of an attribute ruler, compiled: which tokens they hit, and what they set, one lookup a token.

A rule has sequences of token conditions and sets fields of one token of a matched span. Conditions compare attributes
with fixed values, or put a question to one, so that all that matters of an attribute is a small number; see
value_numbers.pyx. A token's numbers make one key; all tokens with that key meet the same conditions. What follows is
worked out once a key and kept: the rules of one token, the sequences that may begin here, and the fields to write.

All of it happens under the interpreter's lock: some tens of nanoseconds a token, less than asking for the lock again
would cost. Still, questions and asking for memory may let another thread in, so that a call has scratch memory of its
own and keeps hold of the classes that it began with: another thread may start them over.

Callers: AttributeRuler, which gives patterns that do not fit to the Matcher.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memset

from engine.pipeline.value_numbers cimport (
    EngIdTableC, ScratchC, ValueNumbers, eng_id_table_get, eng_scratch_free, reserve, set_number,
)
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc

from engine.strings.symbols import IDS

# Keys kept, some 15 MB. A process that meets more starts over, between two documents.
MAX_KEYS = 1 << 16
cdef size_t MAX_SCRATCH = 1 << 20   # bytes that are kept for the keys of the next document
# Keys are products of the numbers of values; rules that tell more apart go to the Matcher.
MAX_COMBINATIONS = 1 << 62

FIELDS = ("TAG", "POS", "MORPH", "LEMMA", "NORM", "DEP", "ENT_TYPE", "ENT_IOB", "ENT_KB_ID", "ENT_ID", "SENT_START")
FIELD_IDS = {IDS[name]: i for i, name in enumerate(FIELDS)}
cdef enum:
    N_FIELDS = 11

cdef struct FieldsC:
    uint32_t mask               # bit of each field that is set, in the order of FIELDS
    uint64_t values[N_FIELDS]

cdef struct SequenceC:
    int32_t rule
    int32_t length              # tokens, two at least
    int32_t target              # token that the rule sets, from the first one; -1 when it lies outside
    int32_t* conditions         # (length,) numbers among the conditions of sequences

cdef struct ClassC:
    FieldsC merged              # of all single-token rules that hit
    int32_t* rules              # (n_rules,) those rules, ascending
    int32_t n_rules
    int32_t* starts             # (n_starts,) sequences whose first condition is met
    int32_t n_starts
    bint has_slow               # a rule among them sets more than fields
    bint outside                # a rule among them has an index beyond its span
    uint64_t* met               # bits of the conditions of sequences that are met

cdef struct HitC:
    int32_t token
    int32_t rule


cdef int by_token_then_rule(const void* a, const void* b) noexcept nogil:
    cdef const HitC* x = <const HitC*>a
    cdef const HitC* y = <const HitC*>b
    if x.token != y.token:
        return -1 if x.token < y.token else 1
    return (x.rule > y.rule) - (x.rule < y.rule)


cdef void write(TokenC* token, const FieldsC* fields) noexcept nogil:
    cdef uint32_t mask = fields.mask
    if mask == 0:
        return
    if mask & 1:
        token.tag = fields.values[0]
    if mask & 2:
        token.pos = <int32_t>fields.values[1]
    if mask & 4:
        token.morph = fields.values[2]
    if mask & 8:
        token.lemma = fields.values[3]
    if mask < 16:
        return
    if mask & 16:
        token.norm = fields.values[4]
    if mask & 32:
        token.dep = fields.values[5]
    if mask & 64:
        token.ent_type = fields.values[6]
    if mask & 128:
        token.ent_iob = <int32_t>fields.values[7]
    if mask & 256:
        token.ent_kb_id = fields.values[8]
    if mask & 512:
        token.ent_id = fields.values[9]
    if mask & 1024:
        token.sent_start = <int32_t><long long>fields.values[10]


cdef void merge(FieldsC* into, const FieldsC* later) noexcept nogil:
    cdef int k
    for k in range(N_FIELDS):
        if (later.mask >> k) & 1:
            into.values[k] = later.values[k]
    into.mask |= later.mask


def n_united(known, more, attr):
    """Size of the union of what two dicts of sets have for an attribute."""
    held = known.get(attr, ())
    return len(held) + sum(each not in held for each in more.get(attr, ()))


class Condition:
    """What one token has to be.

    parts (dict[int, tuple[bool, frozenset[int]]]): attribute id -> (whether the values are excluded, values).
    asked (dict[int, frozenset[Predicate]]): attribute id -> what has to hold for its value besides.
    """

    def __init__(self, parts, asked=None):
        self.parts = dict(parts)
        self.asked = dict(asked or {})

    def attributes(self):
        """Ids of the attributes that are looked at."""
        return {*self.parts, *self.asked}

    def key(self):
        """The same for conditions that ask for the same."""
        return frozenset(self.parts.items()), frozenset(self.asked.items())


cdef class Classes:
    """What was worked out for keys of tokens; it starts over as a whole."""
    cdef Pool mem
    cdef EngIdTableC known      # key -> ClassC*

    def __cinit__(self):
        self.mem = Pool()

    def __dealloc__(self):
        eng_scratch_free(&self.known.slots)


cdef class Found:
    """Memory of one run over a document."""
    cdef ScratchC keys          # uint64_t (length,)
    cdef ScratchC classes       # const ClassC* (length,)
    cdef Classes owner          # of what `classes` points to

    def __dealloc__(self):
        eng_scratch_free(&self.keys)
        eng_scratch_free(&self.classes)


cdef class RuleSet:
    """Compiled rules of one vocabulary; see the head of this file. Rules cannot be added later: compile anew.

    rules (list): per rule (values, index, slow, sequences): a dict field id -> value; the index of the token to set in
    a matched span; whether the rule sets more than that; and its sequences, each a list of Condition.
    max_keys: keys that are kept.
    A sequence that would need too many keys is listed in `left_out`, as (rule, number of the sequence).
    """
    cdef Pool mem               # of rules and sequences
    cdef Classes classes
    cdef int max_classes
    cdef int n_attrs
    cdef uint64_t* weights      # (n_attrs,) of the attributes' numbers in a key
    cdef list numbers           # (n_attrs,) ValueNumbers
    cdef FieldsC* fields        # (n rules,)
    cdef int32_t* indices       # (n rules,)
    cdef char* slow             # (n rules,)
    cdef int n_rules
    cdef SequenceC* sequences
    cdef int n_sequences
    cdef int n_bits             # conditions of sequences
    cdef list single            # per condition of single tokens: (its parts as `_by_number` gives them, rules)
    cdef list bits              # per condition of sequences: (parts, sequences that it starts)
    cdef dict anchored          # (attribute number, number of a value) -> conditions that need it: (is a bit, number)
    cdef list free              # conditions that need no value
    cdef readonly list left_out
    cdef list free_runs         # of Found

    def __init__(self, rules, int max_keys=MAX_KEYS):
        self.mem = Pool()
        self.max_classes = max_keys
        self.n_rules = len(rules)
        self.left_out = []
        self.free_runs = []
        self.classes = Classes()
        self._take_values(rules)
        kept = self._take_attributes(rules)
        self._take_sequences(rules, kept)

    def __reduce__(self):
        raise TypeError("a RuleSet is compiled anew, not pickled")

    def _take_values(self, rules):
        cdef int i, k
        n = max(self.n_rules, 1)
        self.fields = <FieldsC*>self.mem.alloc(n, sizeof(FieldsC))
        self.indices = <int32_t*>self.mem.alloc(n, sizeof(int32_t))
        self.slow = <char*>self.mem.alloc(n, sizeof(char))
        for i, (values, index, slow, _) in enumerate(rules):
            self.indices[i] = index
            self.slow[i] = 1 if slow else 0
            for attr, value in values.items():
                k = FIELD_IDS[attr]
                self.fields[i].mask |= <uint32_t>1 << k
                self.fields[i].values[k] = <uint64_t>(value & 0xFFFFFFFFFFFFFFFF)

    def _take_attributes(self, rules):
        """Numbers for the values of each attribute; the sequences that fit, as (rule, conditions)."""
        values_of, asked_of = {}, {}    # by attribute; predicates in the order in which they come
        kept = []
        for rule, (_, _, _, sequences) in enumerate(rules):
            for number, sequence in enumerate(sequences):
                wanted, asked = {}, {}
                for condition in sequence:
                    for attr, (_, values) in condition.parts.items():
                        wanted.setdefault(attr, set()).update(values)
                    for attr, predicates in condition.asked.items():
                        asked.setdefault(attr, {}).update(dict.fromkeys(predicates))
                product = 1
                for attr in {*values_of, *asked_of, *wanted, *asked}:
                    product *= n_united(values_of, wanted, attr) + (1 << n_united(asked_of, asked, attr))
                if product > MAX_COMBINATIONS:
                    self.left_out.append((rule, number))
                    continue
                for attr, values in wanted.items():
                    values_of.setdefault(attr, set()).update(values)
                for attr, predicates in asked.items():
                    asked_of.setdefault(attr, {}).update(predicates)
                kept.append((rule, sequence))
        self.numbers = [
            ValueNumbers(attr, values_of.get(attr, ()), asked_of.get(attr, ()))
            for attr in sorted({*values_of, *asked_of})
        ]
        self.n_attrs = len(self.numbers)
        self.weights = <uint64_t*>self.mem.alloc(max(self.n_attrs, 1), sizeof(uint64_t))
        weight = 1
        for a, numbers in enumerate(self.numbers):
            self.weights[<Py_ssize_t>a] = weight
            weight *= numbers.n_numbers
        return kept

    def _take_sequences(self, rules, kept):
        cdef int i, j, length
        cdef SequenceC* sequence
        attr_numbers = {numbers.attr: a for a, numbers in enumerate(self.numbers)}
        longer = [each for each in kept if len(each[1]) > 1]
        self.n_sequences = len(longer)
        self.sequences = <SequenceC*>self.mem.alloc(max(self.n_sequences, 1), sizeof(SequenceC))
        singles, bits = {}, {}
        for rule, conditions in kept:
            if len(conditions) == 1:
                singles.setdefault(conditions[0].key(), (conditions[0], []))[1].append(rule)
        for i, (rule, conditions) in enumerate(longer):
            length = len(conditions)
            sequence = &self.sequences[i]
            sequence.rule = rule
            sequence.length = length
            j = rules[rule][1]
            j = j + length if j < 0 else j
            sequence.target = j if 0 <= j < length else -1
            sequence.conditions = <int32_t*>self.mem.alloc(length, sizeof(int32_t))
            for j, condition in enumerate(conditions):
                number, _, starts = bits.setdefault(condition.key(), (len(bits), condition, []))
                sequence.conditions[j] = number
                if j == 0:
                    starts.append(i)
        self.n_bits = len(bits)
        self.single = [(self._by_number(condition, attr_numbers), found) for condition, found in singles.values()]
        self.bits = [(self._by_number(condition, attr_numbers), starts) for _, condition, starts in bits.values()]
        self.anchored, self.free = {}, []
        for is_bit, group in ((False, self.single), (True, self.bits)):
            for number, (parts, _) in enumerate(group):
                needed = [(a, found) for a, negated, found, _ in parts if not negated]
                if not needed:
                    self.free.append((is_bit, number))
                    continue
                a, found = min(needed, key=lambda each: len(each[1]) / self.numbers[each[0]].n_numbers)
                for each in found:
                    self.anchored.setdefault((a, each), []).append((is_bit, number))

    def _by_number(self, condition, attr_numbers):
        """[(number of the attribute, negated, numbers of the values, bits of the predicates)]."""
        parts = []
        for attr in condition.attributes():
            a = attr_numbers[attr]
            numbers = self.numbers[a]
            negated, values = condition.parts.get(attr, (True, ()))
            bits = sum(numbers.bit_of(each) for each in condition.asked.get(attr, ()))
            parts.append((a, negated, frozenset(map(numbers.number_of, values)), bits))
        return parts

    cdef const ClassC* _new_class(self, Classes classes, uint64_t key) except NULL:
        cdef int a, number
        values, masks = [], []
        rest = key
        for numbers in self.numbers:
            rest, value = divmod(rest, numbers.n_numbers)
            values.append(value)
            masks.append(numbers.mask_of(value))
        candidates = list(self.free)
        for a in range(self.n_attrs):
            candidates += self.anchored.get((a, values[a]), ())
        rules, met = set(), []
        for is_bit, number in candidates:
            parts, found = (self.bits if is_bit else self.single)[number]
            for a, negated, wanted, bits in parts:
                if (values[a] in wanted) == negated or bits & ~masks[a]:
                    break
            else:
                if is_bit:
                    met.append((number, found))
                else:
                    rules.update(found)
        cdef ClassC* new = <ClassC*>classes.mem.alloc(1, sizeof(ClassC))
        cdef int rule
        new.n_rules = len(rules)
        new.rules = <int32_t*>classes.mem.alloc(max(len(rules), 1), sizeof(int32_t))
        for a, rule in enumerate(sorted(rules)):
            new.rules[a] = rule
            merge(&new.merged, &self.fields[rule])
            new.has_slow |= self.slow[rule]
            new.outside |= self.indices[rule] not in (0, -1)
        starts = sorted(each for _, found in met for each in found)
        new.n_starts = len(starts)
        new.starts = <int32_t*>classes.mem.alloc(max(len(starts), 1), sizeof(int32_t))
        for a, number in enumerate(starts):
            new.starts[a] = number
        new.met = <uint64_t*>classes.mem.alloc(self.n_bits // 64 + 1, sizeof(uint64_t))
        for number, _ in met:
            new.met[number >> 6] |= <uint64_t>1 << (number & 63)
        # The same class twice, when another thread made it meanwhile: both stay.
        set_number(&classes.known, key, <int64_t><size_t>new)
        return new

    cdef bint _goes_on(self, const ClassC** classes, int start, int length, const SequenceC* sequence) noexcept nogil:
        cdef int j, number
        if start + sequence.length > length:
            return False
        for j in range(1, sequence.length):
            number = sequence.conditions[j]
            if not (classes[start + j].met[number >> 6] >> (number & 63)) & 1:
                return False
        return True

    cdef Found _find_classes(self, Doc doc):
        """The class of each token of a document. What it returns is given back by `_give_back`."""
        cdef Found found = self.free_runs.pop() if self.free_runs else Found()
        cdef Classes owner
        cdef const ClassC** classes
        cdef uint64_t* keys
        cdef int64_t known
        cdef int i, n = doc.length
        doc.check_zone()
        if self.classes.known.n >= <size_t>self.max_classes:
            self.classes = Classes()
        found.owner = owner = self.classes
        reserve(&found.keys, n + 1, sizeof(uint64_t))
        reserve(&found.classes, n + 1, sizeof(void*))
        keys, classes = <uint64_t*>found.keys.data, <const ClassC**>found.classes.data
        memset(keys, 0, n * sizeof(uint64_t))
        for i in range(self.n_attrs):
            (<ValueNumbers>self.numbers[i]).add_keys(keys, doc.c, n, self.weights[i], doc.vocab.strings)
        for i in range(n):
            known = eng_id_table_get(&owner.known, keys[i])
            classes[i] = <const ClassC*><size_t>known if known >= 0 else self._new_class(owner, keys[i])
        return found

    cdef int _give_back(self, Found found) except -1:
        found.owner = None
        if found.keys.capacity <= MAX_SCRATCH:
            self.free_runs.append(found)
        return 0

    @staticmethod
    def write(Doc doc not None, int token, values):
        """Write fields of one token. values (dict): attribute id -> integer."""
        cdef FieldsC fields
        cdef int k
        if not 0 <= token < doc.length:
            raise IndexError(token)
        fields.mask = 0
        for attr, value in values.items():
            k = FIELD_IDS[attr]
            fields.mask |= <uint32_t>1 << k
            fields.values[k] = <uint64_t>(value & 0xFFFFFFFFFFFFFFFF)
        write(&doc.c[token], &fields)

    def find(self, Doc doc not None):
        """[(rule, start, end)] of all matches, sorted, each once."""
        cdef Found run = self._find_classes(doc)
        cdef const ClassC** classes = <const ClassC**>run.classes.data
        cdef const SequenceC* sequence
        cdef int i, j
        found = set()
        for i in range(doc.length):
            for j in range(classes[i].n_rules):
                found.add((classes[i].rules[j], i, i + 1))
            for j in range(classes[i].n_starts):
                sequence = &self.sequences[classes[i].starts[j]]
                if self._goes_on(classes, i, doc.length, sequence):
                    found.add((sequence.rule, i, i + sequence.length))
        self._give_back(run)
        return sorted(found)

    def annotate(self, Doc doc not None, extra):
        """Write the fields of all rules that hit, in their order.

        extra (list): (rule, token) of matches that were found elsewhere.
        Returns [(rule, token)], sorted, of the hits of rules that set more than fields; None, and nothing is written,
        where a rule has an index outside its match.
        """
        cdef Found run = self._find_classes(doc)
        slow = self._write(doc, <const ClassC**>run.classes.data, extra)
        self._give_back(run)
        return slow

    cdef list _write(self, Doc doc, const ClassC** classes, list extra):
        cdef Pool scratch = None
        cdef HitC* hits = NULL
        cdef int n_hits = len(extra), capacity = 0, i, j, k
        cdef const SequenceC* sequence
        cdef bint any_slow = False
        if n_hits:
            scratch = Pool()
            capacity = n_hits + 64
            hits = <HitC*>scratch.alloc(capacity, sizeof(HitC))
            for i, (rule, token) in enumerate(extra):
                hits[i].token = token
                hits[i].rule = rule
        for i in range(doc.length):
            if classes[i].outside:
                return None
            any_slow |= classes[i].has_slow
            for j in range(classes[i].n_starts):
                sequence = &self.sequences[classes[i].starts[j]]
                if not self._goes_on(classes, i, doc.length, sequence):
                    continue
                if sequence.target < 0:
                    return None
                if scratch is None:
                    scratch = Pool()
                    capacity = 64
                    hits = <HitC*>scratch.alloc(capacity, sizeof(HitC))
                if n_hits == capacity:
                    capacity *= 2
                    hits = <HitC*>scratch.realloc(hits, capacity * sizeof(HitC))
                hits[n_hits].token = i + sequence.target
                hits[n_hits].rule = sequence.rule
                n_hits += 1
        if n_hits == 0 and not any_slow:
            for i in range(doc.length):
                write(&doc.c[i], &classes[i].merged)
            return []
        if n_hits:
            qsort(hits, n_hits, sizeof(HitC), by_token_then_rule)
        slow = []
        if any_slow:
            for i in range(doc.length):
                slow += [(classes[i].rules[j], i) for j in range(classes[i].n_rules) if self.slow[classes[i].rules[j]]]
        k = 0
        for i in range(doc.length):
            if k == n_hits or hits[k].token != i:
                write(&doc.c[i], &classes[i].merged)
                continue
            j = 0
            while k < n_hits and hits[k].token == i:
                while j < classes[i].n_rules and classes[i].rules[j] < hits[k].rule:
                    write(&doc.c[i], &self.fields[classes[i].rules[j]])
                    j += 1
                write(&doc.c[i], &self.fields[hits[k].rule])
                if self.slow[hits[k].rule]:
                    slow.append((hits[k].rule, i))
                k += 1
            while j < classes[i].n_rules:
                write(&doc.c[i], &self.fields[classes[i].rules[j]])
                j += 1
        return sorted(set(slow))
