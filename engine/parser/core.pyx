"""Transition systems and batches of states: Python's door to the C core in engine/parser/c.

Main type: `StateBatch`. Built by engine.pipeline from documents, advanced by engine.ml.transition.
"""
from cymem.cymem cimport Pool
from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.string cimport memcpy, memset

from engine.errors import InputError, InternalError


cdef extern from "engine/parser/c/transition.h":
    const SystemC* eng_tree_system() noexcept nogil
    const SystemC* eng_ents_system() noexcept nogil
    void eng_state_copy(StateC* to, const StateC* from_, int32_t n_int_arrays) noexcept nogil
    void eng_state_end(StateC* state) noexcept nogil
    int32_t eng_oracle_class(const SystemC* system, const ClassesC* classes, const float* costs__k) noexcept nogil
    int32_t eng_stack(const StateC* state, int32_t i) noexcept nogil
    int32_t eng_buffer(const StateC* state, int32_t i) noexcept nogil
    int32_t eng_buffer_length(const StateC* state) noexcept nogil
    void eng_tree_deprojectivize(int32_t* heads, uint64_t* labels, const uint8_t* decorated, const uint64_t* base,
                                 const uint64_t* wanted, const uint8_t* is_space, int32_t n,
                                 int32_t* scratch__3n) noexcept nogil


# Ids of the labels with a meaning of their own (COMPAT section 1).
LABEL_ROOT = 8206900633647566924
LABEL_DEP = 414
LABEL_SUBTOK = 14792705179330092273
cdef uint64_t ROOT = LABEL_ROOT
cdef uint64_t DEP = LABEL_DEP
cdef uint64_t SUBTOK = LABEL_SUBTOK


cdef class TransitionSystem:
    def __cinit__(self, classes, decorations=None):
        """classes (list of (move, label id)): in class order; label id 0 for none.
        decorations (dict): label id of `x||y` -> (id of x, id of y).
        """
        cdef int k, j, m, r
        self.mem = Pool()
        classes = [(int(move), int(label)) for move, label in classes]
        decorations = decorations or {}
        cdef int K = len(classes)
        self.n_classes = K
        self.move_of_class__k = <int32_t*>self.mem.alloc(max(K, 1), sizeof(int32_t))
        self.label_of_class__k = <uint64_t*>self.mem.alloc(max(K, 1), sizeof(uint64_t))
        self.is_decorated__k = <uint8_t*>self.mem.alloc(max(K, 1), sizeof(uint8_t))
        self.base_of_class__k = <uint64_t*>self.mem.alloc(max(K, 1), sizeof(uint64_t))
        self.wanted_of_class__k = <uint64_t*>self.mem.alloc(max(K, 1), sizeof(uint64_t))
        for k, (move, label) in enumerate(classes):
            if not 0 <= move < self.n_moves():
                raise InputError(
                    "parser.class_move", f"class {k} has move {move}, this system has moves below {self.n_moves()}"
                )
            self.move_of_class__k[k] = move
            self.label_of_class__k[k] = label
            self.base_of_class__k[k] = label
            if label in decorations:
                self.is_decorated__k[k] = 1
                self.base_of_class__k[k], self.wanted_of_class__k[k] = decorations[label]
        cdef ClassRunC* runs = <ClassRunC*>self.mem.alloc(max(K, 1), sizeof(ClassRunC))
        cdef int n_runs = 0
        for k in range(K):
            if n_runs and runs[n_runs - 1].move == self.move_of_class__k[k]:
                runs[n_runs - 1].end = k + 1
            else:
                runs[n_runs] = ClassRunC(begin=k, end=k + 1, move=self.move_of_class__k[k])
                n_runs += 1
        self.classes.K = K
        self.classes.n_runs = n_runs
        self.classes.runs = runs
        self.classes.move__k = self.move_of_class__k
        self.classes.label__k = self.label_of_class__k
        cdef int32_t* same = <int32_t*>self.mem.alloc(max(K, 1) * ENG_MAX_MOVES, sizeof(int32_t))
        cdef int32_t* unlabelled = <int32_t*>self.mem.alloc(ENG_MAX_MOVES, sizeof(int32_t))
        cdef int32_t* adjacent = <int32_t*>self.mem.alloc(ENG_MAX_MOVES, sizeof(int32_t))
        number = {pair: i for i, pair in reversed(list(enumerate(classes)))}
        for m in range(ENG_MAX_MOVES):
            unlabelled[m] = number.get((m, 0), -1)
            adjacent[m] = number.get((m, LABEL_SUBTOK), -1)
            for k in range(K):
                same[k * ENG_MAX_MOVES + m] = number.get((m, classes[k][1]), -1)
        self.classes.same_label__km = same
        self.classes.unlabelled__m = unlabelled
        self.classes.adjacent__m = adjacent

    def n_moves(self):
        """How many moves the system has."""
        raise InternalError("parser.abstract_system", "TransitionSystem itself has no moves")

    def moves(self):
        """(move, label id) of each class."""
        return [(self.move_of_class__k[k], self.label_of_class__k[k]) for k in range(self.n_classes)]

    cdef int find_class(self, int move, uint64_t label) noexcept nogil:
        cdef int k
        for k in range(self.n_classes):
            if self.move_of_class__k[k] == move and self.label_of_class__k[k] == label:
                return k
        return -1


