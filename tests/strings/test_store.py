"""Ids of strings: golden values, reserved names, round trips, bad input."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.store import StringStore
from engine.strings.symbols import ATTR_IDS, NAMES, attribute_id, intify_attrs

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "compat"


def test_golden_ids(golden):
    store = StringStore()
    for case in golden("examples_hashes")["string_ids"]:
        char, times, count = case["string"].partition("*")  # "x*300" stands for 300 times x
        string = char * int(count) if times else char
        assert store[string] == case["id"], string
        assert store.add(string) == case["id"]
        assert store[case["id"]] == string


def test_reserved_names():
    rows = list(csv.DictReader((GOLDEN / "symbols.csv").open(encoding="utf8")))
    assert [row["name"] for row in rows] == NAMES
    assert {row["name"] for row in rows if row["in_attrs_table"] == "yes"} == set(ATTR_IDS)
    store = StringStore(["NOUN", "X", ""])
    assert len(store) == 0
    assert (store["X"], store["punct"], store["LAW"], store["dep"]) == (101, 445, 390, 414)


def test_looking_up_does_not_store():
    store = StringStore()
    key = store["never added"]
    assert "never added" not in store
    with pytest.raises(KeyError) as err:
        store[key]
    assert isinstance(err.value, UnknownIdError)
    assert str(key) in str(err.value)


def test_json_layout(golden):
    case = golden("examples_formats")["strings_json"]
    assert StringStore(case["added"]).to_bytes().decode() == case["file_text"]


def test_loading_keeps_what_was_there(tmp_path):
    StringStore(["b", "a"]).to_disk(tmp_path / "strings.json")
    store = StringStore(["c"]).from_disk(tmp_path / "strings.json")
    assert list(store) == ["a", "b", "c"]
    assert [store[store[s]] for s in store] == ["a", "b", "c"]


@given(st.lists(st.text()))
def test_round_trip(strings):
    store = StringStore(strings)
    assert set(StringStore().from_bytes(store.to_bytes())) == set(store)
    assert all(store[store.add(s)] == s for s in strings)
    assert len(list(store)) == len(store) == len({s for s in strings if s and s not in NAMES})


@given(st.binary() | st.text().map(lambda s: json.dumps(s).encode()))
def test_malformed_json_is_refused(data):
    with pytest.raises(FormatError):
        StringStore().from_bytes(b"{" + data)


@pytest.mark.parametrize("data", [b"{}", b"3", b'["a", 1]', b"", b"\xff\xfe", b"[" * 100_000])
def test_foreign_json_is_refused(data):
    store = StringStore(["kept"])
    with pytest.raises(FormatError):
        store.from_bytes(data)
    assert list(store) == ["kept"]


@pytest.mark.parametrize("key", [None, 1.5, ["a"]])
def test_wrong_types(key):
    store = StringStore()
    for call in (store.__getitem__, store.__contains__, store.add):
        with pytest.raises(InputError):
            call(key)


@pytest.mark.parametrize("key", [-1, 2**64])
def test_ids_out_of_range(key):
    with pytest.raises(UnknownIdError):
        StringStore()[key]


def test_surrogates_are_refused():
    with pytest.raises(InputError, match="surrogate"):
        StringStore().add("a\ud800")


def test_attributes_by_name():
    assert attribute_id("TAG") == attribute_id("tag") == attribute_id(75) == 75
    with pytest.raises(InputError, match="Did you mean LEMMA"):
        attribute_id("LEMA")
    store = StringStore()
    assert intify_attrs({"TAG": "NN", "POS": "NOUN", "IS_ALPHA": True}, store) == {75: store["NN"], 74: 92, 1: 1}
