"""The action table: counting, class order, added labels, file format."""

from __future__ import annotations

import json

import pytest
import srsly

from engine.errors import FormatError, InputError
from engine.parser.core import LABEL_DEP, LABEL_ROOT, LABEL_SUBTOK, ArcEager, Biluo
from engine.parser.moves import LEFT, RIGHT, MoveTable, entity_moves, tree_moves
from engine.strings.store import get_string_id


def test_special_labels_have_the_ids_of_their_strings():
    assert get_string_id("ROOT") == LABEL_ROOT
    assert get_string_id("dep") == LABEL_DEP
    assert get_string_id("subtok") == LABEL_SUBTOK


def test_class_order_and_added_labels():
    table = entity_moves({"A": 1, "B": 5, "C": 5})
    assert table.class_names()[:3] == ["B-C", "B-B", "B-A"]
    assert table.class_names()[-2:] == ["U-", "O"]
    before = table.class_names()
    assert table.add_label("X")
    assert table.add_label("Y")
    assert not table.add_label("X")
    added = [f"{m}-{label}" for label in "XY" for m in "BILU"]
    assert table.class_names() == [*before, *added]
    assert {table.labels[m]["X"] for m in (1, 2, 3, 4)} == {-1}
    assert {table.labels[m]["Y"] for m in (1, 2, 3, 4)} == {-2}
    assert table.label_set() == {"A", "B", "C", "X", "Y"}
    assert len(table) == len(table.classes())
    assert len(MoveTable("ner", {0: {"A": 1, "B": -1}, 5: {"": 1}})) == 1
    assert MoveTable("ner", {0: {"A": 1, "B": -1}, 5: {"": 1}}).class_names() == ["O"]


def test_tree_counts():
    table = tree_moves([([1, 1, 1], ["a", "root", "b"])], min_freq=1, learn_tokens=True)
    assert table.labels == {
        0: {"": 2},
        1: {"": 2},
        2: {"a": 1, "dep": 0, "subtok": 0},
        3: {"b": 1, "dep": 0, "subtok": 0},
        4: {"ROOT": 1},
    }
    assert table.class_names() == ["S", "D", "L-a", "L-subtok", "L-dep", "R-b", "R-subtok", "R-dep", "B-ROOT"]
    assert tree_moves([], min_freq=30).labels[4] == {"ROOT": 0}
    assert table.add_action(LEFT, "b") and not table.add_action(LEFT, "b") and not table.add_action(RIGHT, "b")


@pytest.mark.parametrize("kind", ["parser", "ner"])
def test_round_trip(kind):
    table = tree_moves([([1, 1], ["ä||b", "ROOT"])], min_freq=1) if kind == "parser" else entity_moves({"Ä": 3})
    table.add_label("late")
    data = table.to_bytes("wrong")
    message = srsly.msgpack_loads(data)
    assert message["cfg"] == {"neg_key": "wrong"}
    assert isinstance(message["moves"], str) and "0" in json.loads(message["moves"])
    again = MoveTable.from_bytes(kind, data)
    assert again.labels == table.labels
    assert again.class_names() == table.class_names()
    assert again.to_bytes("wrong") == data
    system = again.build(get_string_id)
    assert isinstance(system, ArcEager if kind == "parser" else Biluo)
    assert system.moves() == [(move, get_string_id(label) if label else 0) for move, label in again.classes()]
    assert len(again) == system.n_classes


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        srsly.msgpack_dumps([]),
        srsly.msgpack_dumps({"cfg": {}}),
        srsly.msgpack_dumps({"moves": "{"}),
        srsly.msgpack_dumps({"moves": "[1]"}),
        srsly.msgpack_dumps({"moves": '{"0": {"": "x"}}'}),
        srsly.msgpack_dumps({"moves": '{"7": {"": 1}}'}),
    ],
)
def test_malformed_files(data):
    with pytest.raises(FormatError):
        MoveTable.from_bytes("parser", data)


def test_bad_arguments():
    with pytest.raises(InputError):
        MoveTable("tagger")
    with pytest.raises(InputError):
        MoveTable("ner", {6: {}})
    with pytest.raises(InputError):
        MoveTable("ner").add_action(6, "x")