cdef class ArcEager(TransitionSystem):
    """Dependency trees: shift 0, reduce 1, left 2, right 3, break 4."""
    def __cinit__(self, classes, decorations=None):
        self.ops = eng_tree_system()

    def n_moves(self):
        return 5


cdef class Biluo(TransitionSystem):
    """Entities: begin 1, in 2, last 3, unit 4, out 5; 0 is unknown and has no class."""
    def __cinit__(self, classes, decorations=None):
        self.ops = eng_ents_system()

    def n_moves(self):
        return 6


cdef class DocBatch:
    def __cinit__(self, lengths, sent_starts=None, heads=None, deps=None, ent_iob=None, ent_types=None, is_space=None):
        """Arguments but the first: flat sequences over all tokens; left out, nothing is annotated yet."""
        cdef int i, d, n
        self.mem = Pool()
        self.n_docs = len(lengths)
        self.length__d = <int32_t*>self.mem.alloc(max(self.n_docs, 1), sizeof(int32_t))
        self.offset__d = <int32_t*>self.mem.alloc(max(self.n_docs, 1), sizeof(int32_t))
        for d in range(self.n_docs):
            self.length__d[d] = lengths[d]
            self.offset__d[d] = self.n_tokens
            self.n_tokens += self.length__d[d]
        n = max(self.n_tokens, 1)
        self.sent_start__t = <int32_t*>self.mem.alloc(n, sizeof(int32_t))
        self.head__t = <int32_t*>self.mem.alloc(n, sizeof(int32_t))
        self.dep__t = <uint64_t*>self.mem.alloc(n, sizeof(uint64_t))
        self.ent_iob__t = <int32_t*>self.mem.alloc(n, sizeof(int32_t))
        self.ent_type__t = <uint64_t*>self.mem.alloc(n, sizeof(uint64_t))
        self.is_space__t = <uint8_t*>self.mem.alloc(n, sizeof(uint8_t))
        self.presets__d = <PresetsC*>self.mem.alloc(max(self.n_docs, 1), sizeof(PresetsC))
        for name, values in (("sent_starts", sent_starts), ("heads", heads), ("deps", deps), ("ent_iob", ent_iob),
                             ("ent_types", ent_types), ("is_space", is_space)):
            if values is not None and len(values) != self.n_tokens:
                raise InputError(
                    "parser.array_length", f"{name} has {len(values)} items for {self.n_tokens} tokens"
                )
        cdef PresetsC* presets
        for d in range(self.n_docs):
            n = self.offset__d[d]
            presets = &self.presets__d[d]
            presets.n = self.length__d[d]
            presets.offset = n
            presets.sent_start = self.sent_start__t + n
            presets.ent_iob = self.ent_iob__t + n
            presets.ent_type = self.ent_type__t + n
            presets.is_space = self.is_space__t + n
            for i in range(self.length__d[d]):
                self.head__t[n + i] = i if heads is None else heads[n + i]
                if not 0 <= self.head__t[n + i] < self.length__d[d]:
                    raise InputError("parser.head_out_of_range", f"document {d}: head of token {i} lies outside")
        for i in range(self.n_tokens):
            if sent_starts is not None:
                self.sent_start__t[i] = sent_starts[i]
            if deps is not None:
                self.dep__t[i] = deps[i]
            if ent_iob is not None:
                self.ent_iob__t[i] = ent_iob[i]
            if ent_types is not None:
                self.ent_type__t[i] = ent_types[i]
            if is_space is not None:
                self.is_space__t[i] = is_space[i]


