"""Vectors: both modes, searching, pruning, files; against slow versions and against the peer."""

from __future__ import annotations

import numpy
import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.store import StringStore
from engine.tokens import Doc
from engine.vocab.ngrams import NgramHasher
from engine.vocab.similar_rows import nearest
from engine.vocab.vectors import Vectors
from engine.vocab.vocab import Vocab

FLORET = {"minn": 2, "maxn": 4, "hash_count": 2, "hash_seed": 7, "bow": "<", "eow": ">"}


def random_table(rows, width, seed=0):
    return numpy.random.default_rng(seed).standard_normal((rows, width)).astype("f")


def words(n):
    return [f"w{i}" for i in range(n)]


@pytest.fixture
def vectors():
    return Vectors(strings=StringStore(words(6)), data=random_table(6, 4), keys=words(6), name="v")


# Default mode


def test_adding_words():
    vectors = Vectors(strings=StringStore(), shape=(3, 2))
    assert (vectors.shape, vectors.size, vectors.n_keys, vectors.is_full, len(vectors)) == ((3, 2), 6, 0, False, 3)
    assert vectors.add("a", vector=[1, 2]) == 0
    assert vectors.add("c", row=2) == 2 and vectors.add("b", vector=[3, 4]) == 1
    assert vectors.is_full and vectors.add("a") == 0 and vectors.add("alias", row=0) == 0
    assert vectors["alias"].tolist() == [1, 2] and "alias" in vectors.strings
    with pytest.raises(InputError, match="taken"):
        vectors.add("d")
    for row in (3, -1):
        with pytest.raises(InputError, match="outside"):
            vectors.add("d", row=row)
    with pytest.raises(InputError, match="width 2"):
        vectors.add("b", vector=[1, 2, 3])
    vectors["b"] = [5, 6]
    assert vectors["b"].tolist() == [5, 6]
    for use in (lambda: vectors["zz"], lambda: vectors.__setitem__("zz", [0, 0])):
        with pytest.raises(KeyError):
            use()


def test_many_words_take_linear_time():
    vectors = Vectors(strings=StringStore(), shape=(50_000, 1))
    for i in range(50_000):
        assert vectors.add(i + 1000) == i
    assert vectors.is_full


def test_finding(vectors):
    vectors.add("alias", row=1)
    ids = vectors.strings
    assert vectors.find(key="w3") == 3 and vectors.find(key="zz") == -1
    assert vectors.find(keys=["w5", ids["w0"], "zz"]).tolist() == [5, 0, -1]
    assert vectors.find(keys=numpy.asarray([ids["w2"], 99], dtype="uint64")).tolist() == [2, -1]
    assert vectors.find(row=1) == ids["alias"]
    found = vectors.find(rows=[0, 1])
    assert found.dtype == "uint64" and found.tolist() == [ids["w0"], ids["alias"]]
    assert vectors.find(rows=[]).shape == (0,) and vectors.find(keys=[]).shape == (0,)
    with pytest.raises(UnknownIdError, match="Row 9"):
        vectors.find(row=9)
    for arguments in ({}, {"key": "a", "row": 1}):
        with pytest.raises(InputError, match="exactly one"):
            vectors.find(**arguments)


def test_views(vectors):
    vectors.add("alias", row=1)
    assert list(vectors) == list(vectors.keys()) == [vectors.strings[w] for w in [*words(6), "alias"]]
    assert numpy.array_equal(list(vectors.values()), vectors.data)
    assert [key for key, _ in vectors.items()] == list(vectors)
    assert numpy.array_equal(dict(vectors.items())[vectors.strings["alias"]], vectors.data[1])
    assert "w1" in vectors and vectors.strings["w1"] in vectors and "zz" not in vectors


def test_batches(vectors):
    batch = vectors.get_batch(["w4", "zz", vectors.strings["w0"]])
    assert numpy.array_equal(batch, [vectors.data[4], numpy.zeros(4), vectors.data[0]])
    batch[:] = 0
    assert vectors.data[4].any()  # an array of its own
    assert vectors.get_batch([]).shape == (0, 4) and Vectors().get_batch(["a"]).shape == (1, 0)


