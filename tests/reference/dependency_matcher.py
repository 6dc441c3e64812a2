"""DependencyMatcher, slow and obvious: every choice of tokens is tried."""

from __future__ import annotations

import itertools


class Tree:
    """heads: index of the head of each token, its own for a root."""

    def __init__(self, heads):
        self.heads = heads
        self.tokens = range(len(heads))

    def children(self, t):
        return [c for c in self.tokens if self.heads[c] == t and c != t]

    def ancestors(self, t):
        out = []
        while self.heads[t] != t:
            t = self.heads[t]
            out.append(t)
        return out

    def descendants(self, t):
        return [d for d in self.tokens if t in self.ancestors(d)]

    def tokens_of_tree(self, t):
        root = [t, *self.ancestors(t)][-1]
        return sorted([root, *self.descendants(root)])

    def siblings(self, t):
        return [s for s in self.children(self.heads[t]) if s != t]

    def related(self, t, operator):
        """The tokens that stand in this relation to t."""
        head = [self.heads[t]] if self.heads[t] != t else []
        tree = self.tokens_of_tree(t)
        return {
            "<": lambda: head,
            ">": lambda: self.children(t),
            "<<": lambda: self.ancestors(t),
            ">>": lambda: self.descendants(t),
            ".": lambda: [s for s in tree if s == t + 1],
            ".*": lambda: [s for s in tree if s > t],
            ";": lambda: [s for s in tree if s == t - 1],
            ";*": lambda: [s for s in tree if s < t],
            "$+": lambda: [s for s in self.siblings(t) if s == t + 1],
            "$-": lambda: [s for s in self.siblings(t) if s == t - 1],
            "$++": lambda: [s for s in self.siblings(t) if s > t],
            "$--": lambda: [s for s in self.siblings(t) if s < t],
            ">+": lambda: [s for s in self.children(t) if s == t + 1],
            ">-": lambda: [s for s in self.children(t) if s == t - 1],
            ">++": lambda: [s for s in self.children(t) if s > t],
            ">--": lambda: [s for s in self.children(t) if s < t],
            "<+": lambda: [s for s in head if s == t + 1],
            "<-": lambda: [s for s in head if s == t - 1],
            "<++": lambda: [s for s in head if s > t],
            "<--": lambda: [s for s in head if s < t],
        }[operator]()


def find(words, heads, nodes):
    """nodes: (number of the left node, operator, words that the token may be). All matches, as lists of tokens.

    Ordered by tree, then by token; trees by the first of their tokens that any node may be.
    """
    tree = Tree(heads)
    related = {}
    for _, operator, _ in nodes[1:]:
        related[operator] = [set(tree.related(t, operator)) for t in tree.tokens]
    wanted = [t for t in tree.tokens if any(words[t] in allowed for _, _, allowed in nodes)]
    out = []
    for tokens in itertools.product(wanted, repeat=len(nodes)):
        fits = all(words[t] in allowed for t, (_, _, allowed) in zip(tokens, nodes, strict=True))
        if fits and all(tokens[j] in related[op][tokens[left]] for j, (left, op, _) in enumerate(nodes) if j > 0):
            out.append(list(tokens))
    first = {t: min(set(wanted) & set(tree.tokens_of_tree(t))) for t in wanted}
    return sorted(out, key=lambda tokens: (first[tokens[0]], tokens))
