"""Slow twin of the transition core: states as lists, everything recomputed from scratch at each step.

Written from the definitions (COMPAT section 6), not from the C code: no counters, no limits kept, no class runs.
"""

from __future__ import annotations

INVALID = 9000.0
SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
MISSING, BEGIN, IN, LAST, UNIT, OUT = range(6)
SUBTOK = 14792705179330092273
DEP = 414


class Tree:
    """Arc-eager state over n tokens. preset: sentence starts 1, -1, 0."""

    def __init__(self, classes, n, preset=None):
        self.classes = classes
        self.n = n
        self.preset = list(preset or [0] * n)
        self.stack: list[int] = []
        self.buffer = list(range(n))
        self.heads: dict[int, int] = {}
        self.labels: dict[int, int] = {}
        self.left: dict[int, list[int]] = {i: [] for i in range(n)}
        self.right: dict[int, list[int]] = {i: [] for i in range(n)}
        self.unshiftable: set[int] = set()
        self.starts = {i for i in range(n) if self.preset[i] == 1} | ({0} if n else set())

    def S(self, i):
        return self.stack[-1 - i] if i < len(self.stack) else -1

    def B(self, i):
        return self.buffer[i] if i < len(self.buffer) else -1

    def is_final(self):
        return not self.stack and not self.buffer

    def is_valid(self, k):
        move, label = self.classes[k]
        b0, b1, s0 = self.B(0), self.B(1), self.S(0)
        if move == SHIFT:
            if b0 < 0:
                return False
            if not self.stack:
                return True
            return len(self.buffer) >= 2 and b0 not in self.starts and b0 not in self.unshiftable
        if move == REDUCE:
            if not self.stack:
                return False
            return b0 < 0 or not (len(self.stack) == 1 and self.preset[b0] == -1)
        if move in (LEFT, RIGHT):
            if s0 < 0 or b0 < 0 or b0 in self.starts:
                return False
            return label != SUBTOK or s0 == b0 - 1
        return b1 >= 0 and b1 == b0 + 1 and b1 not in self.starts and self.preset[b1] != -1

    def apply(self, k):
        move, label = self.classes[k]
        if move == SHIFT:
            self.stack.append(self.buffer.pop(0))
        elif move == REDUCE:
            s0 = self.stack[-1]
            has_head, is_alone = s0 in self.heads, len(self.stack) == 1
            self.stack.pop()
            if not has_head and not is_alone:
                self.unshiftable.add(s0)
                self.buffer.insert(0, s0)
        elif move == LEFT:
            self.attach(self.buffer[0], self.stack[-1], label)
            self.unshiftable.discard(self.buffer[0])
            self.stack.pop()
        elif move == RIGHT:
            self.attach(self.stack[-1], self.buffer[0], label)
            self.stack.append(self.buffer.pop(0))
        else:
            self.starts.add(self.buffer[1])

    def attach(self, head, child, label):
        for kids in (*self.left.values(), *self.right.values()):
            if child in kids:
                kids.remove(child)
        (self.left if child < head else self.right)[head].append(child)
        self.heads[child] = head
        self.labels[child] = label

    def features(self, n_slots):
        b0, b1 = self.B(0), self.B(1)
        s0, s1, s2 = self.S(0), self.S(1), self.S(2)

        def L(token, j):
            return self.left[token][-j] if token >= 0 and len(self.left[token]) >= j else -1

        def R(token, j):
            return self.right[token][-j] if token >= 0 and len(self.right[token]) >= j else -1

        if n_slots == 8:
            return [b0, b1, s0, s1, s2, L(b0, 1), L(s0, 1), R(s0, 1)]
        return [b0, b1, s0, s1, s2, L(s0, 1), R(s0, 1), L(b0, 1), R(s0, 2), L(s1, 1), L(s1, 2), R(s1, 1), R(s1, 2)]

    def ahead(self):
        """Buffer tokens before the first one that starts a sentence."""
        out = []
        for token in self.buffer:
            if token in self.starts:
                break
            out.append(token)
        return out

    def cost(self, k, heads, labels, gold_starts):
        """heads: None where unknown. labels: ids. gold_starts: 1, -1, 0."""
        if not self.is_valid(k):
            return INVALID
        move, label = self.classes[k]
        b0, b1, s0, s1 = self.B(0), self.B(1), self.S(0), self.S(1)
        ahead = self.ahead()

        def g(token):
            return 0 if heads[token] is None else heads[token]

        def arc(child, head):
            return heads[child] is not None and heads[child] == head and child != head

        def h(token, place):
            return any(arc(token, other) for other in place)

        def kids(token, place):
            return sum(arc(other, token) for other in place)

        def push():
            breaks = b1 >= 0 and b1 == b0 + 1 and b1 not in self.starts and self.preset[b1] != -1
            return h(b0, self.stack) + kids(b0, self.stack) + (breaks and gold_starts[b1] == 1)

        def pop():
            return h(s0, ahead) + kids(s0, ahead)

        def wrong(child):
            if heads[child] is None:
                return False
            wanted = labels[child]
            if (move, wanted) not in self.classes:
                wanted = DEP
            return label != wanted

        if move == SHIFT:
            return push()
        if move == REDUCE:
            if b0 in self.starts:
                return 0
            below = 0 if s0 in self.heads else h(s0, self.stack) + kids(s0, self.stack)
            return pop() - below
        if move == LEFT:
            cost = pop()
            if s0 in self.heads:
                cost += g(s0) == s1
            else:
                cost += h(s0, self.stack) + kids(s0, self.stack)
            if g(s0) == b0:
                cost += wrong(s0) - 1
            return cost
        if move == RIGHT:
            cost = push()
            if g(b0) == s0:
                cost += wrong(b0) - 1
            elif h(b0, ahead) and b0 not in self.unshiftable:
                cost += 1
            return cost
        lost = sum(h(s, ahead) + kids(s, ahead) - (g(b0) == s) - (g(s) == b0) for s in self.stack)
        return lost + (gold_starts[b1] == -1)