def test_resizing(vectors):
    data = vectors.data.copy()
    assert vectors.resize((8, 5)) == [] and vectors.shape == (8, 5) and not vectors.is_full
    assert numpy.array_equal(vectors.data[:6, :4], data) and not vectors.data[6:].any() and not vectors.data[:, 4].any()
    assert vectors.resize((2, 3)) == [(vectors.strings[f"w{i}"], i) for i in range(2, 6)]
    assert numpy.array_equal(vectors.data, data[:2, :3]) and vectors.n_keys == 2 and vectors.is_full
    vectors.clear()
    assert vectors.shape == (2, 3) and vectors.n_keys == 0 and not vectors.is_full
    assert vectors.add("new") == 0


def test_a_replaced_table_counts(vectors):
    vectors.data = numpy.zeros((9, 4), dtype="f")
    assert not vectors.is_full and vectors.add("new") == 6


# Searching


@given(
    rows=st.integers(1, 40),
    queries=st.integers(0, 9),
    n=st.integers(1, 40),
    batch=st.integers(1, 4),
    sort=st.booleans(),
)
def test_nearest_equals_the_whole_matrix(rows, queries, n, batch, sort):
    table, asked, n = random_table(rows, 5), random_table(queries, 5, 1), min(n, rows)
    table[0] = 0
    found, cosines = nearest(table, asked, n, batch, sort)
    norm = numpy.linalg.norm(table, axis=1)
    expected = asked @ table.T / numpy.where(norm == 0, 1, norm) / numpy.linalg.norm(asked, axis=1, keepdims=True)
    assert found.shape == cosines.shape == (queries, n)
    assert numpy.allclose(numpy.take_along_axis(expected, found.astype("int64"), axis=1), cosines, atol=1e-6)
    assert numpy.allclose(numpy.sort(cosines, axis=1), numpy.sort(expected, axis=1)[:, rows - n :], atol=1e-6)
    if sort:
        assert (numpy.diff(cosines, axis=1) <= 0).all()


def test_nearest_over_blocks(monkeypatch):
    table, asked = random_table(1000, 8), random_table(30, 8, 1)
    whole = nearest(table, asked, 7, 1024, True)
    monkeypatch.setattr("engine.vocab.similar_rows.ROWS", 64)
    blocks = nearest(table, asked, 7, 4, True)
    assert numpy.array_equal(whole[0], blocks[0]) and numpy.allclose(whole[1], blocks[1], atol=1e-6)


def test_most_similar(vectors):
    vectors.add("alias", row=2)
    keys, rows, scores = vectors.most_similar(vectors.data[2], n=3)
    assert keys.dtype == "uint64" and rows.dtype == "int32" and scores.dtype == "float32"
    assert keys[0, 0] == vectors.strings["alias"] and rows[0, 0] == 2 and scores[0, 0] == 1
    with pytest.raises(InputError, match="6 rows"):
        vectors.most_similar(vectors.data, n=7)
    with pytest.raises(InputError, match="width 4"):
        vectors.most_similar([[1, 2]])


# Floret


@given(
    st.text(max_size=6) | st.sampled_from(["naïve", "日本語", "😀x"]),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 4),
    st.integers(0, 2**31 - 1),
    st.text(max_size=2),
    st.integers(1, 50),
)
def test_floret_equals_the_slow_version(reference, word, minn, more, hash_count, seed, mark, n_rows):
    slow = reference("floret")
    settings = {"minn": minn, "maxn": minn + more, "hash_count": hash_count, "bow": mark, "eow": ">"}
    table = random_table(n_rows, 3)
    vectors = Vectors(data=table, mode="floret", hash_seed=seed, **settings)
    assert numpy.allclose(vectors[word], slow.vector(word, table, seed=seed, **settings), atol=1e-5)
    if word:
        hasher = NgramHasher(minn, minn + more, hash_count, seed, mark, ">")
        assert hasher.rows(word, n_rows) == slow.rows(word, seed=seed, n_rows=n_rows, **settings)


