"""Properties of the dynamic oracle, and of the segments that training cuts along it."""

from __future__ import annotations

import itertools
import random

import pytest

from engine.parser.core import ArcEager, Biluo, DocBatch, GoldEntities, GoldTree, StateBatch

CLASSES = [(0, 0), (1, 0), (2, 7), (2, 8), (3, 7), (3, 8), (4, 9)]
ENT_CLASSES = [(m, label) for m in (1, 2, 3, 4) for label in (7, 8)] + [(4, 0), (5, 0)]
ROOT = 8206900633647566924


def projective_tree(rng, first, n):
    """Heads of a random projective tree over tokens first ... first + n - 1."""
    if n == 0:
        return {}
    root = first + rng.randrange(n)
    heads = {root: root}
    for start, end, step in ((first, root, 1), (root + 1, first + n, 1)):
        while start < end:
            size = rng.randrange(1, end - start + 1)
            part = projective_tree(rng, start, size)
            heads |= {child: root if child == head else head for child, head in part.items()}
            start += size * step
    return heads


def make_gold(rng, sentence_lengths):
    heads: dict[int, int] = {}
    starts = []
    for n in sentence_lengths:
        starts += [1] + [-1] * (n - 1)
        heads |= projective_tree(rng, len(heads), n)
    heads_list = [heads[i] for i in range(len(heads))]
    labels = [rng.choice([7, 8]) for _ in heads_list]
    return heads_list, labels, starts


def finished(heads, labels):
    return heads, [ROOT if head == i else label for i, (head, label) in enumerate(zip(heads, labels, strict=True))]


def gold_marks(starts):
    return [i for i, start in enumerate(starts) if start == 1]


@pytest.mark.parametrize("seed", range(40))
def test_oracle_reaches_gold(seed):
    rng = random.Random(seed)
    heads, labels, starts = make_gold(rng, [rng.randrange(1, 12) for _ in range(rng.randrange(1, 5))])
    n = len(heads)
    batch = StateBatch(ArcEager(CLASSES), DocBatch([n]), [GoldTree(heads, labels, starts)])
    (way,) = batch.oracle()
    for k in way:
        (costs,) = batch.costs()
        assert costs[k] == min(costs)
        batch.advance([k])
    assert batch.n_active == 0
    assert batch.tree(0) == finished(heads, labels)
    assert batch.marks(0) == gold_marks(starts)


def all_trees(n):
    """Every projective tree with one root over n tokens."""
    for heads in itertools.product(range(n), repeat=n):
        roots = [i for i in range(n) if heads[i] == i]
        if len(roots) != 1:
            continue
        up = list(heads)
        for _ in range(n):
            up = [heads[i] for i in up]
        if set(up) != {roots[0]}:
            continue
        low = [min(i, h) for i, h in enumerate(heads)]
        high = [max(i, h) for i, h in enumerate(heads)]
        if all(low[i] <= heads[k] <= high[i] and heads[k] != k for i in range(n) for k in range(low[i] + 1, high[i])):
            yield list(heads)


def arcs_reachable(system, docs, heads, prefix, memo):
    """Most gold arcs that any way from this state ends with: brute force over all moves."""
    batch = StateBatch(system, docs)
    for k in prefix:
        batch.advance([k])
    got = batch.tree(0)[0]
    key = (tuple(batch.stack(0)), tuple(batch.buffer(0)), tuple(got), tuple(batch.marks(0)))
    if not batch.n_active:
        return sum(g == h for g, h in zip(got, heads, strict=True))
    if key not in memo:
        memo[key] = -1
        (valid,) = batch.valid()
        memo[key] = max(
            (arcs_reachable(system, docs, heads, [*prefix, k], memo) for k, v in enumerate(valid) if v), default=-1
        )
    return memo[key]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_a_free_move_loses_no_arc(n):
    """Brute force over every projective tree of up to four tokens: from the states on the oracle's way, a move that
    costs nothing keeps all gold arcs in reach."""
    classes = [(0, 0), (1, 0), (2, 7), (3, 7)]
    system = ArcEager(classes)
    docs = DocBatch([n])
    for heads in all_trees(n):
        gold = GoldTree(heads, [7] * n, [1] + [-1] * (n - 1))
        batch = StateBatch(system, docs, [gold])
        memo: dict = {}
        prefix: list[int] = []
        for k in batch.oracle()[0]:
            (costs,) = batch.costs()
            assert arcs_reachable(system, docs, heads, prefix, memo) == n
            for other, cost in enumerate(costs):
                if cost == 0:
                    assert arcs_reachable(system, docs, heads, [*prefix, other], memo) == n, (heads, prefix, other)
            batch.advance([k])
            prefix.append(k)


