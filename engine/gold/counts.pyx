"""What scores are made of, counted in one pass over the tokens of each example.

Each function takes a list of examples. It returns None when one of them is not of the usual kind, such as an alignment
that goes backwards; the sets of token_scores and span_scores then give the same counts, for any example.

A set of (gold token, value) has no value of a token twice. Here the predicted tokens of one gold token lie together,
so that a value is new unless one of them has had it. Callers: token_scores, component_scorers.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, int64_t, uint8_t, uint64_t
from libc.string cimport memset
from preshed.maps cimport PreshMap

from engine.gold.alignment cimport Alignment, AlignmentArray
from engine.gold.example cimport Example, comparable
from engine.strings.structs cimport TokenC
from engine.tokens.doc cimport Doc, get_token_attr

cdef enum:
    IS_SPACE = 6

ctypedef struct CountsC:
    int64_t n_right
    int64_t n_predicted
    int64_t n_gold

ctypedef struct LabelC:
    CountsC counts
    uint8_t is_missing      # a gold token with this label is not annotated
    uint8_t is_ignored      # left out on both sides

ctypedef struct ValueC:
    int32_t start           # of its features
    int32_t n               # number of features; -1 until they were asked for
    uint8_t is_missing      # a gold token with this value is not annotated

ctypedef struct FeatureC:
    int32_t field
    int32_t text            # number of the text, the same for all fields


cdef inline bint is_space(const TokenC* token) noexcept:
    return (token.lex.flags >> IS_SPACE) & 1


cdef bint starts_sentence(Doc doc, int i) noexcept:
    return i == 0 or i == doc.length or doc.c[i].sent_start == 1


cdef class _Rows:
    """Arrays over the tokens of one example at a time, long enough for each of the examples.

    gold    (n,): for each predicted token the one gold token it maps to, or -1.
    first   (n,): where the predicted tokens of the same gold token begin; undefined where `gold` is -1.
    """
    cdef Pool mem
    cdef int longest
    cdef int32_t* gold
    cdef int32_t* first

    def __init__(self, list examples):
        cdef Example example
        self.longest = 1
        for example in examples:
            self.longest = max(self.longest, example._x.length, example._y.length)
        self.mem = Pool()
        self.gold = self.ints()
        self.first = self.ints()

    cdef int32_t* ints(self) except NULL:
        return <int32_t*>self.mem.alloc(self.longest, sizeof(int32_t))

    cdef int read(self, Example example) except -1:
        """Fill the arrays; 0 where the gold tokens do not ascend, or lie outside the docs."""
        cdef Doc x = example._x, y = example._y
        cdef Alignment alignment
        cdef const int32_t[::1] lengths
        cdef const int32_t[::1] data
        cdef int i, gold, last = -1, first = 0
        cdef Py_ssize_t start = 0
        x.check_zone()
        y.check_zone()
        if not example.has_same_tokens:
            alignment = example.align()
            if not alignment.is_identity:
                lengths = alignment.x2y.lengths
                data = alignment.x2y.data
                if lengths.shape[0] != x.length:
                    return 0
                for i in range(x.length):
                    gold = -1
                    if lengths[i] == 1:
                        if start >= data.shape[0]:
                            return 0
                        gold = data[start]
                        if gold < 0 or gold < last or gold >= y.length:
                            return 0
                        if gold != last:
                            first = i
                        last = gold
                    self.gold[i] = gold
                    self.first[i] = first
                    start += lengths[i]
                return 1
        if x.length != y.length:
            return 0
        for i in range(x.length):
            self.gold[i] = self.first[i] = i
        return 1


def count_tokens(list examples not None):
    """(tokens inside one gold token, other tokens, right tokens, tokens, gold tokens), without whitespace.

    A token is right where the gold standard has one of the same characters. References with unknown spaces are skipped.
    """
    cdef Example example
    cdef Doc x, y
    cdef int i, j
    cdef int64_t n_inside = 0, n_other = 0
    cdef CountsC counts
    cdef _Rows rows = _Rows(examples)
    memset(&counts, 0, sizeof(counts))
    for example in examples:
        x, y = example._x, example._y
        if y.has_unknown_spaces:
            continue
        if not rows.read(example):
            return None
        for i in range(x.length):
            if x.c[i].lex.length <= 0:      # tokens of no characters are the same wherever they follow each other
                return None
            if not is_space(&x.c[i]):
                counts.n_predicted += 1
                n_inside += rows.gold[i] >= 0
                n_other += rows.gold[i] < 0
        i = 0
        for j in range(y.length):
            if y.c[j].lex.length <= 0:
                return None
            if is_space(&y.c[j]):
                continue
            counts.n_gold += 1
            while i < x.length and x.c[i].idx < y.c[j].idx:
                i += 1
            if i < x.length and x.c[i].idx == y.c[j].idx and x.c[i].lex.length == y.c[j].lex.length:
                counts.n_right += not is_space(&x.c[i])
    return n_inside, n_other, counts.n_right, counts.n_predicted, counts.n_gold


def count_attr(list examples not None, int attr):
    """(right, predicted, gold): sizes of the sets of (gold token, value); gold tokens without a value are left out.

    attr (int): id of the attribute.
    """
    cdef Example example
    cdef Doc x, y
    cdef int i, j, k
    cdef uint64_t found, wanted
    cdef CountsC counts
    cdef _Rows rows = _Rows(examples)
    memset(&counts, 0, sizeof(counts))
    for example in examples:
        if not rows.read(example):
            return None
        x, y = example._x, example._y
        for j in range(y.length):
            counts.n_gold += get_token_attr(&y.c[j], attr) != 0
        for i in range(x.length):
            j = rows.gold[i]
            if j < 0 or is_space(&x.c[i]):
                continue
            wanted = get_token_attr(&y.c[j], attr)
            if wanted == 0:
                continue
            found = get_token_attr(&x.c[i], attr)
            for k in range(rows.first[i], i):
                if rows.gold[k] == j and not is_space(&x.c[k]) and get_token_attr(&x.c[k], attr) == found:
                    break
            else:
                counts.n_predicted += 1
                counts.n_right += found == wanted
    return counts.n_right, counts.n_predicted, counts.n_gold


cdef class _Labels:
    """Dependency labels, in lower case and numbered."""
    cdef Pool mem
    cdef LabelC* c
    cdef int capacity
    cdef PreshMap numbers   # id -> number + 1
    cdef dict by_text       # text -> number
    cdef object ignored
    cdef object missing

    def __init__(self, ignored, missing):
        self.mem = Pool()
        self.capacity = 64
        self.c = <LabelC*>self.mem.alloc(self.capacity, sizeof(LabelC))
        self.numbers = PreshMap()
        self.by_text = {}
        self.ignored = ignored
        self.missing = missing

    cdef int number_of(self, Doc doc, uint64_t label) except -1:
        cdef size_t known = <size_t>self.numbers.get(label)
        return <int>known - 1 if known else self.add(doc, label)

    cdef int add(self, Doc doc, uint64_t label) except -1:
        text = doc.vocab.strings.as_string(label).lower() if label else ""
        cdef size_t number = self.by_text.setdefault(text, len(self.by_text))
        if number >= <size_t>self.capacity:
            self.c = <LabelC*>self.mem.realloc(self.c, 2 * self.capacity * sizeof(LabelC))
            self.capacity *= 2
        self.c[number].is_missing = text in self.missing
        self.c[number].is_ignored = text in self.ignored
        self.numbers.set(label, <void*>(number + 1))
        return <int>number


def count_arcs(list examples not None, ignored, missing):
    """Counts of arcs, from a gold token to a gold token.

    ignored, missing (Collection): labels in lower case that are left out, and that stand for no annotation.
    Returns ((right, predicted, gold) without labels, the same with labels, number of predicted tokens without exactly
    one gold token, {label: (right, predicted, gold)}). See score_deps for what is counted.
    """
    cdef Example example
    cdef Doc x, y
    cdef int i, j, k, head, label
    cdef bint is_new_head, is_new_arc, is_right_head, is_right
    cdef int64_t n_unaligned = 0
    cdef CountsC heads, arcs
    cdef _Rows rows = _Rows(examples)
    cdef _Labels labels = _Labels(ignored, missing)
    cdef int32_t* gold_head = rows.ints()
    cdef int32_t* gold_label = rows.ints()      # -1 where there is none that counts
    cdef int32_t* found_head = rows.ints()      # a gold token, or -1
    cdef int32_t* found_label = rows.ints()     # -1 where the token does not count
    cdef uint8_t* is_missing = <uint8_t*>rows.mem.alloc(rows.longest, sizeof(uint8_t))  # in any example so far
    memset(&heads, 0, sizeof(heads))
    memset(&arcs, 0, sizeof(arcs))
    for example in examples:
        if not rows.read(example):
            return None
        x, y = example._x, example._y
        for j in range(y.length):
            label = labels.number_of(y, y.c[j].dep)
            gold_head[j] = j + y.c[j].head if y.c[j].dep else j
            gold_label[j] = -1
            if labels.c[label].is_missing:
                is_missing[j] = 1
            elif not labels.c[label].is_ignored:
                gold_label[j] = label
                labels.c[label].counts.n_gold += 1
                arcs.n_gold += 1
        for i in range(x.length):
            found_label[i] = -1
            if is_space(&x.c[i]):
                continue
            label = labels.number_of(x, x.c[i].dep)
            if labels.c[label].is_ignored:
                continue
            j = rows.gold[i]
            if j < 0:
                n_unaligned += 1
                continue
            if is_missing[j]:
                continue
            head = i + x.c[i].head if x.c[i].dep else i
            if not 0 <= head < x.length:
                return None
            head = rows.gold[head]
            found_label[i] = label
            found_head[i] = head
            is_new_head = is_new_arc = True
            for k in range(rows.first[i], i):
                if rows.gold[k] == j and found_label[k] >= 0 and found_head[k] == head:
                    is_new_head = False
                    if found_label[k] == label:
                        is_new_arc = False
            is_right_head = gold_label[j] >= 0 and gold_head[j] == head
            is_right = is_right_head and gold_label[j] == label
            if is_new_head:
                heads.n_predicted += 1
                heads.n_right += is_right_head
            if is_new_arc:
                arcs.n_predicted += 1
                arcs.n_right += is_right
                if head >= 0:
                    labels.c[label].counts.n_predicted += 1
                    labels.c[label].counts.n_right += is_right
    per_label = {}
    for text, i in labels.by_text.items():
        if labels.c[i].counts.n_predicted or labels.c[i].counts.n_gold:
            per_label[text] = as_tuple(&labels.c[i].counts)
    return (heads.n_right, heads.n_predicted, arcs.n_gold), as_tuple(&arcs), n_unaligned, per_label


cdef tuple as_tuple(const CountsC* counts):
    return counts.n_right, counts.n_predicted, counts.n_gold


cdef class _Features:
    """Values of MORPH as lists of features, and what was counted of each field."""
    cdef Pool mem
    cdef PreshMap numbers       # value -> number + 1
    cdef ValueC* values
    cdef int n_values, max_values
    cdef FeatureC* c            # of all values
    cdef int n_features, max_features
    cdef CountsC* fields
    cdef int max_fields
    cdef list names             # of the fields
    cdef dict field_numbers     # name of a field -> its number
    cdef dict text_numbers
    cdef list order             # numbers of the fields, as they were first counted
    cdef object features_of
    cdef object is_missing

    def __init__(self, features_of, is_missing):
        self.mem = Pool()
        self.numbers = PreshMap()
        self.max_values = self.max_features = self.max_fields = 64
        self.values = <ValueC*>self.mem.alloc(self.max_values, sizeof(ValueC))
        self.c = <FeatureC*>self.mem.alloc(self.max_features, sizeof(FeatureC))
        self.fields = <CountsC*>self.mem.alloc(self.max_fields, sizeof(CountsC))
        self.names = []
        self.field_numbers = {}
        self.text_numbers = {}
        self.order = []
        self.features_of = features_of
        self.is_missing = is_missing

    cdef int number_of(self, uint64_t value) except -1:
        cdef size_t known = <size_t>self.numbers.get(value)
        if known:
            return <int>known - 1
        if self.n_values == self.max_values:
            self.values = <ValueC*>self.mem.realloc(self.values, 2 * self.max_values * sizeof(ValueC))
            self.max_values *= 2
        self.values[self.n_values].n = -1
        self.values[self.n_values].is_missing = bool(self.is_missing(value))
        self.n_values += 1
        self.numbers.set(value, <void*><size_t>self.n_values)
        return self.n_values - 1

    cdef int read(self, Doc doc, int i) except -1:
        """Number of the value of a token; its features are known then."""
        cdef int number = self.number_of(doc.c[i].morph)
        if self.values[number].n < 0:
            self.parse(number, self.features_of(doc, doc.c[i].morph))
        return number

    cdef int parse(self, int number, dict features) except -1:
        cdef int n = len(features), field
        while self.n_features + n > self.max_features:
            self.c = <FeatureC*>self.mem.realloc(self.c, 2 * self.max_features * sizeof(FeatureC))
            self.max_features *= 2
        self.values[number].start = self.n_features
        for name, text in features.items():
            field = self.field_numbers.setdefault(name, len(self.names))
            if field == len(self.names):
                self.names.append(name)
            if field >= self.max_fields:
                self.fields = <CountsC*>self.mem.realloc(self.fields, 2 * self.max_fields * sizeof(CountsC))
                self.max_fields *= 2
            self.c[self.n_features].field = field
            self.c[self.n_features].text = self.text_numbers.setdefault(text, len(self.text_numbers))
            self.n_features += 1
        self.values[number].n = n
        return 0

    cdef bint has(self, int number, FeatureC feature) noexcept:
        cdef int i
        cdef const FeatureC* features = self.c + self.values[number].start
        for i in range(self.values[number].n):
            if features[i].field == feature.field and features[i].text == feature.text:
                return True
        return False

    cdef CountsC* field(self, int number) except NULL:
        """The counts of a field, of which something is going to be counted."""
        cdef CountsC* counts = &self.fields[number]
        if counts.n_predicted == 0 and counts.n_gold == 0:
            self.order.append(number)
        return counts


def count_features(list examples not None, features_of, is_missing):
    """{field: (right, predicted, gold)}: sizes of the sets of (gold token, text), of the fields of MORPH.

    features_of (Callable): (doc, value) -> {field: text}; asked once for each value.
    is_missing (Callable): whether a gold token with this value is to be left out.
    """
    cdef Example example
    cdef Doc x, y
    cdef int i, j, k, m, found, wanted
    cdef FeatureC feature
    cdef CountsC* counts
    cdef _Features table = _Features(features_of, is_missing)
    cdef _Rows rows = _Rows(examples)
    for example in examples:
        if not rows.read(example):
            return None
        x, y = example._x, example._y
        for j in range(y.length):
            if table.values[table.number_of(y.c[j].morph)].is_missing:
                continue
            wanted = table.read(y, j)
            for m in range(table.values[wanted].n):
                table.field(table.c[table.values[wanted].start + m].field).n_gold += 1
        for i in range(x.length):
            j = rows.gold[i]
            if j < 0 or is_space(&x.c[i]):
                continue
            wanted = table.number_of(y.c[j].morph)
            if table.values[wanted].is_missing:
                continue
            found = table.read(x, i)
            for m in range(table.values[found].n):
                feature = table.c[table.values[found].start + m]
                for k in range(rows.first[i], i):
                    if rows.gold[k] == j and not is_space(&x.c[k]) and table.has(table.read(x, k), feature):
                        break
                else:
                    counts = table.field(feature.field)
                    counts.n_predicted += 1
                    counts.n_right += table.has(wanted, feature)
    return {table.names[i]: as_tuple(&table.fields[i]) for i in table.order}


def count_sents(list examples not None):
    """(right, predicted, gold) sentences; references without sentences are skipped.

    A predicted sentence is right where its tokens map to those of a gold sentence, first to last, and cover its text.
    One that maps to no token, or to tokens of a sentence before it, does not count.
    """
    cdef Example example
    cdef Doc x, y
    cdef int i, start
    cdef CountsC counts
    cdef _Rows rows = _Rows(examples)
    cdef uint8_t* is_taken = <uint8_t*>rows.mem.alloc(rows.longest, sizeof(uint8_t))
    memset(&counts, 0, sizeof(counts))
    for example in examples:
        x, y = example._x, example._y
        if x.length == 0 or y.length == 0 or "sents" in x.user_hooks or "sents" in y.user_hooks:
            return None
        x.check_zone()
        y.check_zone()
        if not y.has_sentences():
            continue
        for i in range(y.length):
            counts.n_gold += starts_sentence(y, i)
        if not x.has_sentences():
            continue
        if not example.has_same_tokens:
            if not count_aligned_sents(example, is_taken, &counts):
                return None
            continue
        start = 0
        for i in range(1, x.length + 1):
            if starts_sentence(x, i):
                counts.n_predicted += 1
                counts.n_right += is_sentence(y, start, i)
                start = i
    return as_tuple(&counts)


cdef bint is_sentence(Doc doc, int start, int end) noexcept:
    cdef int i
    if not starts_sentence(doc, start) or not starts_sentence(doc, end):
        return False
    for i in range(start + 1, end):
        if starts_sentence(doc, i):
            return False
    return True


cdef int count_aligned_sents(Example example, uint8_t* is_taken, CountsC* counts) except -1:
    """Count the predicted sentences of one example; 0 where its alignment is not of the usual kind."""
    cdef Doc x = example._x, y = example._y
    cdef AlignmentArray table = example.align().x2y
    cdef const int32_t[::1] starts = table._starts
    cdef const int32_t[::1] data = table.data
    cdef int i, first = 0, start, end
    cdef str x_text = x.text, y_text = y.text, found, wanted
    if starts.shape[0] != x.length + 1 or starts[x.length] != data.shape[0]:
        return 0
    memset(is_taken, 0, y.length)
    for i in range(1, x.length + 1):
        if not starts_sentence(x, i):
            continue
        if starts[first] < starts[i]:
            start, end = data[starts[first]], data[starts[i] - 1] + 1
            if start < 0 or start >= end or end > y.length:
                return 0
            if not is_taken[start] and not is_taken[end - 1]:
                found = x_text[x.c[first].idx:x.c[i - 1].idx + x.c[i - 1].lex.length]
                wanted = y_text[y.c[start].idx:y.c[end - 1].idx + y.c[end - 1].lex.length]
                if found == wanted or comparable(found) == comparable(wanted):
                    memset(is_taken + start, 1, end - start)
                    counts.n_predicted += 1
                    counts.n_right += is_sentence(y, start, end)
        first = i
    return 1