def test_floret_table_is_fixed():
    vectors = Vectors(strings=StringStore(["abc"]), data=random_table(9, 3), mode="floret", **FLORET)
    assert vectors.is_full and vectors.n_keys == -1 and "anything" in vectors and list(vectors) == []
    assert numpy.array_equal(vectors[vectors.strings["abc"]], vectors["abc"])
    assert numpy.array_equal(vectors.get_batch(["abc", "", "abc"]), [vectors["abc"], [0, 0, 0], vectors["abc"]])
    for change in (
        lambda: vectors.add("a"),
        lambda: vectors.resize((1, 1)),
        lambda: vectors.clear(),
        lambda: vectors.find(key="a"),
        lambda: vectors.most_similar([[1, 2, 3]]),
        lambda: vectors.__setitem__("a", [1, 2, 3]),
    ):
        with pytest.raises(InputError, match="floret"):
            change()
    with pytest.raises(InputError, match="whole table"):
        Vectors(mode="floret", shape=(3, 2), **FLORET)
    for wrong in ({"hash_count": 5}, {"minn": 5}, {"minn": -1}):
        with pytest.raises(InputError, match="no settings"):
            Vectors(data=random_table(2, 2), mode="floret", **{**FLORET, **wrong})


def test_vocab_with_floret():
    vocab = Vocab()
    vocab.vectors = Vectors(data=random_table(9, 3), mode="floret", **FLORET)
    doc = Doc(vocab, words=["never", "seen"])
    assert doc.has_vector and doc[0].has_vector and not vocab["unseen"].is_oov
    assert numpy.allclose(doc.vector, (vocab.get_vector("never") + vocab.get_vector("seen")) / 2)
    for change in (lambda: vocab.set_vector("a", [1, 2, 3]), lambda: vocab.prune_vectors(2), vocab.deduplicate_vectors):
        with pytest.raises(InputError, match="floret"):
            change()


# Vocab


def test_vectors_by_another_attribute():
    nlp = engine.blank("en")
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=random_table(2, 3), keys=["apple", "pear"], attr="LOWER"
    )
    doc = nlp("APPLE Apple plum")
    assert [token.has_vector for token in doc] == [True, True, False]
    assert numpy.array_equal(doc[0].vector, nlp.vocab.vectors.data[0]) and nlp.vocab.has_vector("ApplE")
    assert numpy.allclose(doc.vector, nlp.vocab.vectors.data[0] * 2 / 3) and not nlp.vocab["PEAR"].is_oov
    assert doc.has_vector and doc[:2].has_vector and not doc[2:].has_vector


def test_setting_vectors_grows_the_table():
    vocab = Vocab()
    for i in range(300):
        vocab.set_vector(f"w{i}", [i, 1])
    assert vocab.vectors_length == 2 and vocab["w299"].rank == 299 and vocab.get_vector("w123").tolist() == [123, 1]
    assert vocab.get_vector("zz").tolist() == [0, 0] and not vocab.has_vector("zz")
    with pytest.raises(InputError, match="width 2"):
        vocab.set_vector("w0", [1, 2, 3])


def test_pruning():
    vocab = Vocab()
    for i, vector in enumerate([[1, 0], [0, 1], [1, 0.1], [-1, 0.01], [0.2, 1]]):
        vocab.set_vector(f"w{i}", vector)
    moved = vocab.prune_vectors(2)
    assert {word: to for word, (to, _) in moved.items()} == {"w2": "w0", "w3": "w1", "w4": "w1"}
    assert vocab.vectors.shape == (2, 2) and vocab.vectors.n_keys == 5
    assert vocab.get_vector("w2").tolist() == [1, 0] and vocab["w4"].rank == 1
    vocab.lookups.add_table("lexeme_prob", {"w3": -1.0})
    assert set(vocab.prune_vectors(1)) == {"w0", "w2"}  # w1, w3 and w4 share the row of the likeliest word
    for wrong in (0, 7):
        with pytest.raises(InputError, match="pruned"):
            vocab.prune_vectors(wrong)