@pytest.mark.parametrize("seed", range(20))
def test_entity_oracle_reaches_gold(seed):
    rng = random.Random(seed)
    tags, spans = [], []
    while len(tags) < 15:
        label, n = rng.choice([7, 8]), rng.randrange(0, 4)
        first = len(tags)
        tags += [[(5, 0)], [(4, label)], [(1, label), (3, label)], [(1, label), (2, label), (3, label)]][n]
        if n:
            spans.append((first, len(tags), label))
    batch = StateBatch(Biluo(ENT_CLASSES), DocBatch([len(tags)]), [GoldEntities(tags)])
    (way,) = batch.oracle()
    assert [ENT_CLASSES[k] for k in way] == tags
    for k in way:
        batch.advance([k])
    assert batch.spans(0) == spans


def test_wrong_spans_cost_one():
    system = Biluo([(1, 7), (2, 7), (3, 7), (4, 7), (5, 0)])
    B, I, L, U, O = range(5)

    def costs(n, wrong, prefix=()):
        batch = StateBatch(system, DocBatch([n]), [GoldEntities([(0, 0)] * n, wrong)])
        for k in prefix:
            batch.advance([k])
        return {k: c for k, c in enumerate(batch.costs()[0]) if c < 9000}

    # Recorded from spaCy 3.8.
    assert costs(1, [(0, 1, 7)]) == {U: 1, O: 0}
    assert costs(2, [(0, 1, 7)]) == {B: 1, U: 1, O: 0}
    assert costs(2, [(0, 1, 7)], [B]) == {L: 0}
    assert costs(2, [(0, 2, 7)]) == {B: 1, U: 0, O: 0}
    assert costs(2, [(0, 2, 7)], [B]) == {L: 1}
    assert costs(2, [(0, 1, 7)], [O]) == {U: 0, O: 0}
    assert costs(3, [(0, 1, 7)]) == {B: 0, U: 1, O: 0}
    assert costs(3, [(0, 2, 7)], [B]) == {I: 0, L: 1}
    assert costs(3, [(0, 3, 7)]) == {B: 0, U: 0, O: 0}
    assert costs(3, [(0, 3, 7)], [B]) == {I: 0, L: 0}
    assert costs(3, [(0, 3, 7)], [B, I]) == {L: 1}
    assert costs(3, [(0, 3, 8)], [B, I]) == {L: 0}


def takes_tokens(system, n, gold, way, start, max_moves):
    """Whether moves start to start + max_moves of the way take a token other than the last one from the buffer."""
    slow = StateBatch(system, DocBatch([n]), [gold])
    fronts = []
    for k in [*way, None]:
        fronts.append(slow.buffer(0)[0] if slow.buffer(0) else n - 1)
        if k is not None:
            slow.advance([k])
    return fronts[start] < fronts[min(start + max_moves, len(way))]


@pytest.mark.parametrize("kind", ["parser", "ner"])
@pytest.mark.parametrize("max_moves", [1, 3, 5, 100])
def test_segments_start_on_the_oracles_way(kind, max_moves):
    rng = random.Random(max_moves)
    lengths = [0, 2, 9, 5, 14]
    if kind == "parser":
        system = ArcEager(CLASSES)
        golds = [GoldTree(*make_gold(rng, [n])) if n else GoldTree([], [], []) for n in lengths]
    else:
        system = Biluo(ENT_CLASSES)
        golds = [GoldEntities([rng.choice([(5, 0), (4, 7)]) for _ in range(n)]) for n in lengths]
    docs = DocBatch(lengths)
    ways = StateBatch(system, docs, golds).oracle()
    cut = StateBatch(system, docs, golds).cut(max_moves)
    expected = []
    for d, (n, way) in enumerate(zip(lengths, ways, strict=True)):
        segments = range(0, len(way), max_moves) if n >= max_moves else []
        expected += [(d, way[:i]) for i in segments if takes_tokens(system, n, golds[d], way, i, max_moves)]
        if n < max_moves:
            expected.append((d, []))
    assert cut.documents() == [d for d, _ in expected]
    for b, (d, prefix) in enumerate(expected):
        slow = StateBatch(system, docs, golds, [d])
        for k in prefix:
            slow.advance([k])
        assert cut.buffer(b) == slow.buffer(0)
        if kind == "parser":
            assert cut.stack(b) == slow.stack(0)
            assert cut.tree(b) == slow.tree(0)
            assert cut.marks(b) == slow.marks(0)
        else:
            assert cut.spans(b) == slow.spans(0)
        if slow.n_active:
            assert cut.costs()[cut.active().index(b)] == slow.costs()[0]
    # The segments are independent of each other: run all to the end.
    while cut.n_active:
        cut.advance([min(range(len(c)), key=c.__getitem__) for c in cut.costs()])
    for b, d in enumerate(cut.documents()):
        if kind == "ner":
            assert (
                cut.spans(b)[-1:]
                == [(i, i + 1, 7) for i in range(lengths[d]) if golds_tag(system, golds, docs, d, i)][-1:]
            )


def golds_tag(system, golds, docs, d, i):
    """Whether the oracle makes token i of document d an entity of its own."""
    (way,) = StateBatch(system, docs, golds, [d]).oracle()
    return ENT_CLASSES[way[i]][0] == 4
