"""Random walks of the C core beside its slow twin: validity, costs, features, effects, in every state on the way."""

from __future__ import annotations

import random

import pytest

from engine.errors import InputError
from engine.parser.core import ArcEager, Biluo, DocBatch, GoldEntities, GoldTree, StateBatch

SUBTOK = 14792705179330092273
DEP = 414
TREE_CLASSES = [(0, 0), (1, 0), (2, 7), (2, DEP), (2, SUBTOK), (3, 8), (3, 7), (3, DEP), (3, SUBTOK), (4, 9)]
ENT_CLASSES = [(m, label) for m in (1, 2, 3, 4) for label in (7, 8)] + [(4, 0), (5, 0)]
MIXED_ENT_CLASSES = [*ENT_CLASSES, (1, 9), (2, 9), (3, 9), (4, 9)]


def random_tree(rng, n, unknown=0.0):
    """Any heads without cycles, None where unknown."""
    order = rng.sample(range(n), n)
    heads = list(range(n))
    for place, token in enumerate(order):
        if place and rng.random() < 0.85:
            heads[token] = order[rng.randrange(place)]
    return [None if rng.random() < unknown else head for head in heads]


def flat(lists):
    return [value for values in lists for value in values]


def random_labels(rng, n):
    return [rng.choice([7, 8, DEP, 99]) for _ in range(n)]


@pytest.mark.parametrize("seed", range(60))
def test_arc_eager_walks(reference, seed):
    rng = random.Random(seed)
    twin = reference("transition")
    system = ArcEager(TREE_CLASSES)
    lengths = [rng.randrange(0, 12) for _ in range(4)]
    presets = [rng.choice([[0] * n, [rng.choice([0, 0, 0, 1, -1]) for _ in range(n)]]) for n in lengths]
    heads = [random_tree(rng, n, unknown=rng.choice([0, 0.3])) for n in lengths]
    labels = [random_labels(rng, n) for n in lengths]
    starts = [[rng.choice([0, 1, -1, -1]) for _ in range(n)] for n in lengths]
    golds = [GoldTree(*parts) for parts in zip(heads, labels, starts, strict=True)]
    batch = StateBatch(system, DocBatch(lengths, sent_starts=flat(presets)), golds)
    twins = [twin.Tree(TREE_CLASSES, n, preset) for n, preset in zip(lengths, presets, strict=True)]
    offsets = [sum(lengths[:d]) for d in range(len(lengths))]
    for _ in range(200):
        active = batch.active()
        assert active == [b for b, t in enumerate(twins) if not t.is_final()]
        if not active:
            break
        features = {slots: batch.features(slots) for slots in (8, 13)}
        chosen = []
        for a, (b, valid, costs) in enumerate(zip(active, batch.valid(), batch.costs(), strict=True)):
            slow = twins[b]
            assert batch.stack(b) == slow.stack[::-1]
            assert batch.buffer(b) == slow.buffer
            assert valid == [slow.is_valid(k) for k in range(len(TREE_CLASSES))]
            assert costs == [slow.cost(k, heads[b], labels[b], starts[b]) for k in range(len(TREE_CLASSES))]
            for slots, rows in features.items():
                assert rows[a] == [t if t < 0 else t + offsets[b] for t in slow.features(slots)]
            allowed = [k for k, v in enumerate(valid) if v]
            best = min((costs[k] for k in allowed), default=0)
            chosen.append(rng.choice([k for k in allowed if rng.random() < 0.5 or costs[k] == best] or [-1]))
        batch.advance(chosen)
        for b, k in zip(active, chosen, strict=True):
            if k >= 0:
                twins[b].apply(k)
            else:
                twins[b].stack, twins[b].buffer = [], []
    for b, slow in enumerate(twins):
        assert batch.marks(b) == sorted(slow.starts)
        tree_heads, tree_labels = batch.tree(b)
        assert tree_heads == [slow.heads.get(i, i) for i in range(slow.n)]
        assert [x for i, x in enumerate(tree_labels) if i in slow.heads] == [slow.labels[i] for i in sorted(slow.heads)]