def test_deduplicating():
    vocab = Vocab()
    for i, vector in enumerate([[2, 1], [0, 1], [2, 1], [0, 1], [1, 1]]):
        vocab.set_vector(f"w{i}", vector)
    before = {word: vocab.get_vector(word).tolist() for word in words(5)}
    vocab.deduplicate_vectors()
    assert vocab.vectors.shape == (3, 2) and {word: vocab.get_vector(word).tolist() for word in words(5)} == before
    assert vocab["w2"].rank == vocab["w0"].rank
    Vocab().deduplicate_vectors()


def test_resetting():
    vocab = Vocab(vectors_name="name")
    vocab.reset_vectors(shape=(4, 3))
    vocab.reset_vectors(width=5)
    assert vocab.vectors.shape == (4, 5) and vocab.vectors.name == "name" and vocab.vectors_length == 5
    with pytest.raises(InputError, match="either"):
        vocab.reset_vectors(width=1, shape=(1, 1))


# Files


@pytest.mark.parametrize("mode", ["default", "floret"])
def test_round_trips(mode, tmp_path):
    settings = {"keys": words(6)} if mode == "default" else {"mode": "floret", "attr": "LOWER", **FLORET}
    vectors = Vectors(strings=StringStore(words(6)), data=random_table(6, 4), **settings)
    vectors.to_disk(tmp_path)
    for again in (Vectors().from_disk(tmp_path), Vectors().from_bytes(vectors.to_bytes())):
        assert again.mode == mode and numpy.array_equal(again.data, vectors.data) and again.key2row == vectors.key2row
        assert numpy.array_equal(again["w3"], vectors["w3"]) and set(again.strings) == set(words(6))
        assert again.attr == vectors.attr and again.is_full
    assert "strings" not in srsly.msgpack_loads(vectors.to_bytes(exclude=["strings"]))


BYTES = {
    mode: Vectors(strings=StringStore(["a", "b"]), data=random_table(2, 2), **settings).to_bytes()
    for mode, settings in (("default", {"keys": ["a", "b"]}), ("floret", {"mode": "floret", **FLORET}))
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=5) | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(0, 9), inner),
    max_leaves=6,
)


def read_or_refuse(data):
    vectors = Vectors(data=numpy.ones((1, 1)), keys=["before"])
    try:
        vectors.from_bytes(data)
    except FormatError:
        assert vectors["before"].tolist() == [1]  # nothing was half read
    else:
        vectors.get_batch(["a", "b", "zz"])
        assert all(0 <= row < len(vectors) for row in vectors.key2row.values())


@pytest.mark.parametrize("mode", list(BYTES))
@given(data=st.data())
def test_damaged_bytes_are_refused(mode, data):
    content = bytearray(BYTES[mode])
    where = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content = content[:where]
    else:
        content[where] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(content))


@given(st.binary(max_size=30))
def test_random_bytes_are_refused(data):
    read_or_refuse(data)


@given(
    st.sampled_from(["strings", "key2row", "vectors", "vectors.cfg"]), JUNK, st.sampled_from(["raw", "msgpack", "json"])
)
def test_other_content_is_refused(name, junk, form):
    content = srsly.msgpack_loads(BYTES["floret"])
    try:
        content[name] = {"raw": lambda x: x, "msgpack": srsly.msgpack_dumps, "json": srsly.json_dumps}[form](junk)
        data = srsly.msgpack_dumps(content)
    except (ValueError, OverflowError, TypeError):
        return
    read_or_refuse(data)


# The peer


@pytest.fixture(scope="module")
def spacy():
    return pytest.importorskip("spacy", reason="no spaCy here")


