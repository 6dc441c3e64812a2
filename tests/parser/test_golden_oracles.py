"""Traces, cost tables and validity sets recorded from the peer."""

from __future__ import annotations

import pytest

from engine.parser.core import DocBatch, GoldEntities, GoldTree, StateBatch
from engine.parser.moves import ENTITY_NAMES, TREE_NAMES, MoveTable, tree_moves
from engine.parser.projectivize import projectivize
from engine.strings.store import get_string_id

INVALID = 9000.0


def label_id(label: str) -> int:
    return get_string_id(label) if label else 0


def system_of(kind: str, names: list[str]):
    """A system with exactly these classes, whatever their frequencies."""
    letters = TREE_NAMES if kind == "parser" else ENTITY_NAMES
    labels: dict[int, dict[str, int]] = {}
    for i, name in enumerate(names):
        letter, _, label = name.partition("-")
        labels.setdefault(letters.index(letter), {})[label] = len(names) - i
    table = MoveTable(kind, labels)
    assert table.class_names() == names
    return table.build(label_id)


def aligned_starts(case) -> list[int]:
    """Gold sentence starts of the predicted tokens: left edges of the roots' subtrees; one where a head is missing."""
    words = case["words"]
    pred = case.get("pred_words") or words
    if any(h is None for h in case["heads"]):
        return [1] + [-1] * (len(pred) - 1)
    starts = {0}
    parents = case["heads"]
    roots = [i for i in range(len(words)) if parents[i] == i]

    def root_of(i):
        while parents[i] != i:
            i = parents[i]
        return i

    for root in roots:
        starts.add(min(i for i in range(len(words)) if root_of(i) == root))
    if pred is not words:
        assert len(roots) == 1
        return [1] + [-1] * (len(pred) - 1)
    return [1 if i in starts else -1 for i in range(len(pred))]


def test_action_counts_and_class_order(golden):
    data = golden("examples_parser_oracles")
    for key, counts_key, min_freq in (
        ("arc_eager", "action_counts", 0),
        ("arc_eager_min_action_freq_2", "action_counts_after_cut", 2),
    ):
        trees = []
        for case in data["arc_eager"]["cases"]:
            if "pred_words" in case or None in case["heads"]:
                continue
            trees.append(projectivize(case["heads"], case["deps"]))
        table = tree_moves(trees, min_freq=min_freq)
        assert table.class_names() == data[key]["moves_in_class_order"]
        assert {str(k): v for k, v in table.labels.items()} == data[key][counts_key]


@pytest.mark.parametrize("i", range(12))
def test_arc_eager_trace(golden, i):
    data = golden("examples_parser_oracles")["arc_eager"]
    if i >= len(data["cases"]):
        pytest.fail("fewer cases than recorded")
    names = data["moves_in_class_order"]
    system = system_of("parser", names)
    case = data["cases"][i]
    heads, labels = case["projectivised_heads"], case["projectivised_labels"]
    n = len(heads)
    unknown = [h is None for h in heads]
    if "pred_words" not in case:
        unknown = [h is None for h in case["heads"]]
        got = projectivize(case["heads"], case["deps"])
        assert (got[0], got[1]) == (heads, [label or "" for label in labels])
    gold = GoldTree(
        [None if unknown[t] else heads[t] for t in range(n)], [label_id(x or "") for x in labels], aligned_starts(case)
    )
    batch = StateBatch(system, DocBatch([n]), [gold])
    assert [names[k] for k in batch.oracle()[0]] == case["oracle"]
    for step in case["steps"]:
        assert batch.stack(0) == step["stack_top_first"]
        assert batch.buffer(0) == step["buffer"]
        (costs,) = batch.costs()
        assert {name: c for name, c in zip(names, costs, strict=True) if c < INVALID} == step["costs"]
        assert batch.valid()[0] == [c < INVALID for c in costs]
        batch.advance([names.index(step["chosen"])])
    assert batch.n_active == 0


def test_arc_eager_validity(golden):
    data = golden("examples_parser_oracles")["arc_eager_validity"]
    names = data["moves_in_class_order"]
    system = system_of("parser", names)
    for case in data["cases"]:
        n = len(case["words"])
        starts = case["sent_starts"]
        batch = StateBatch(system, DocBatch([n], sent_starts=[1 if s else -1 for s in starts] if starts else None))
        for step in case["steps"]:
            assert batch.stack(0) == step["stack_top_first"], case["name"]
            assert batch.buffer(0) == step["buffer"], case["name"]
            valid = batch.valid()[0]
            assert [name for name, v in zip(names, valid, strict=True) if v] == step["valid"], case["name"]
            if step["take"]:
                batch.advance([names.index(step["take"])])
        if case["final"]:
            assert batch.n_active == 0
            heads, labels = batch.tree(0)
            assert heads == case["heads"]
            assert labels == [label_id(x) for x in case["deps"]]


def test_ner_traces(golden):
    data = golden("examples_parser_oracles")["ner"]
    names = data["moves_in_class_order"]
    system = system_of("ner", names)
    for case in data["cases"]:
        tags = []
        for tag in case["aligned_tags"]:
            letter, _, label = (tag or "M").partition("-")
            tags.append((ENTITY_NAMES.index(letter), label_id(label)))
        batch = StateBatch(system, DocBatch([len(tags)]), [GoldEntities(tags)])
        assert [names[k] for k in batch.oracle()[0]] == case["oracle"], case["name"]
        for step in case["steps"]:
            assert batch.buffer(0) == step["buffer"]
            (costs,) = batch.costs()
            got = {name: c for name, c in zip(names, costs, strict=True) if c < INVALID}
            assert got == step["costs"], case["name"]
            batch.advance([names.index(step["chosen"])])
        assert batch.n_active == 0


def test_ner_validity(golden):
    data = golden("examples_parser_oracles")["ner_validity"]
    names = data["moves_in_class_order"]
    system = system_of("ner", names)
    for case in data["cases"]:
        n = len(case["words"])
        iob, types = [0] * n, [0] * n
        for i, tag in enumerate(case["preset_ents"] or []):
            if tag:
                letter, _, label = tag.partition("-")
                iob[i], types[i] = {"I": 1, "O": 2, "B": 3}[letter], label_id(label)
        for start, end in case["blocked"] or []:
            for i in range(start, end):
                iob[i], types[i] = 3, 0
        starts = case["sent_starts"]
        batch = StateBatch(
            system,
            DocBatch(
                [n],
                sent_starts=[1 if s else -1 for s in starts] if starts else None,
                ent_iob=iob,
                ent_types=types,
                is_space=[w.isspace() for w in case["words"]],
            ),
        )
        for step in case["steps"]:
            assert batch.buffer(0)[0] == step["token"]
            valid = batch.valid()[0]
            assert [name for name, v in zip(names, valid, strict=True) if v] == step["valid"], case["name"]
            if step["take"]:
                batch.advance([names.index(step["take"])])