class Entities:
    """BILUO state. iob, types: presets; starts: preset sentence starts; space: whitespace tokens."""

    def __init__(self, classes, n, iob=None, types=None, starts=None, space=None):
        self.classes = classes
        self.n = n
        self.iob = list(iob or [0] * n)
        self.types = list(types or [0] * n)
        self.starts = list(starts or [0] * n)
        self.space = list(space or [False] * n)
        self.i = 0
        self.open: tuple[int, int] | None = None  # first token, label
        self.spans: list[tuple[int, int, int]] = []

    def is_final(self):
        return self.i >= self.n

    def is_valid(self, k):
        move, label = self.classes[k]
        i = self.i
        has_next = i + 1 < self.n
        p, t = self.iob[i], self.types[i]
        q = self.iob[i + 1] if has_next else 0
        next_starts = has_next and self.starts[i + 1] == 1
        if move == BEGIN:
            if self.open or not has_next or not label or p == 1:
                return False
            if p == 3:
                return label == t and q == 1
            return not (q == 3 or next_starts or self.space[i])
        if move == IN:
            if not self.open or not has_next or not label or label != self.open[1] or p == 3 or q == 3:
                return False
            if p == 1:
                return q == 1 and label == t
            return not next_starts
        if move == LAST:
            if not label or not self.open:
                return False
            if p == 1 and q != 1:
                return label == t
            return label == self.open[1] and q != 1
        if move == UNIT:
            if not label:
                return p == 3 and t == 0
            if self.open or q == 1:
                return False
            if p == 3:
                return label == t
            return not self.space[i]
        return not self.open and p not in (1, 3)

    def apply(self, k):
        move, label = self.classes[k]
        if move == BEGIN:
            self.open = (self.i, label)
        elif move == LAST:
            self.spans.append((self.open[0], self.i + 1, label))
            self.open = None
        elif move == UNIT:
            self.spans.append((self.i, self.i + 1, label))
        self.i += 1

    def features(self, n_slots):
        b0 = self.i if self.i < self.n else -1
        if n_slots == 3:
            return [b0, self.open[0] if self.open else -1, b0 - 1 if self.open else -1]
        out = [b0]
        for j in range(5):
            token = self.open[0] + j if self.open else -1
            out.append(token if 0 <= token < b0 else -1)
        return out

    def cost(self, k, tags):
        """tags: (move, label) of each token."""
        if not self.is_valid(k):
            return INVALID
        move, label = self.classes[k]
        gold, gold_label = tags[self.i]
        next_gold = tags[self.i + 1][0] if self.i + 1 < self.n else OUT
        sunk = True
        if self.open:
            first, first_label = tags[self.open[0]]
            sunk = first not in (BEGIN, UNIT) or first_label != self.open[1]
        if gold == MISSING:
            return 0
        if move in (BEGIN, UNIT):
            return int(not (gold == move and gold_label == label))
        if move == LAST:
            return int(gold == IN and not sunk)
        if move == OUT:
            return int(gold in (BEGIN, UNIT))
        if gold in (BEGIN, IN):
            return 0
        if gold == LAST:
            return int(not (sunk and next_gold in (OUT, MISSING)))
        if gold == OUT:
            return int(next_gold not in (OUT, MISSING))
        return int(next_gold != OUT)


def projectivize(heads):
    """Lift the shortest non-projective arc until there is none. Returns heads and the lifted tokens."""
    heads = list(heads)
    lifted = set()

    def ancestors(token):
        out = []
        while heads[token] != token:
            token = heads[token]
            out.append(token)
        return out

    while True:
        bad = []
        for token, head in enumerate(heads):
            between = range(min(token, head) + 1, max(token, head))
            if any(head not in ancestors(i) for i in between):
                bad.append((abs(token - head), token))
        if not bad:
            return heads, lifted
        token = min(bad)[1]
        head = heads[token]
        heads[token] = token if heads[head] == head else heads[head]
        lifted.add(token)
