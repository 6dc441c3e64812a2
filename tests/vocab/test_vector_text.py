"""Files of vectors: numbers to the last bit, forms of files, errors with line numbers."""

from __future__ import annotations

import gzip
import zipfile

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormatError, InputError
from engine.vocab.pruning import unique_rows
from engine.vocab.read_vectors import read_vectors
from engine.vocab.vector_text import VectorText

NUMBERS = (
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(repr)
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda x: f"{x:.6f}")
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda x: f"{x:e}")
    | st.integers(-(10**25), 10**25).map(str)
    | st.from_regex(r"[+-]?[0-9]{0,21}\.?[0-9]{0,21}([eE][+-]?[0-9]{1,3})?", fullmatch=True)
    | st.sampled_from(["1e-400", "-0", "1.", ".5", "1e22", "1e23", "9007199254740993", "0.1e-22", "1e39", "nan", "inf"])
)
PARTS = NUMBERS | st.sampled_from(["x", "", "1_0", "--1", "1e", ".", "é", "0x1"])


def read(text, width, chunk=7, **settings):
    reader = VectorText(width, settings.get("rows", 0), settings.get("limit", 0), "f", 1)
    for i in range(0, len(text), chunk):
        reader.feed(text[i : i + chunk])
    return reader.close(), reader


@given(
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\n\r\t "), min_size=1), NUMBERS, NUMBERS
)
def test_numbers_are_those_of_float(reference, word, one, other):
    line = f"{word} {one}\t{other}".encode()
    expected = reference("vector_text").read_line(line, 2)
    if expected is None:
        with pytest.raises(FormatError, match="f:1: "):
            read(line, 2)
        return
    data, reader = read(line + b" \r\n", 2)
    assert reader.words == [expected[0]] and data.tobytes() == numpy.asarray([expected[1]], dtype="f").tobytes()


@given(st.lists(st.lists(PARTS, min_size=1, max_size=5), max_size=4), st.integers(1, 3), st.integers(1, 9))
def test_lines_are_those_of_the_slow_version(reference, lines, width, chunk):
    slow = reference("vector_text")
    text = [" ".join(parts).encode() for parts in lines]
    expected = [slow.read_line(line, width) for line in text if line.strip(b" \t\r")]
    if None in expected:
        with pytest.raises(FormatError, match=r"f:\d+: "):
            read(b"\n".join(text), width, chunk)
        return
    data, reader = read(b"\n".join(text), width, chunk)
    assert reader.words == [word for word, _ in expected]
    assert numpy.array_equal(data, numpy.asarray([numbers for _, numbers in expected], dtype="f").reshape(-1, width))


@given(st.binary(max_size=60), st.integers(1, 3))
def test_any_bytes(data, width):
    try:
        table, reader = read(data, width, 5)
    except FormatError as error:
        assert "f:" in str(error)
    else:
        assert table.shape == (len(reader.words), width) and numpy.isfinite(table).all()


TEXT = b"the 0.1 0.2 0.3\ncat 1 2 3\na b 1 2 3\ndog -1.5e-2 2 3\nthe 9 9 9\n"


@pytest.mark.parametrize("form", ["plain", "header", "gz", "zip"])
def test_forms_of_text(form, tmp_path):
    path = tmp_path / {"gz": "v.txt.gz", "zip": "v.zip"}.get(form, "v.txt")
    text = b"5 3\n" + TEXT if form in ("header", "gz") else TEXT
    if form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inside.txt", text)
    else:
        path.write_bytes(gzip.compress(text) if form == "gz" else text)
    found = read_vectors(path)
    first = 1 if form in ("plain", "zip") else 2
    assert found.words == ["the", "cat", "a b", "dog", "the"] and found.data.shape == (5, 3)
    assert numpy.array_equal(found.data[3], numpy.asarray([-1.5e-2, 2, 3], dtype="f"))
    assert f"'a b' in line {first + 2}" in found.notes[0] and f"'the' in {first} and {first + 4}" in found.notes[1]
    found = read_vectors(path, truncate=2)
    assert found.words == ["the", "cat"] and found.data.shape == (2, 3) and found.notes == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "empty"),
        (b"\n", "v.txt:1"),
        (b"the 1 2 3\ncat 1 2\n", r"v.txt:2: .*'cat' has 2 numbers, expected 3"),
        (b"2 3\nthe 1 2 3\ncat 1 2 x3\n", r"v.txt:3: .*'cat' has 'x3' where number 3 of 3"),
        (b"2 3\nthe 1 2 3\ncat 1 nan 3\n", r"v.txt:3: .*'nan' where number 2 of 3"),
        (b"the 1 2\n\xff 1 2\n", "v.txt:2: .*UTF-8"),
        (b"word\n", "v.txt:1: a vector of 0 numbers"),
        (b"1 99999999\n", "99,999,999 numbers"),
    ],
)
def test_errors_name_the_line(text, message, tmp_path):
    (tmp_path / "v.txt").write_bytes(text)
    with pytest.raises(FormatError, match=message):
        read_vectors(tmp_path / "v.txt")


