"""msgpack is looked through before it is read; JSON and .npy files name what is wrong."""

from __future__ import annotations

import math
import pickle
import struct

import numpy
import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import FormatError
from engine.formats import json, msgpack, npy
from engine.formats.scan import MAX_DEPTH, find_fault

leaves = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text() | st.binary()
)
keys = st.text() | st.integers(0, 2**40)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30)
PIECES = (
    *(b"\xc0", b"\x91", b"\x92", b"\x81", b"\xa1a", b"\xdc\x00\x02", b"\xdd\x00\x00\x00\x01", b"\xde\x00\x01"),
    *(b"\xc4\x01x", b"\xc7\x01\x05x", b"\xd4\x05x", b"\xcb" + b"\0" * 8, b"\xc1", b"\xdf\xff\xff\xff\xff"),
)
tokens = st.sampled_from(PIECES)


@given(values)
def test_what_was_written_is_read(value):
    data = srsly.msgpack_dumps(value)
    assert find_fault(data) is None
    assert msgpack.loads(data, "here") == srsly.msgpack_loads(data) == value
    assert msgpack.loads(msgpack.dumps(value), "here") == value
    for n in {0, 1, len(data) // 2, len(data) - 1} - {len(data)}:
        with pytest.raises(FormatError, match="here: no msgpack: byte"):
            msgpack.loads(data[:n], "here")
    with pytest.raises(FormatError, match=f"byte {len(data)} of {len(data) + 1}: bytes are left over"):
        msgpack.loads(data + b"\xc0", "here")


@given(st.binary(max_size=40) | st.lists(tokens, max_size=12).map(b"".join), st.integers(1, 4))
def test_faults_are_those_of_the_slow_reader(reference, data, depth):
    slow = reference("msgpack_scan")
    try:
        slow.check(data, MAX_DEPTH)
    except slow.Fault:
        expected = False
    else:
        expected = True
    assert (find_fault(data) is None) == expected
    try:
        srsly.msgpack_loads(data)
    except Exception:
        return
    assert expected  # nothing that can be read is refused


@pytest.mark.parametrize(("n", "is_right"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False), (100_000, False)])
def test_depth(n, is_right):
    for opening in (b"\x91", b"\x81\xa1a", b"\xdc\x00\x01", b"\xdf\x00\x00\x00\x01\x05"):
        assert (find_fault(opening * n + b"\xc0") is None) == is_right


def test_claims():
    for data in (b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xff", b"\xc6\xff\xff\xff\xff"):
        assert find_fault(data + b"\0" * 100)[1] == 0
    # Lists within a list may not claim the same bytes twice.
    assert find_fault(b"\x93" + b"\xdc\x00\x05" + b"\xc0" * 6) is not None
    assert find_fault(b"") == ("there are no bytes", 0)


def array(kind, shape, data):
    return srsly.msgpack_dumps({b"nd": True, b"type": kind, b"kind": b"", b"shape": shape, b"data": data})


def test_arrays():
    table = numpy.arange(6, dtype="float32").reshape((2, 3))
    assert numpy.array_equal(msgpack.loads(msgpack.dumps(table), "here"), table)
    for data in (
        array("|O", [1], pickle.dumps(print)),
        array("<f4", [1 << 40], b""),
        array("<f4", [3], b"\0" * 8),
        array("nonsense", [1], b"\0"),
        array("<f4", ["x"], b"\0" * 4),
    ):
        with pytest.raises(FormatError, match=r"^.format.msgpack_value. here"):
            msgpack.loads(data, "here")


@pytest.mark.parametrize("wrong", [None, "text", 5, [1]])
def test_no_bytes(wrong):
    with pytest.raises(FormatError, match="where bytes were expected"):
        msgpack.loads(wrong, "here")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[1,\n2", "here: no JSON.*line 2"),
        (b"[" * 100_000, "deep"),
        (b'{"a":' * 100_000, "deep"),
        (b"\xff\xfe\xfa", "here"),
        (b"[" + b"9" * 10_000 + b"]", "here: no JSON"),
        (b"", "here"),
        (None, "here"),
    ],
)
def test_json(data, message):
    with pytest.raises(FormatError, match=message):
        json.loads(data, "here")


def test_json_objects():
    assert json.loads_object('{"a": [1]}', "here") == {"a": [1]} and json.loads(b"[]", "here") == []
    with pytest.raises(FormatError, match="here: a JSON list"):
        json.loads_object(b"[]", "here")


def npy_file(descr, shape, data):
    header = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


def test_npy(tmp_path):
    file = tmp_path / "vectors"
    for dtype in ("<f4", ">f4", "<f8", "<i8", "|i1"):
        table = numpy.arange(6).reshape((2, 3)).astype(dtype)
        with file.open("wb") as out:
            numpy.save(out, table)
        assert numpy.array_equal(npy.load(file), table)
        file.write_bytes(file.read_bytes()[:-1])
        with pytest.raises(FormatError, match=str(file)):
            npy.load(file)
    file.write_bytes(npy_file("<f4", "(0, 4)", b""))
    assert npy.load(file).shape == (0, 4)


@pytest.mark.parametrize(
    "data",
    [
        npy_file("|O", "(1,)", pickle.dumps(print)),
        npy_file("<f4", f"({1 << 40}, {1 << 40})", b""),
        npy_file("<f4", "(-1, 4)", b"\0" * 16),
        npy_file("<f4", "(-2, -2)", b"\0" * 16),
        npy_file("<U4", "(1,)", b"\0" * 16),
        npy_file("<f4", "(print(1), 4)", b"\0" * 16),
        npy_file("<f4", "(" * 20 + ")" * 20, b""),
        npy_file("<f4", "(1.5,)", b"\0" * 6),
        b"\x93NUMPY\x09\x00",
        b"",
        pickle.dumps(math.pi),
    ],
)
def test_npy_that_is_none(tmp_path, data, capsys):
    file = tmp_path / "vectors"
    file.write_bytes(data)
    with pytest.raises(FormatError, match=r"not a .npy table"):
        npy.load(file)
    assert capsys.readouterr().out == ""
