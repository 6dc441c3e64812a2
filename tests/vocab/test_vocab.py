"""Vocab, Lexeme and their attributes."""

import pickle

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.symbols import IDS
from engine.vocab import lex_attrs
from engine.vocab.lexeme import Lexeme
from engine.vocab.lookups import Lookups
from engine.vocab.vectors import Vectors
from engine.vocab.vectors_files import settings_of
from engine.vocab.vocab import Vocab

GETTERS = dict(lex_attrs.NATIVE)
PLACES = (
    st.text()
    | st.text("abAB1 .,$(\"'\n\x1c", max_size=4)
    | st.sampled_from(["'", "''", "``", "²", "½", "ǅa", "٣", "ªº", "$€", "İ", "A1", "1a", "!?", " ", "\u2003"])
)


@given(PLACES)
def test_native_flags_equal_the_functions(text):
    flags = lex_attrs._testing_native_flags(text)
    for attr, function in lex_attrs.NATIVE.items():
        if attr < 64 and (text or attr not in (5, 18)):  # "" never becomes a lexeme
            assert bool(flags >> attr & 1) == bool(function(text)), (text, function.__name__)


@given(PLACES.filter(bool))
def test_called_getters_equal_native_ones(text):
    native, called = Vocab(GETTERS), Vocab({attr: (lambda s, f=f: f(s)) for attr, f in GETTERS.items()})
    a, b = native[text], called[text]
    for name in ("flags", "lower_", "norm_", "shape_", "prefix_", "suffix_", "orth_"):
        assert getattr(a, name) == getattr(b, name), name


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Apple", "Xxxxx"),
        ("C3PO", "XdXX"),
        ("!!!!!!", "!!!!"),
        ("22nd", "ddxx"),
        ("a" * 100, "LONG"),
        ("ab" * 9, "xxxx"),
    ],
)
def test_shape(word, shape):
    assert lex_attrs.word_shape(word) == shape


def test_lexeme_is_made_once_and_shared():
    vocab = Vocab(GETTERS)
    assert "apple" not in vocab
    lexeme = vocab["apple"]
    assert "apple" in vocab and len(vocab) == 1
    lexeme.norm_ = "fruit"
    assert vocab["apple"].norm_ == "fruit" == vocab[vocab.strings["apple"]].norm_
    assert [lex.text for lex in vocab] == ["apple"]


def test_unknown_id_is_refused():
    with pytest.raises(UnknownIdError):
        Vocab()[12345678901]


def test_added_getter_counts_for_new_lexemes():
    vocab = Vocab(GETTERS)
    flag = vocab.add_flag(lambda text: text == "yes")
    assert vocab["yes"].check_flag(flag) and not vocab["no"].check_flag(flag)
    vocab.lex_attr_getters[IDS["IS_STOP"]] = lambda text: text == "the"
    assert vocab["the"].is_stop


def test_lexeme_norm_table():
    lookups = Lookups()
    lookups.add_table("lexeme_norm", {"colour": "color"})
    vocab = Vocab(GETTERS, lookups=lookups)
    assert vocab["colour"].norm_ == "color" and vocab["Sky"].norm_ == "sky"
    later = Vocab(GETTERS)
    assert later["colour"].norm_ == "colour"
    later.lookups = lookups
    assert later["colour"].norm_ == "color"


def test_tag_map_is_read():
    vocab = Vocab(tag_map={"N": {"pos": "NOUN"}, "V": {"pos": "VERB", "VerbForm": "Fin"}})
    assert vocab.tag_map["N"] == {"pos": 92, "morph": ""}
    assert vocab.tag_map["V"]["morph"] == "VerbForm=Fin"
    with pytest.raises(InputError, match="NOWN"):
        Vocab(tag_map={"N": {"pos": "NOWN"}})


def test_round_trips(tmp_path):
    vocab = Vocab(GETTERS, strings=["apple", "pear"])
    vocab.vectors = Vectors(data=numpy.arange(6, dtype="f").reshape(2, 3), keys=["apple", "pear"])
    vocab.lookups.add_table("t", {"apple": [1, 2]})
    vocab.to_disk(tmp_path)
    again = [
        Vocab(GETTERS).from_disk(tmp_path),
        Vocab(GETTERS).from_bytes(vocab.to_bytes()),
        pickle.loads(pickle.dumps(vocab)),
    ]
    for other in again:
        assert set(other.strings) == {"apple", "pear"}
        assert other["pear"].vector.tolist() == [3, 4, 5] and other["pear"].rank == 1
        assert other["plum"].vector.tolist() == [0, 0, 0] and other["plum"].is_oov
        assert other.lookups.get_table("t")["apple"] == [1, 2]


def test_vocab_files(golden, tmp_path):
    files = golden("examples_formats")["vocab_with_vectors"]["files"]
    for name, content in files.items():
        binary = name not in ("strings.json", "vectors.cfg")
        (tmp_path / name).write_bytes(bytes.fromhex(content) if binary else content.encode())
    vocab = Vocab().from_disk(tmp_path)
    assert vocab.get_vector("dog").shape == (3,)
    vocab.to_disk(tmp_path / "again")
    for name in files:
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_floret(golden):
    case = golden("examples_formats")["floret"]
    settings = {k: case[k] for k in ("minn", "maxn", "hash_count", "hash_seed")}
    vectors = Vectors(data=numpy.arange(20, dtype="f").reshape(10, 2), mode="floret", **settings)
    assert vectors[case["word"]].tolist() == case["vector"]
    assert settings_of(vectors) == case["vectors_cfg"]


def test_lookups_bytes(golden):
    case = golden("examples_formats")["lookups_bin"]
    lookups = Lookups()
    for name, table in case["input"].items():
        lookups.add_table(name, table)
    assert lookups.to_bytes().hex() == case["hex"]
    assert Lookups().from_bytes(lookups.to_bytes()).get_table("lexeme_norm")["colour"] == "color"


@pytest.mark.parametrize("name", ["strings.json", "lookups.bin", "vectors", "key2row", "vectors.cfg"])
@given(data=st.data())
def test_damaged_files_name_the_file(name, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("vocab")
    vocab = Vocab(strings=["apple"])
    vocab.vectors = Vectors(data=numpy.ones((1, 2), dtype="f"), keys=["apple"])
    vocab.to_disk(folder)
    content = bytearray((folder / name).read_bytes())
    cut = data.draw(st.integers(0, max(0, len(content) - 1)))
    if data.draw(st.booleans()):
        content = content[:cut]
    else:
        content[cut] ^= 1 << data.draw(st.integers(0, 7))
    (folder / name).write_bytes(content)
    try:
        Vocab().from_disk(folder)
    except FormatError as err:
        assert name in str(err)


def test_lexeme_compares_by_id():
    vocab = Vocab()
    assert vocab["a"] == Lexeme(vocab, vocab.strings["a"]) and vocab["a"] != vocab["b"] and vocab["a"] != 3
    assert sorted([vocab["a"], vocab["b"]])[0].orth == min(vocab["a"].orth, vocab["b"].orth)