cdef class Gold:
    cdef int map_classes(self, TransitionSystem system) except -1:
        return 0


cdef class GoldTree(Gold):
    """A gold tree, projective.

    heads (list of int or None): local; the token itself for a root, None where unknown.
    labels (list of int): string ids; those without a class in a system count as `dep`, of roots as `ROOT`.
    sent_starts (list of int): 1 start, -1 not a start, 0 or None unknown.
    """
    def __cinit__(self, heads, labels, sent_starts):
        cdef int i, n
        cdef object head
        self.mem = Pool()
        self.n_tokens = len(heads)
        n = self.n_tokens
        if len(labels) != n or len(sent_starts) != n:
            raise InputError("parser.gold_length", f"{n} heads, {len(labels)} labels, {len(sent_starts)} starts")
        cdef int32_t* heads_c = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        cdef int32_t* arcs = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        cdef int32_t* starts = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        cdef int32_t* kids = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        cdef int32_t* begin = <int32_t*>self.mem.alloc(n + 2, sizeof(int32_t))
        cdef uint8_t* known = <uint8_t*>self.mem.alloc(n + 1, sizeof(uint8_t))
        self.label__t = <uint64_t*>self.mem.alloc(n + 1, sizeof(uint64_t))
        self.gold_class__t = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        for i in range(n):
            head = heads[i]
            arcs[i] = -1
            if head is not None:
                if not 0 <= head < n:
                    raise InputError("parser.gold_head", f"gold head {head} of token {i}: {n} tokens")
                heads_c[i] = head
                known[i] = 1
                if heads_c[i] != i:
                    arcs[i] = heads_c[i]
                    begin[heads_c[i] + 1] += 1
            self.label__t[i] = labels[i] or 0
            starts[i] = sent_starts[i] or 0
        for i in range(n):
            begin[i + 1] += begin[i]
        cdef int32_t* place = <int32_t*>self.mem.alloc(n + 1, sizeof(int32_t))
        memcpy(place, begin, n * sizeof(int32_t))
        for i in range(n):
            if arcs[i] >= 0:
                kids[place[arcs[i]]] = i
                place[arcs[i]] += 1
        self.mem.free(place)
        self.c.head = heads_c
        self.c.arc = arcs
        self.c.is_known = known
        self.c.sent_start = starts
        self.c.kids = kids
        self.c.kids_begin = begin
        self.c.gold_class = self.gold_class__t

    cdef int map_classes(self, TransitionSystem system) except -1:
        cdef int i, move
        if self.mapped_for is system:
            return 0
        for i in range(self.n_tokens):
            self.gold_class__t[i] = -1
            if self.c.arc[i] < 0:
                continue
            move = ENG_TREE_LEFT if self.c.arc[i] > i else ENG_TREE_RIGHT
            self.gold_class__t[i] = system.find_class(move, self.label__t[i])
            if self.gold_class__t[i] < 0:
                self.gold_class__t[i] = system.find_class(move, DEP)
        self.mapped_for = system
        return 0


