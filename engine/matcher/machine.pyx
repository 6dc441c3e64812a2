"""Machine: all token patterns of a Matcher, compiled.

Patterns ask questions about tokens. Equal questions of all patterns are one *test*; the tests that one node puts are
its *class*, and equal classes are one. Two tokens with the same values of the attributes that are asked for get the
same answers, so these are found out once and kept as a *signature*: the classes of such a token, and the patterns that
may begin at it. A document is first turned into a row of signatures; then c/nfa.c runs over the row. Extension
attributes belong to the single token: they are asked when a state needs the answer.

Main type: Machine. Callers: Matcher.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcpy
from preshed.maps cimport PreshMap

from engine.strings.structs cimport LexemeC, TokenC
from engine.tokens.attr_ids cimport (
    DEP, ENT_ID, ENT_KB_ID, ENT_TYPE, LANG, LEMMA, LOWER, MORPH, ORTH, PREFIX, SHAPE, SUFFIX, TAG,
)
from engine.tokens.doc cimport Doc, get_token_attr_for_matcher

from engine.errors import InternalError
from engine.matcher import predicates
from engine.matcher.questions import Questions, subject_of

cdef Py_ssize_t MAX_KNOWN = 2**21   # bytes of signatures and answers that are kept from one document to the next

LIMITS = (256, 64)


cdef extern from *:
    """
    #include <stddef.h>
    #include "engine/token.h"
    #define ENG_TOKEN_FIELD(name) offsetof(TokenC, name)
    #define ENG_LEXEME_FIELD(name) offsetof(LexemeC, name)
    """
    size_t TOKEN_LEMMA "ENG_TOKEN_FIELD(lemma)"
    size_t TOKEN_TAG "ENG_TOKEN_FIELD(tag)"
    size_t TOKEN_MORPH "ENG_TOKEN_FIELD(morph)"
    size_t TOKEN_DEP "ENG_TOKEN_FIELD(dep)"
    size_t TOKEN_ENT_TYPE "ENG_TOKEN_FIELD(ent_type)"
    size_t TOKEN_ENT_KB_ID "ENG_TOKEN_FIELD(ent_kb_id)"
    size_t TOKEN_ENT_ID "ENG_TOKEN_FIELD(ent_id)"
    size_t LEXEME_LANG "ENG_LEXEME_FIELD(lang)"
    size_t LEXEME_ORTH "ENG_LEXEME_FIELD(orth)"
    size_t LEXEME_LOWER "ENG_LEXEME_FIELD(lower)"
    size_t LEXEME_SHAPE "ENG_LEXEME_FIELD(shape)"
    size_t LEXEME_PREFIX "ENG_LEXEME_FIELD(prefix)"
    size_t LEXEME_SUFFIX "ENG_LEXEME_FIELD(suffix)"


cdef dict TOKEN_OFFSETS = {
    LEMMA: TOKEN_LEMMA, TAG: TOKEN_TAG, MORPH: TOKEN_MORPH, DEP: TOKEN_DEP, ENT_TYPE: TOKEN_ENT_TYPE,
    ENT_KB_ID: TOKEN_ENT_KB_ID, ENT_ID: TOKEN_ENT_ID,
}
cdef dict LEXEME_OFFSETS = {
    LANG: LEXEME_LANG, ORTH: LEXEME_ORTH, LOWER: LEXEME_LOWER, SHAPE: LEXEME_SHAPE, PREFIX: LEXEME_PREFIX,
    SUFFIX: LEXEME_SUFFIX,
}


cdef int compare_ids(const void* a, const void* b) noexcept nogil:
    cdef int32_t left = (<const int32_t*>a)[0], right = (<const int32_t*>b)[0]
    return (left > right) - (left < right)


cdef void sort_ids(int32_t* ids, Py_ssize_t n) noexcept nogil:
    """Ascending; rows are short, and mostly sorted."""
    cdef Py_ssize_t i, j
    cdef int32_t each
    if n > 32:
        qsort(ids, n, sizeof(int32_t), compare_ids)
        return
    for i in range(1, n):
        each = ids[i]
        j = i
        while j > 0 and ids[j - 1] > each:
            ids[j] = ids[j - 1]
            j -= 1
        ids[j] = each


cdef IdsC make_ids(Pool mem, object ids) except *:
    cdef IdsC out
    cdef Py_ssize_t i
    cdef list row = list(ids)
    out.n = <int32_t>len(row)
    out.ids = <int32_t*>mem.alloc(max(1, out.n), sizeof(int32_t))
    for i in range(out.n):
        out.ids[i] = row[i]
    return out


cdef int check(eng_status status) except -1:
    if status == ENG_OK:
        return 0
    if status == ENG_NO_MEMORY:
        raise MemoryError("There is no memory for the states or the matches of a Matcher.")
    raise InternalError("matcher.bad_state", f"The run of a Matcher ended with status {<int>status}.")


cdef class Known:
    def __cinit__(self, Py_ssize_t n_columns, list has_predicates):
        self.mem = Pool()
        self.signatures.n_columns = n_columns
        self.answers = [PreshMap() if has else None for has in has_predicates]

    def __dealloc__(self):
        eng_scratch_free(&self.signatures.slots)


cdef class Run:
    def __dealloc__(self):
        eng_match_run_free(&self.c)
        eng_match_run_free(&self.path)
        eng_scratch_free(&self.tokens)
        eng_scratch_free(&self.row)


cdef class Machine:
    """Compiled patterns.

    patterns (list[tuple[int, list[Node]]]): key and nodes of each pattern, in the order in which they were added.
    greedy (dict[int, str | None]): by key, "FIRST" or "LONGEST" where matches must not overlap.
    limits (tuple[int, int]): numbers of states, of all patterns and of one, above which patterns are looked after.
    """

    def __init__(self, list patterns, dict greedy, tuple limits=LIMITS):
        self.mem = Pool()
        self.free_runs = []
        self.mark = 0
        self.look_at, self.many = limits
        found = Questions(patterns)
        self._compile_tests(found)
        self._compile_nodes(patterns, found, greedy)
        self.test_marks = <uint32_t*>self.mem.alloc(max(1, self.n_tests), sizeof(uint32_t))
        self.class_marks = <uint32_t*>self.mem.alloc(max(1, self.c.n_classes), sizeof(uint32_t))
        self.found_classes = <int32_t*>self.mem.alloc(max(1, self.c.n_classes), sizeof(int32_t))
        self.open_classes = <int32_t*>self.mem.alloc(max(1, self.c.n_classes), sizeof(int32_t))
        self.pattern_marks = <uint32_t*>self.mem.alloc(max(1, self.c.n_patterns), sizeof(uint32_t))
        self.found_patterns = <int32_t*>self.mem.alloc(max(1, self.c.n_patterns), sizeof(int32_t))
        self._forget()

    def _forget(self):
        self.known = Known(self.n_columns, [bool(each) for each in self.predicates])

    # -- Compiling -------------------------------------------------------------------------------------------------

    def _compile_tests(self, found):
        """found (Questions): the tests and classes of the patterns."""
        cdef Py_ssize_t i, c
        self.n_tests = len(found.tests)
        self.c.n_classes = <int32_t>len(found.rows)
        self._compile_attributes(found.tests)
        self.tests_of_class = <IdsC*>self.mem.alloc(max(1, self.c.n_classes), sizeof(IdsC))
        self.is_open = <uint8_t*>self.mem.alloc(max(1, self.c.n_classes), sizeof(uint8_t))
        self.extensions = []
        self.extension_names = {name for _, extensions in found.rows for name, _ in extensions}
        for c in range(self.c.n_classes):
            ids, extensions = found.rows[c]
            self.tests_of_class[c] = make_ids(self.mem, sorted(ids))
            self.is_open[c] = 1 if extensions else 0
            self.extensions.append(sorted(extensions, key=repr) if extensions else None)
        looked_at, free = found.looked_at()
        self.classes_of_test = <IdsC*>self.mem.alloc(max(1, self.n_tests), sizeof(IdsC))
        for i in range(self.n_tests):
            self.classes_of_test[i] = make_ids(self.mem, looked_at[i])
        self.free_classes = make_ids(self.mem, free)

    def _compile_attributes(self, dict tests):
        """The columns of a signature, and for each attribute which values make which tests true."""
        cdef Py_ssize_t i, n
        cdef IdsC* ids
        cdef uint64_t value
        cdef PreshMap table
        self.attributes = sorted({attr for attr, _ in tests})
        n = len(self.attributes)
        self.columns = <ColumnC*>self.mem.alloc(max(1, n), sizeof(ColumnC))
        self.questions = <QuestionsC*>self.mem.alloc(max(1, n), sizeof(QuestionsC))
        self.n_columns = 0
        flags = -1
        for i, attr in enumerate(self.attributes):
            self.questions[i].flag = -1
            if attr < 64:
                if flags < 0:
                    flags = self.n_columns
                    self.columns[flags].kind = LEXEME_FLAGS
                    self.columns[flags].mask = 0
                    self.n_columns += 1
                self.columns[flags].mask |= <uint64_t>1 << <int>attr
                self.questions[i].flag = attr
                self.questions[i].column = flags
                continue
            self.questions[i].column = <int32_t>self.n_columns
            self.columns[self.n_columns].attr = attr
            if attr in TOKEN_OFFSETS:
                self.columns[self.n_columns].kind = TOKEN_FIELD
                self.columns[self.n_columns].offset = TOKEN_OFFSETS[attr]
            elif attr in LEXEME_OFFSETS:
                self.columns[self.n_columns].kind = LEXEME_FIELD
                self.columns[self.n_columns].offset = LEXEME_OFFSETS[attr]
            else:
                self.columns[self.n_columns].kind = OTHER_FIELD
            self.n_columns += 1
        self.fixed = []
        self.predicates = []
        for attr in self.attributes:
            by_value = {}
            asked = []
            for (each, question), test in tests.items():
                if each != attr:
                    continue
                if isinstance(question, frozenset):
                    for member in question:
                        by_value.setdefault(member, []).append(test)
                else:
                    asked.append((test, question.of, question.test))
            table = PreshMap()
            for value, row in by_value.items():
                ids = <IdsC*>self.mem.alloc(1, sizeof(IdsC))
                ids[0] = make_ids(self.mem, sorted(row))
                table.set(value, ids)
            self.fixed.append(table)
            self.predicates.append(asked)

    def _compile_nodes(self, list patterns, found, dict greedy):
        cdef Py_ssize_t i, p, n_nodes = sum(len(nodes) for _, nodes in patterns)
        cdef EngMatchNodeC* nodes = <EngMatchNodeC*>self.mem.alloc(max(1, n_nodes), sizeof(EngMatchNodeC))
        cdef EngMatchPatternC* rows = <EngMatchPatternC*>self.mem.alloc(max(1, len(patterns)), sizeof(EngMatchPatternC))
        cdef EngMatchNodeC* node = NULL
        cdef uint8_t* repeats
        cdef uint8_t* is_greedy
        cdef bint forks, open_end
        self.keys = list(dict.fromkeys(key for key, _ in patterns))
        key_index = {key: k for k, key in enumerate(self.keys)}
        repeats = <uint8_t*>self.mem.alloc(max(1, len(self.keys)), sizeof(uint8_t))
        is_greedy = <uint8_t*>self.mem.alloc(max(1, len(self.keys)), sizeof(uint8_t))
        self.modes = [greedy.get(key) for key in self.keys] if any(greedy.values()) else None
        for k, key in enumerate(self.keys):
            is_greedy[<Py_ssize_t>k] = greedy.get(key) is not None
        begins = {}
        not_begins = []
        always = []
        self.patterns_of_key = [[] for _ in self.keys]
        i = 0
        for p, (key, parts) in enumerate(patterns):
            k = key_index[key]
            self.patterns_of_key[k].append(p)
            rows[p].first_node = <int32_t>i
            rows[p].n_nodes = <int32_t>len(parts)
            rows[p].key = k
            rows[p].has_loop = any(part.op == 3 for part in parts)
            forks = any(part.op >= 2 for part in parts[:len(parts) - 1])
            if len(self.patterns_of_key[k]) > 1 or any(part.op >= 2 for part in parts):
                repeats[k] = 1
            may_begin = True
            for part in parts:
                node = &nodes[i]
                node.class_id = found.class_of(part)
                node.pattern = <int32_t>p
                node.source = part.source
                node.op = part.op
                node.lead = (node - 1).lead if i > rows[p].first_node and (node - 1).op >= 2 else <int32_t>i
                node.forks = forks
                i += 1
                if may_begin:
                    if part.op == 1:
                        not_begins.append((node.class_id, p))
                    elif node.class_id < 0:
                        always.append(p)
                    else:
                        begins.setdefault(node.class_id, []).append(p)
                    may_begin = part.op >= 2
            node.is_last = 1
            open_end = True
            for part in reversed(parts):
                open_end = open_end and part.op >= 2
                node.can_end = open_end
                node -= 1
        self.c.nodes = nodes
        self.c.patterns = rows
        self.c.repeats__k = repeats
        self.c.greedy__k = is_greedy
        self.c.has_open = bool(self.extension_names)
        self.c.n_nodes = <int32_t>n_nodes
        self.c.n_patterns = <int32_t>len(patterns)
        self.c.n_keys = <int32_t>len(self.keys)
        self.begins = <IdsC*>self.mem.alloc(max(1, self.c.n_classes), sizeof(IdsC))
        for class_id, row in begins.items():
            self.begins[<Py_ssize_t>class_id] = make_ids(self.mem, sorted(set(row)))
        # a node of every token never is "not of the class": such a pattern begins nowhere
        self.not_begins = make_ids(self.mem, [each for pair in not_begins if pair[0] >= 0 for each in pair])
        self.always_begins = make_ids(self.mem, sorted(set(always)))
        self.key_patterns = <IdsC*>self.mem.alloc(max(1, len(self.keys)), sizeof(IdsC))
        for k, row in enumerate(self.patterns_of_key):
            self.key_patterns[<Py_ssize_t>k] = make_ids(self.mem, row)

    # -- Signatures ------------------------------------------------------------------------------------------------

    cdef const EngMatchSignatureC* look_up(self, Run run, const TokenC* token, object strings) except NULL:
        """The signature of a token; its open classes are those that extension attributes decide."""
        cdef Py_ssize_t c
        cdef const ColumnC* column
        cdef const EngMatchSignatureC* found
        cdef uint64_t* row = <uint64_t*>run.row.data
        for c in range(self.n_columns):
            column = &self.columns[c]
            if column.kind == LEXEME_FIELD:
                row[c] = (<const uint64_t*>(<const char*>token.lex + column.offset))[0]
            elif column.kind == LEXEME_FLAGS:
                row[c] = token.lex.flags & column.mask
            elif column.kind == TOKEN_FIELD:
                row[c] = (<const uint64_t*>(<const char*>token + column.offset))[0]
            else:
                row[c] = get_token_attr_for_matcher(token, column.attr)
        found = eng_signatures_get(&run.known.signatures, row)
        return found if found is not NULL else self.make_signature(run, strings)

    cdef const EngMatchSignatureC* make_signature(self, Run run, object strings) except NULL:
        """Find out all about tokens with the values in the row of the run, and keep it."""
        cdef Known known = run.known
        cdef Py_ssize_t a
        cdef uint64_t value
        cdef uint32_t mark = 0
        cdef size_t size
        cdef list asked = []
        cdef CountsC n
        cdef EngMatchSignatureC* out = NULL
        cdef uint64_t* values = <uint64_t*>known.mem.alloc(max(1, self.n_columns), sizeof(uint64_t))
        memcpy(values, run.row.data, self.n_columns * sizeof(uint64_t))
        for a in range(len(self.attributes)):
            value = values[self.questions[a].column]
            if self.questions[a].flag >= 0:
                value = (value >> self.questions[a].flag) & 1
            asked.append(<size_t>self.answer(known, a, value, strings))
        # Asking for memory may run a finalizer, and with it other threads, which may use the scratch of the machine.
        while out is NULL or self.mark != mark:
            mark = self.next_mark()
            n = self.collect(asked, mark)
            size = sizeof(EngMatchSignatureC) + (n.classes + n.open + n.patterns) * sizeof(int32_t)
            out = <EngMatchSignatureC*>known.mem.alloc(1, size)
        self.write_signature(out, n)
        known.n_bytes += 200 + self.n_columns * sizeof(uint64_t) + size
        # the same row again, when a predicate ran this very method: the first one stays
        if eng_signatures_get(&known.signatures, values) is NULL:
            check(eng_signatures_add(&known.signatures, values, out))
        return out

    cdef CountsC collect(self, list asked, uint32_t mark) noexcept:
        """Write classes, open classes and patterns of a token to scratch, from the tests that hold (IdsC* as numbers)."""
        cdef Py_ssize_t a, i, j
        cdef int32_t test, c, p
        cdef const IdsC* ids
        cdef CountsC n
        n.classes = n.open = n.patterns = 0
        for a in range(len(asked)):
            ids = <const IdsC*><size_t>asked[a]
            for i in range(ids.n):
                self.test_marks[ids.ids[i]] = mark
        for a in range(len(asked)):
            ids = <const IdsC*><size_t>asked[a]
            for i in range(ids.n):
                test = ids.ids[i]
                for j in range(self.classes_of_test[test].n):
                    c = self.classes_of_test[test].ids[j]
                    if not self.all_hold(c, mark):
                        continue
                    if self.is_open[c]:
                        self.open_classes[n.open] = c
                        n.open += 1
                    else:
                        self.found_classes[n.classes] = c
                        n.classes += 1
                        self.class_marks[c] = mark
        for i in range(self.free_classes.n):
            self.open_classes[n.open] = self.free_classes.ids[i]
            n.open += 1
        sort_ids(self.found_classes, n.classes)
        for i in range(n.classes):
            n.patterns = self.add_patterns(&self.begins[self.found_classes[i]], n.patterns, mark)
        for i in range(n.open):
            n.patterns = self.add_patterns(&self.begins[self.open_classes[i]], n.patterns, mark)
        n.patterns = self.add_patterns(&self.always_begins, n.patterns, mark)
        for i in range(0, self.not_begins.n, 2):
            c = self.not_begins.ids[i]
            p = self.not_begins.ids[i + 1]
            if self.class_marks[c] != mark and self.pattern_marks[p] != mark:
                self.pattern_marks[p] = mark
                self.found_patterns[n.patterns] = p
                n.patterns += 1
        sort_ids(self.found_patterns, n.patterns)
        return n

    cdef void write_signature(self, EngMatchSignatureC* out, CountsC n) noexcept:
        cdef int32_t* ids = <int32_t*>(<char*>out + sizeof(EngMatchSignatureC))
        out.n_classes = n.classes
        out.n_open = n.open
        out.n_patterns = n.patterns
        out.classes = ids
        out.patterns = ids + n.classes + n.open
        memcpy(ids, self.found_classes, n.classes * sizeof(int32_t))
        memcpy(ids + n.classes, self.open_classes, n.open * sizeof(int32_t))
        memcpy(ids + n.classes + n.open, self.found_patterns, n.patterns * sizeof(int32_t))

    cdef uint32_t next_mark(self) noexcept:
        cdef Py_ssize_t i
        self.mark += 1
        if self.mark == 0:      # the marks have come round
            for i in range(self.n_tests):
                self.test_marks[i] = 0
            for i in range(self.c.n_classes):
                self.class_marks[i] = 0
            for i in range(self.c.n_patterns):
                self.pattern_marks[i] = 0
            self.mark = 1
        return self.mark

    cdef bint all_hold(self, int32_t class_id, uint32_t mark) noexcept:
        cdef const IdsC* tests = &self.tests_of_class[class_id]
        cdef Py_ssize_t i
        for i in range(tests.n):
            if self.test_marks[tests.ids[i]] != mark:
                return False
        return True

    cdef int32_t add_patterns(self, const IdsC* patterns, int32_t n, uint32_t mark) noexcept:
        """Put patterns that are not there yet behind the n of `found_patterns`; the new n."""
        cdef Py_ssize_t i
        for i in range(patterns.n):
            if self.pattern_marks[patterns.ids[i]] != mark:
                self.pattern_marks[patterns.ids[i]] = mark
                self.found_patterns[n] = patterns.ids[i]
                n += 1
        return n

    cdef IdsC* answer(self, Known known, Py_ssize_t attribute, uint64_t value, object strings) except NULL:
        """The tests of an attribute that hold for a value of it."""
        cdef PreshMap fixed = <PreshMap>self.fixed[attribute]
        cdef PreshMap answers = <PreshMap>known.answers[attribute] if known.answers[attribute] is not None else None
        cdef IdsC* ids
        cdef dict given
        cdef list row
        if answers is None:
            ids = <IdsC*>fixed.get(value)
            return ids if ids is not NULL else &NO_IDS
        ids = <IdsC*>answers.get(value)
        if ids is not NULL:
            return ids
        given = {predicates.ID: value}
        row = []
        for test, of, function in <list>self.predicates[attribute]:
            subject = given.get(of)
            if subject is None:
                given[of] = subject = subject_of(value, of, strings)
            if function(subject):
                row.append(test)
        ids = <IdsC*>fixed.get(value)
        if ids is not NULL:
            row += [ids.ids[i] for i in range(ids.n)]
        ids = <IdsC*>known.mem.alloc(1, sizeof(IdsC))
        ids[0] = make_ids(known.mem, sorted(row))
        answers.set(value, ids)
        known.n_bytes += 200 + len(row) * sizeof(int32_t)
        return ids

    # -- Running ---------------------------------------------------------------------------------------------------

    cdef Run take_run(self):
        """Memory for a run. Each run has its own: predicates and extension attributes may start another."""
        if self.known.n_bytes > MAX_KNOWN:
            self._forget()
        cdef Run run = self.free_runs.pop() if self.free_runs else Run.__new__(Run)
        run.known = self.known
        return run

    cdef int give_back(self, Run run) except -1:
        run.mem = None
        self.free_runs.append(run)
        return 0

    cdef int find(self, Run run, Doc doc, int start, int end) except -1:
        """Match tokens start to end of a document; what is found lies in run.c.found, counted from `start`."""
        cdef int i, n = end - start
        cdef eng_status status
        cdef const EngMatchSignatureC** tokens
        check(eng_scratch_reserve(&run.tokens, n + 1, sizeof(void*)))
        tokens = <const EngMatchSignatureC**>run.tokens.data
        check(eng_scratch_reserve(&run.row, self.n_columns + 1, sizeof(uint64_t)))
        check(eng_match_run_init(&run.c, &self.c, tokens, n, self.look_at, self.many))
        strings = doc.vocab.strings
        for i in range(n):
            tokens[i] = self.look_up(run, &doc.c[start + i], strings)
        if self.extension_names:
            self.ask_extensions(run, doc, start, end)
            return 0
        with nogil:
            status = eng_match_document(&run.c)
        check(status)
        return 0

    cdef int ask_extensions(self, Run run, Doc doc, int start, int end) except -1:
        """As c/nfa.c does a document, with the open classes of each token found out when they are asked for."""
        cdef const EngMatchSignatureC** tokens = <const EngMatchSignatureC**>run.tokens.data
        cdef const EngMatchSignatureC** as_found
        cdef int i, j, n = end - start
        run.mem = Pool()
        as_found = <const EngMatchSignatureC**>run.mem.alloc(n + 1, sizeof(void*))
        memcpy(as_found, tokens, n * sizeof(void*))
        for i in range(n):
            if run.c.n_states == 0 and tokens[i].n_patterns == 0:
                continue
            if tokens[i].n_open:
                tokens[i] = self.close_token(run, doc, start + i, tokens[i], False)
            eng_match_read(&run.c, tokens[i])
            check(eng_match_step(&run.c, i, tokens[i].patterns, tokens[i].n_patterns))
            if run.c.wants_closed:
                for j in range(n):
                    tokens[j] = self.close_token(run, doc, start + j, as_found[j], True)
                run.c.wants_closed = 0
                run.c.is_closed = 1
        check(eng_match_end(&run.c))
        return 0

    cdef const EngMatchSignatureC* close_token(
        self, Run run, Doc doc, int place, const EngMatchSignatureC* token, bint all_classes
    ) except NULL:
        """The signature of one token, its open classes decided: all, or those that the next step asks for."""
        cdef EngMatchSignatureC* closed = <EngMatchSignatureC*>run.mem.alloc(1, sizeof(EngMatchSignatureC))
        cdef int32_t* classes = <int32_t*>run.mem.alloc(token.n_classes + token.n_open + 1, sizeof(int32_t))
        cdef Py_ssize_t class_id
        cdef int c
        closed[0] = token[0]
        closed.classes = classes
        closed.n_open = 0
        memcpy(classes, token.classes, token.n_classes * sizeof(int32_t))
        known = {}
        attributes = doc[place]._
        for c in range(token.n_open):
            class_id = token.classes[token.n_classes + c]
            if not all_classes and not eng_match_asks(
                &run.c, token.patterns, token.n_patterns, <int32_t>class_id
            ):
                continue
            for name, predicate in self.extensions[class_id]:
                if name not in known:
                    known[name] = attributes.get(name)
                if not predicate.test(known[name]):
                    break
            else:
                classes[closed.n_classes] = <int32_t>class_id
                closed.n_classes += 1
        return closed

    cdef bint is_put_off(self, Run run, int key) noexcept:
        """Whether `select` gives the matches of a key, and not the run."""
        return eng_match_is_put_off(&run.c, key)

    cdef int select(self, Run run, int key, bint longest) except -1:
        """Find the matches of a key that was put off, in order of preference, behind what is found."""
        cdef const IdsC* patterns = &self.key_patterns[key]
        cdef size_t before = run.c.n_found
        cdef eng_status status
        with nogil:
            status = eng_ahead_select(&run.c, run.c.tokens, run.c.n_tokens, patterns.ids, patterns.n, longest)
        check(status)
        return <int>(run.c.n_found - before)

    cdef int first_end(self, Run run, int key) except -1:
        cdef const IdsC* patterns = &self.key_patterns[key]
        cdef int32_t out = 0
        check(eng_ahead_first_end(&run.c, run.c.tokens, run.c.n_tokens, patterns.ids, patterns.n, &out))
        return out

    cdef list path(self, Run run, const EngMatchFoundC* match, int n):
        """For each token of a match, the index of the token in the pattern that took it."""
        cdef int32_t* sources = <int32_t*>run.known.mem.alloc(match.end - match.start, sizeof(int32_t))
        cdef const IdsC* patterns = &self.key_patterns[match.key]
        cdef list out
        check(eng_match_path(
            &run.path, &self.c, <const EngMatchSignatureC* const*>run.tokens.data, n, match, patterns.ids, patterns.n,
            sources,
        ))
        out = [sources[i] for i in range(match.end - match.start)]
        run.known.mem.free(sources)
        return out


cdef IdsC NO_IDS