def make(package, module, rows=40, width=5, seed=3):
    """The same vectors in the same vocab, by one of the packages."""
    table = random_table(rows, width, seed)
    table[7] = table[3]
    vocab = package.vocab.Vocab(strings=words(rows))
    vocab.vectors = module.Vectors(strings=vocab.strings, data=table, keys=words(rows), name="v")
    vocab.vectors.add("alias", row=5)
    vocab.strings.add("alias")
    return vocab


@pytest.mark.peer
@pytest.mark.parametrize("mode", ["default", "floret"])
def test_files_equal_the_peers(spacy, mode, tmp_path):
    settings = {"keys": words(6)} if mode == "default" else {"mode": "floret", "attr": "LOWER", **FLORET}
    for name, package in (("ours", engine), ("theirs", spacy)):
        vocab = package.vocab.Vocab(strings=words(6))
        vocab.vectors = package.vectors.Vectors(strings=vocab.strings, data=random_table(6, 4), **settings)
        vocab.to_disk(tmp_path / name)
        vocab.vectors.to_disk(tmp_path / name / "alone")
        (tmp_path / name / "bytes").write_bytes(vocab.vectors.to_bytes())
    names = sorted(str(p.relative_to(tmp_path / "theirs")) for p in (tmp_path / "theirs").rglob("*") if p.is_file())
    for name in names:
        ours, theirs = (tmp_path / "ours" / name).read_bytes(), (tmp_path / "theirs" / name).read_bytes()
        assert ours == theirs, name
    one, other = Vocab().from_disk(tmp_path / "theirs"), spacy.vocab.Vocab().from_disk(tmp_path / "ours")
    for word in ["w3", "w0", "unseen"]:
        assert numpy.allclose(one.get_vector(word), other.get_vector(word), atol=1e-6), word
    data = (tmp_path / "theirs" / "bytes").read_bytes()
    assert numpy.array_equal(Vectors().from_bytes(data).data, one.vectors.data)


@pytest.mark.peer
def test_searching_pruning_and_merging_equal_the_peers(spacy):
    ours, theirs = make(engine, engine.vectors), make(spacy, spacy.vectors)
    queries = random_table(20, 5, 9)
    for vocab in (ours, theirs):
        vocab.vectors.data[7] *= -1  # no ties
    for n in (1, 4):
        for one, other in zip(
            ours.vectors.most_similar(queries, n=n),
            theirs.vectors.most_similar(queries, n=n, batch_size=7),
            strict=True,
        ):
            assert one.dtype == other.dtype and numpy.allclose(one, other, atol=2e-4)
    for vocab in (ours, theirs):
        vocab.vectors.data[7] *= -1
        vocab.deduplicate_vectors()
    assert ours.vectors.key2row == theirs.vectors.key2row and numpy.array_equal(ours.vectors.data, theirs.vectors.data)
    moved = [vocab.prune_vectors(10) for vocab in (ours, theirs)]
    assert {word: to for word, (to, _) in moved[0].items()} == {word: to for word, (to, _) in moved[1].items()}
    assert numpy.allclose([s for _, s in moved[0].values()], [moved[1][word][1] for word in moved[0]], atol=2e-4)
    assert ours.vectors.key2row == theirs.vectors.key2row and numpy.array_equal(ours.vectors.data, theirs.vectors.data)
    assert sorted(ours.vectors.resize((3, 4))) == sorted(theirs.vectors.resize((3, 4)))


@pytest.mark.peer
@given(st.text(min_size=1, max_size=12).filter(lambda text: "\x00" not in text), st.integers(0, 3), st.integers(0, 3))
def test_floret_equals_the_peers(spacy, word, minn, more):
    settings = {**FLORET, "minn": minn, "maxn": minn + more, "mode": "floret", "data": random_table(50, 4)}
    ours = Vectors(**settings)
    theirs = spacy.vectors.Vectors(strings=spacy.strings.StringStore(), **settings)
    assert numpy.allclose(ours.get_batch([word, "", word]), theirs.get_batch([word, "", word]), atol=1e-6)