cdef class GoldEntities(Gold):
    """Gold tags: (move, label id) a token, move 0 where unknown.

    wrong (list of (start, end, label id)): spans known to be no entities.
    """
    def __cinit__(self, tags, wrong=()):
        cdef int i
        self.mem = Pool()
        self.n_tokens = len(tags)
        cdef int32_t* moves = <int32_t*>self.mem.alloc(self.n_tokens + 1, sizeof(int32_t))
        cdef uint64_t* labels = <uint64_t*>self.mem.alloc(self.n_tokens + 1, sizeof(uint64_t))
        for i, (move, label) in enumerate(tags):
            if not 0 <= move <= ENG_ENT_OUT:
                raise InputError("parser.gold_tag", f"gold tag of token {i} has move {move}, expected 0 to 5")
            moves[i] = move
            labels[i] = label
        wrong = list(wrong)
        cdef SpanKeyC* spans = <SpanKeyC*>self.mem.alloc(len(wrong) + 1, sizeof(SpanKeyC))
        for i, (start, end, label) in enumerate(wrong):
            spans[i] = SpanKeyC(start=start, end=end, label=label)
        self.c.move = moves
        self.c.label = labels
        self.c.wrong = spans
        self.c.n_wrong = len(wrong)


cdef class StateBatch:
    def __cinit__(self, TransitionSystem system not None, DocBatch docs not None, golds=None, doc_of_state=None):
        """One start state for each document, or for each of `doc_of_state`.

        golds (list): a GoldTree (ArcEager) or GoldEntities (Biluo) for each document; without it there are no costs.
        """
        cdef int d
        self.mem = Pool()
        self.system = system
        self.docs = docs
        self.n_tokens = docs.n_tokens
        self.has_gold = golds is not None
        self.golds = None if golds is None else list(golds)
        if golds is not None:
            if len(self.golds) != docs.n_docs:
                raise InputError("parser.gold_count", f"gold of {len(golds)} documents for {docs.n_docs}")
            kind = GoldTree if isinstance(system, ArcEager) else GoldEntities
            for d, gold in enumerate(self.golds):
                if type(gold) is not kind or gold.n_tokens != docs.length__d[d]:
                    raise InputError(
                        "parser.gold_kind",
                        f"gold of document {d}: expected {kind.__name__} with {docs.length__d[d]} tokens, got {gold!r}",
                    )
                (<Gold>gold).map_classes(system)
        self.init_states(list(range(docs.n_docs)) if doc_of_state is None else list(doc_of_state))

    cdef int init_states(self, list doc_of_state) except -1:
        cdef int b, d
        cdef size_t n_tokens = 0
        cdef const SystemC* ops = self.system.ops
        cdef StateC* state
        self.n_states = len(doc_of_state)
        self.states__b = <StateC*>self.mem.alloc(max(self.n_states, 1), sizeof(StateC))
        self.active__a = <int32_t*>self.mem.alloc(max(self.n_states, 1), sizeof(int32_t))
        self.doc_of_state__b = <int32_t*>self.mem.alloc(max(self.n_states, 1), sizeof(int32_t))
        for b in range(self.n_states):
            d = doc_of_state[b]
            if not 0 <= d < self.docs.n_docs:
                raise InputError("parser.document_number", f"state {b}: document {d} of {self.docs.n_docs}")
            self.doc_of_state__b[b] = d
            n_tokens += self.docs.length__d[d]
        cdef int32_t* ints = <int32_t*>self.mem.alloc(n_tokens * ops.n_int_arrays + 1, sizeof(int32_t))
        cdef uint8_t* flags = <uint8_t*>self.mem.alloc(n_tokens + 1, sizeof(uint8_t))
        for b in range(self.n_states):
            d = self.doc_of_state__b[b]
            state = &self.states__b[b]
            state.doc = &self.docs.presets__d[d]
            if self.golds is not None:
                gold = self.golds[d]
                if isinstance(gold, GoldTree):
                    state.tree = &(<GoldTree>gold).c
                else:
                    state.ents = &(<GoldEntities>gold).c
            ops.start(state, ints, flags)
            ints += self.docs.length__d[d] * ops.n_int_arrays
            flags += self.docs.length__d[d]
            self.active__a[b] = b
        self.n_active = self.n_states
        self.refresh_active()
        return 0

    cdef int refresh_active(self) noexcept nogil:
        cdef int a
        cdef int n = 0
        for a in range(self.n_active):
            if not self.system.ops.is_final(&self.states__b[self.active__a[a]]):
                self.active__a[n] = self.active__a[a]
                n += 1
        self.n_active = n
        return 0

    cdef int get_features(self, int32_t* ids__af, int F) except -1 nogil:
        if self.system.ops.features(self.states__b, self.active__a, self.n_active, ids__af, F) != 0:
            with gil:
                raise InputError("parser.feature_count", f"{F} feature slots; expected 1, 2, 3, 6, 8 or 13")
        return 0

    cdef int get_valid(self, uint8_t* valid__ak) except -1 nogil:
        cdef int a
        for a in range(self.n_active):
            self.system.ops.valid(&self.states__b[self.active__a[a]], &self.system.classes,
                                  valid__ak + <Py_ssize_t>a * self.system.n_classes)
        return 0

    cdef int get_costs(self, float* costs__ak) except -1 nogil:
        cdef int a
        if not self.has_gold:
            with gil:
                raise InputError("parser.no_costs", "the states have no gold annotation to compare with")
        for a in range(self.n_active):
            self.system.ops.costs(&self.states__b[self.active__a[a]], &self.system.classes,
                                  costs__ak + <Py_ssize_t>a * self.system.n_classes)
        return 0

    cdef int apply(self, const int32_t* class__a) except -1 nogil:
        cdef int a
        cdef int32_t k
        for a in range(self.n_active):
            k = class__a[a]
            if k < 0 or k >= self.system.n_classes:
                eng_state_end(&self.states__b[self.active__a[a]])
            else:
                self.system.ops.apply(&self.states__b[self.active__a[a]], &self.system.classes, k)
        self.refresh_active()
        return 0

    cdef int finish_tree(self, int b, int32_t* heads__t, uint64_t* labels__t) except -1:
        cdef int i, k
        cdef int decorated = 0
        cdef StateC* state = &self.states__b[b]
        cdef int n = state.doc.n
        cdef int offset = state.doc.offset
        cdef TransitionSystem system = self.system
        if state.head == NULL:
            if n:
                raise InputError("parser.no_tree", "only states of ArcEager hold a tree")
            return 0
        for i in range(n):
            if state.head[i] >= 0:
                heads__t[i] = state.head[i]
                labels__t[i] = system.label_of_class__k[state.label_class[i]]
                decorated += system.is_decorated__k[state.label_class[i]]
            else:
                heads__t[i] = self.docs.head__t[offset + i]
                labels__t[i] = self.docs.dep__t[offset + i]
            if heads__t[i] == i:
                labels__t[i] = ROOT
        if not decorated:
            return 0
        cdef Pool mem = Pool()
        cdef uint8_t* is_decorated = <uint8_t*>mem.alloc(n, sizeof(uint8_t))
        cdef uint64_t* base = <uint64_t*>mem.alloc(n, sizeof(uint64_t))
        cdef uint64_t* wanted = <uint64_t*>mem.alloc(n, sizeof(uint64_t))
        cdef int32_t* scratch = <int32_t*>mem.alloc(3 * n, sizeof(int32_t))
        for i in range(n):
            k = state.label_class[i]
            if state.head[i] >= 0 and system.is_decorated__k[k]:
                is_decorated[i] = 1
                base[i] = system.base_of_class__k[k]
                wanted[i] = system.wanted_of_class__k[k]
        with nogil:
            eng_tree_deprojectivize(heads__t, labels__t, is_decorated, base, wanted, state.doc.is_space, n, scratch)
        return 0

    # Python's view ----------------------------------------------------------------------------------------------------

    def active(self):
        """Numbers of the states that are not final."""
        return [self.active__a[a] for a in range(self.n_active)]

    def documents(self):
        """Document of each state."""
        return [self.doc_of_state__b[b] for b in range(self.n_states)]

    cdef int check_state(self, int b) except -1:
        if not 0 <= b < self.n_states:
            raise InputError("parser.state_number", f"state {b} of {self.n_states}")
        return 0

    def stack(self, int b):
        """Tokens on the stack of state b, top first."""
        self.check_state(b)
        return [eng_stack(&self.states__b[b], i) for i in range(self.states__b[b].n_stack)]

    def buffer(self, int b):
        """Tokens in the buffer of state b, front first."""
        self.check_state(b)
        return [eng_buffer(&self.states__b[b], i) for i in range(eng_buffer_length(&self.states__b[b]))]

    def features(self, int F):
        """(A, F) nested list of global token ids, -1 for a missing slot."""
        cdef Pool mem = Pool()
        cdef int32_t* ids = <int32_t*>mem.alloc(self.n_active * max(F, 1) + 1, sizeof(int32_t))
        self.get_features(ids, F)
        return [[ids[a * F + f] for f in range(F)] for a in range(self.n_active)]

    def valid(self):
        """(A, K) nested list of bool."""
        cdef Pool mem = Pool()
        cdef int K = self.system.n_classes
        cdef uint8_t* out = <uint8_t*>mem.alloc(self.n_active * K + 1, sizeof(uint8_t))
        self.get_valid(out)
        return [[bool(out[a * K + k]) for k in range(K)] for a in range(self.n_active)]

    def costs(self):
        """(A, K) nested list of float."""
        cdef Pool mem = Pool()
        cdef int K = self.system.n_classes
        cdef float* out = <float*>mem.alloc(self.n_active * K + 1, sizeof(float))
        self.get_costs(out)
        return [[out[a * K + k] for k in range(K)] for a in range(self.n_active)]

    def advance(self, classes):
        """Apply classes[a] to the a-th active state; -1 ends the state. The classes must be valid."""
        cdef Pool mem = Pool()
        cdef int32_t* chosen = <int32_t*>mem.alloc(self.n_active + 1, sizeof(int32_t))
        if len(classes) != self.n_active:
            raise InputError("parser.choice_count", f"{len(classes)} classes for {self.n_active} active states")
        allowed = self.valid()
        for a, k in enumerate(classes):
            if k >= 0 and not (k < self.system.n_classes and allowed[a][k]):
                raise InputError("parser.invalid_class", f"class {k} is not valid in state {self.active__a[a]}")
            chosen[a] = k
        self.apply(chosen)

    def tree(self, int b):
        """(heads, label ids) of state b after finalisation: absolute heads, roots point to themselves."""
        self.check_state(b)
        cdef Pool mem = Pool()
        cdef int n = self.states__b[b].doc.n
        cdef int32_t* heads = <int32_t*>mem.alloc(n + 1, sizeof(int32_t))
        cdef uint64_t* labels = <uint64_t*>mem.alloc(n + 1, sizeof(uint64_t))
        self.finish_tree(b, heads, labels)
        return [heads[i] for i in range(n)], [labels[i] for i in range(n)]

    def marks(self, int b):
        """Tokens that are sentence starts: preset, or marked by a break."""
        self.check_state(b)
        cdef StateC* state = &self.states__b[b]
        return [i for i in range(state.doc.n if state.flags != NULL else 0) if state.flags[i] & 4]

    def spans(self, int b):
        """Finished entities of state b: (start, end, label id); label 0 where no entity may be."""
        self.check_state(b)
        cdef StateC* state = &self.states__b[b]
        return [
            (state.span_start[i], state.span_end[i], self.system.label_of_class__k[state.span_class[i]])
            for i in range(state.n_spans)
        ]

    def oracle(self):
        """The oracle's classes of each state from where it stands to its end; the states stay as they are."""
        cdef StateBatch runner = StateBatch(self.system, self.docs, self.golds, self.documents())
        cdef Pool mem = Pool()
        cdef float* costs = <float*>mem.alloc(self.system.n_classes + 1, sizeof(float))
        cdef StateC* state
        cdef int b
        cdef int32_t k
        if not self.has_gold:
            raise InputError("parser.no_gold_way", "the states have no gold annotation to follow")
        out = []
        for b in range(self.n_states):
            state = &runner.states__b[b]
            eng_state_copy(state, &self.states__b[b], self.system.ops.n_int_arrays)
            history = []
            while not self.system.ops.is_final(state):
                self.system.ops.costs(state, &self.system.classes, costs)
                k = eng_oracle_class(self.system.ops, &self.system.classes, costs)
                if k < 0:
                    break
                self.system.ops.apply(state, &self.system.classes, k)
                history.append(k)
            out.append(history)
        return out

    def cut(self, int max_moves, list annotated=None):
        """Start states every `max_moves` moves along the oracle's way, for documents of that many tokens or more.

        A segment gets a state when it takes a token with gold annotation from the buffer; the last token does not
        count. Shorter documents have one start state; documents without a state here have none.

        annotated (list of bytes): for each document a byte a token of its reference, 1 with gold annotation; default all.
        Returns    a new StateBatch over the same documents, by document, then by place.
        """
        cdef StateBatch out
        cdef int d
        if max_moves < 1:
            raise InputError("parser.max_moves", f"segments need at least one move, got {max_moves}")
        wanted = sorted(set(self.documents()))
        numbers = [d for d in wanted if self.docs.length__d[d] >= max_moves]
        ways = StateBatch(self.system, self.docs, self.golds, numbers).oracle()
        starts = dict(zip(numbers, self.segments(numbers, ways, max_moves, annotated), strict=True))
        out = StateBatch(self.system, self.docs, self.golds, [d for d in wanted for _ in starts.get(d, [0])])
        self.start_segments(out, numbers, ways, starts)
        out.refresh_active()
        return out

    cdef list segments(self, list numbers, list ways, int max_moves, list annotated):
        """Where the segments that get a state begin on the ways of documents, as numbers of moves."""
        cdef StateBatch walkers = StateBatch(self.system, self.docs, self.golds, numbers)
        cdef StateC* walker
        cdef int w, i, j, first, end
        out = []
        for w, way in enumerate(ways):
            walker = &walkers.states__b[w]
            known = b"\1" * self.docs.length__d[numbers[w]] if annotated is None else annotated[numbers[w]]
            kept = []
            for i in range(0, len(way), max_moves):
                first = eng_buffer(walker, 0) if eng_buffer_length(walker) else len(known)
                for j in range(i, min(i + max_moves, len(way))):
                    self.system.ops.apply(walker, &self.system.classes, <int32_t>way[j])
                end = eng_buffer(walker, 0) if eng_buffer_length(walker) else max(0, len(known) - 1)
                if 1 in known[first:end]:
                    kept.append(i)
            out.append(kept)
        return out

    cdef int start_segments(self, StateBatch out, list numbers, list ways, dict starts) except -1:
        """Advance the states of `out` to where their segments begin."""
        cdef StateBatch walkers = StateBatch(self.system, self.docs, self.golds, numbers)
        cdef StateC* walker
        cdef int b, i, start
        number_of = {d: w for w, d in enumerate(numbers)}
        places = {d: iter(starts[d]) for d in numbers}
        moved = dict.fromkeys(numbers, 0)
        for b, d in enumerate(out.documents()):
            if d not in number_of:
                continue
            walker = &walkers.states__b[number_of[d]]
            start = next(places[d])
            way = ways[number_of[d]]
            for i in range(moved[d], start):
                self.system.ops.apply(walker, &self.system.classes, <int32_t>way[i])
            moved[d] = start
            eng_state_copy(&out.states__b[b], walker, self.system.ops.n_int_arrays)
        return 0