@pytest.mark.parametrize("seed", range(60))
def test_biluo_walks(reference, seed):
    rng = random.Random(seed)
    twin = reference("transition")
    classes = rng.choice([ENT_CLASSES, MIXED_ENT_CLASSES])
    system = Biluo(classes)
    lengths = [rng.randrange(0, 12) for _ in range(4)]
    iob, types, space, starts, tags = [], [], [], [], []
    for n in lengths:
        share = rng.choice([0, 0.4])
        i, doc_iob, doc_types = 0, [0] * n, [0] * n
        while i < n:
            if rng.random() < share:
                label, length = rng.choice([0, 7, 8, 8]), rng.randrange(1, 4)
                for j in range(i, min(n, i + (length if label else 1))):
                    doc_iob[j], doc_types[j] = (3 if j == i else 1), label
                i += length
            elif rng.random() < share:
                doc_iob[i] = 2
            i += 1
        iob.append(doc_iob)
        types.append(doc_types)
        space.append([rng.random() < 0.15 for _ in range(n)])
        starts.append([rng.choice([0, 0, 1, -1]) for _ in range(n)])
        tags.append([rng.choice([(0, 0), (1, 7), (2, 7), (3, 7), (4, 8), (4, 0), (5, 0), (5, 0)]) for _ in range(n)])
    docs = DocBatch(
        lengths,
        sent_starts=flat(starts),
        ent_iob=flat(iob),
        ent_types=flat(types),
        is_space=flat(space),
    )
    batch = StateBatch(system, docs, [GoldEntities(doc_tags) for doc_tags in tags])
    twins = [twin.Entities(classes, n, *rest) for n, *rest in zip(lengths, iob, types, starts, space, strict=True)]
    offsets = [sum(lengths[:d]) for d in range(len(lengths))]
    while batch.n_active:
        active = batch.active()
        assert active == [b for b, t in enumerate(twins) if not t.is_final()]
        features = {slots: batch.features(slots) for slots in (3, 6)}
        chosen = []
        for a, (b, valid, costs) in enumerate(zip(active, batch.valid(), batch.costs(), strict=True)):
            slow = twins[b]
            assert valid == [slow.is_valid(k) for k in range(len(classes))]
            assert costs == [slow.cost(k, tags[b]) for k in range(len(classes))]
            for slots, rows in features.items():
                assert rows[a] == [t if t < 0 else t + offsets[b] for t in slow.features(slots)]
            allowed = [k for k, v in enumerate(valid) if v]
            chosen.append(rng.choice(allowed) if allowed else -1)
        batch.advance(chosen)
        for b, k in zip(active, chosen, strict=True):
            if k >= 0:
                twins[b].apply(k)
            else:
                twins[b].i, twins[b].open = twins[b].n, None
    assert [batch.spans(b) for b in range(len(lengths))] == [slow.spans for slow in twins]


def test_arguments_are_checked():
    system = ArcEager(TREE_CLASSES)
    batch = StateBatch(system, DocBatch([3]))
    for call in (
        lambda: batch.features(7),
        lambda: batch.costs(),
        lambda: batch.stack(1),
        lambda: batch.stack(-1),
        lambda: batch.advance([1]),  # nothing to reduce
        lambda: batch.advance([len(TREE_CLASSES)]),
        lambda: batch.advance([]),
        lambda: StateBatch(system, DocBatch([3]), [GoldTree([0, 0], [0, 0], [0, 0])]),
        lambda: StateBatch(system, DocBatch([3]), [GoldEntities([(0, 0)] * 3)]),
        lambda: StateBatch(system, DocBatch([3]), doc_of_state=[1]),
        lambda: DocBatch([2], heads=[0, 2]),
        lambda: DocBatch([2], deps=[0]),
        lambda: GoldTree([2, 0], [0, 0], [0, 0]),
        lambda: GoldEntities([(6, 0)]),
        lambda: ArcEager([(5, 0)]),
        lambda: Biluo([(-1, 0)]),
        lambda: StateBatch(system, DocBatch([1]), [GoldTree([0], [0], [1])]).cut(0),
    ):
        with pytest.raises(InputError):
            call()