def test_a_header_that_lies(tmp_path):
    path = tmp_path / "v.txt"
    path.write_bytes(b"999999999999 2\nthe 1 2\n")  # asks for no memory that no line needs
    found = read_vectors(path)
    assert found.data.shape == (1, 2) and "there are 1" in found.notes[0]
    path.write_bytes(b"1 2\nthe 1 2\ncat 3 4\n")
    assert read_vectors(path).words == ["the", "cat"]


@pytest.mark.parametrize("cut", [3, 20, -6])
@pytest.mark.parametrize("form", ["gz", "zip"])
def test_damaged_archives(form, cut, tmp_path):
    path = tmp_path / f"v.{form}"
    if form == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inside.txt", TEXT)
    else:
        path.write_bytes(gzip.compress(TEXT))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FormatError, match=r"v\."):
        read_vectors(path)


def test_floret_text(tmp_path):
    path = tmp_path / "v.floret"
    path.write_text("3 2 2 4 2 7 < >\n0 1 2\n1 3 4\n2 5 6\n")
    found = read_vectors(path, mode="floret")
    assert found.data.tolist() == [[1, 2], [3, 4], [5, 6]] and found.words is None
    assert found.floret == {"minn": 2, "maxn": 4, "hash_count": 2, "hash_seed": 7, "bow": "<", "eow": ">"}
    for text, message in (
        ("3 2 2 4 2 7 <\n", "no first line"),
        ("3 2\n0 1 2\n", "no first line"),
        ("2 2 2 4 2 7 < >\n0 1 2\n5 3 4\n", r":3: .*'5', expected the number of row 1"),
        ("3 2 2 4 2 7 < >\n0 1 2\n1 3 4\n", "2 rows of a floret table of 3"),
    ):
        path.write_text(text)
        with pytest.raises(FormatError, match=message):
            read_vectors(path, mode="floret")


def test_numpy_files(tmp_path):
    path, table = tmp_path / "v.npz", numpy.arange(6).reshape(3, 2)
    numpy.savez(path, table=table, words=numpy.array(["a", "b", "a"]))
    found = read_vectors(path, truncate=2)
    assert found.words == ["a", "b"] and found.data.dtype == "f" and found.data.tolist() == [[0, 1], [2, 3]]
    numpy.save(tmp_path / "v.npy", table)
    assert read_vectors(tmp_path / "v.npy").words is None
    for arrays, message in (
        ({}, "nothing"),
        ({"a": table, "b": table}, "int64"),
        ({"a": table, "words": numpy.array(["x"])}, "1 words for 3"),
        ({"a": table * numpy.nan}, "row 0"),
        ({"a": numpy.array([object()])}, "cannot be read"),
    ):
        numpy.savez(path, **arrays)
        with pytest.raises(FormatError, match=message):
            read_vectors(path)
    path.write_bytes(b"PK\x03\x04 not a zip file")
    with pytest.raises(FormatError, match="cannot be read"):
        read_vectors(path)
    with pytest.raises(InputError, match="no file"):
        read_vectors(tmp_path / "nope")


@given(st.integers(0, 30), st.integers(1, 5), st.integers(1, 3), st.integers(0, 9))
def test_unique_rows_equals_numpy(rows, width, values, seed):
    rng = numpy.random.default_rng(seed)
    table = rng.integers(0, values, (rows, width)).astype("f")
    used = numpy.flatnonzero(rng.random(rows) < 0.8)
    first, place = unique_rows(table, used)
    expected, inverse = numpy.unique(table[used], axis=0, return_inverse=True)
    assert numpy.array_equal(table[first], expected) and numpy.array_equal(place[used], inverse.reshape(-1))
