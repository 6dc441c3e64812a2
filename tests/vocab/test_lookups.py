"""Tables and Lookups: keys, bytes, files, installed data; against the peer."""

from __future__ import annotations

import pickle

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import FormatError, InputError, UnknownIdError
from engine.lookups import Lookups, Table, load_lookups
from engine.strings.store import get_string_id
from engine.vocab.lookups_data import MissingTablesError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def test_a_table_is_keyed_by_strings_and_ids():
    table = Table("t", {"a": 1, get_string_id("b"): [2]})
    assert (table["a"], table["b"], table.get("zz"), table.get("zz", 3)) == (1, [2], None, 3)
    assert "a" in table and get_string_id("a") in table and "zz" not in table and None not in table
    table.set("c", 3)
    table.update({"d": 4}, e=5)
    table.update([("f", 6)])
    assert table.setdefault("f", 0) == 6 and table.setdefault("g", 7) == 7 and table.pop("g") == 7
    assert table.pop("g", None) is None and list(table.values()) == [1, [2], 3, 4, 5, 6]
    del table["c"]
    with pytest.raises(KeyError):
        table["c"]
    with pytest.raises(KeyError):
        table.pop("c")
    assert Table.from_dict({"q": 1}, name="n").name == "n"
    for copy in (table.copy(), pickle.loads(pickle.dumps(table))):
        assert copy == table and copy.name == "t" and copy["f"] == 6
        copy["x"] = 1
        assert "x" not in table


def test_the_bloom_filter_has_every_key():
    table = Table("t", {str(i): i for i in range(500)})
    assert all(key in table.bloom for key in table)
    table["new"] = 1
    assert get_string_id("new") in table.bloom
    others = [get_string_id(f"other{i}") for i in range(500)]
    assert sum(key in table.bloom for key in others) < 5


def test_lookups():
    lookups = Lookups()
    table = lookups.add_table("t", {"a": 1})
    assert lookups.get_table("t") is table and "t" in lookups and lookups.has_table("t") and len(lookups) == 1
    own = Table("own")
    assert lookups.set_table("own", own) is own and lookups.tables == ["t", "own"]
    with pytest.raises(InputError, match="set_table"):
        lookups.add_table("t")
    for use in (lookups.get_table, lookups.remove_table):
        with pytest.raises(UnknownIdError, match="own"):
            use("nope")
    assert lookups.get_table("nope", None) is None and lookups.remove_table("t") is table and lookups.tables == ["own"]


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=5))
def test_round_trips(entries):
    table = Table("t", entries)
    again = Table("before", {"x": 1}).from_bytes(table.to_bytes())
    assert again == table and again.name == "t"
    lookups = Lookups()
    lookups.set_table("t", table)
    assert Lookups().from_bytes(lookups.to_bytes()).get_table("t") == table


def test_files(tmp_path):
    lookups = Lookups()
    lookups.add_table("t", {"a": 1})
    lookups.to_disk(tmp_path / "new", filename="other.bin")
    assert Lookups().from_disk(tmp_path / "new", filename="other.bin").get_table("t")["a"] == 1
    assert Lookups().from_disk(tmp_path / "new").tables == []  # a file that is missing


@given(
    st.binary(max_size=40)
    | st.builds(srsly.msgpack_dumps, VALUES | st.dictionaries(st.text(max_size=3) | st.integers(0, 5), VALUES))
    | st.builds(lambda d, n: srsly.msgpack_dumps({"dict": d, "name": n}), VALUES, VALUES)
)
def test_other_bytes_are_refused(data):
    table, lookups = Table("before", {"x": 1}), Lookups()
    lookups.add_table("before")
    try:
        table.from_bytes(data)
    except FormatError:
        assert table == Table("before", {"x": 1}) and table.name == "before"
    try:
        lookups.from_bytes(data)
    except FormatError:
        assert lookups.tables == ["before"]


@given(data=st.data())
def test_damaged_bytes_are_refused(data):
    lookups = Lookups()
    lookups.add_table("t", {"a": 1, "b": ["x", {"y": 2}]})
    content = bytearray(lookups.to_bytes())
    where = data.draw(st.integers(0, len(content) - 1))
    content[where] = data.draw(st.integers(0, 255))
    try:
        Lookups().from_bytes(bytes(content))
    except FormatError as error:
        assert "the given bytes" in str(error)


# Installed tables


@pytest.fixture
def installed():
    """Tables of a made-up language, as a package registers them."""
    engine.registry.lookups.register("xq", func={"lexeme_norm": {"gonna": "going to"}, "lexeme_prob": {"the": -3.5}})
    yield
    import catalogue

    catalogue.REGISTRY.pop(("engine", "lookups", "xq"))


def test_installed_tables(installed):
    assert load_lookups("xq", ["lexeme_norm"]).get_table("lexeme_norm")["gonna"] == "going to"
    assert load_lookups("xq", ["nope", "lexeme_norm"], strict=False).tables == ["nope", "lexeme_norm"]
    assert load_lookups("xz", ["lexeme_norm"], strict=False).tables == []
    with pytest.raises(MissingTablesError, match=r"nope.*xq"):
        load_lookups("xq", ["nope", "lexeme_norm"])
    with pytest.raises(MissingTablesError, match="spacy-lookups-data"):
        load_lookups("xz", ["lexeme_norm"])


def test_tables_by_config(installed, tmp_path):
    loader = {"@misc": "spacy.LookupsDataLoader.v1", "lang": "xq", "tables": ["lexeme_norm", "lexeme_prob"]}
    nlp = engine.blank("en", config={"initialize": {"lookups": loader}})
    assert nlp("gonna")[0].lex.prob == -20
    nlp.initialize()
    doc = nlp("well gonnas the gonna")
    assert nlp.vocab["gonna"].norm_ == "going to" and doc[2].prob == -3.5
    assert nlp.config["initialize"]["lookups"] == loader
    nlp.to_disk(tmp_path)
    assert engine.load(tmp_path).vocab["gonna"].norm_ == "going to"


# The peer


@pytest.mark.peer
@pytest.mark.parametrize("entries", [{}, {"a": 1}, {str(i): [i, "x"] for i in range(100)}])
def test_bytes_equal_the_peers(entries):
    theirs = pytest.importorskip("spacy.lookups", reason="no spaCy here")
    tables = [package.Table("t", entries) for package in (engine.lookups, theirs)]
    assert tables[0].to_bytes() == tables[1].to_bytes()
    for table in tables:
        table["more"] = "x"
    assert tables[0].to_bytes() == tables[1].to_bytes()
    assert theirs.Table().from_bytes(tables[0].to_bytes()) == tables[1]
    assert Table().from_bytes(tables[1].to_bytes()) == tables[0]


@pytest.mark.peer
def test_installed_tables_equal_the_peers():
    theirs = pytest.importorskip("spacy.lookups", reason="no spaCy here")
    pytest.importorskip("spacy_lookups_data", reason="spacy-lookups-data is not installed")
    for lang, tables in (("en", ["lexeme_norm", "lemma_rules"]), ("de", ["lexeme_norm"])):
        ours, other = load_lookups(lang, tables), theirs.load_lookups(lang, tables)
        assert ours.to_bytes() == other.to_bytes()
