"""Our reader of msgpack makes the values that srsly's makes, or leaves them to it."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st
from srsly.msgpack._msgpack_numpy import decode_numpy, encode_numpy
from srsly.msgpack._packer import Packer
from srsly.msgpack._unpacker import unpackb

from engine.errors import FormatError
from engine.formats import msgpack
from engine.formats.scan import find_fault
from engine.formats.unpack import Unusual, unpack

ROOT = Path(__file__).resolve().parents[2]
DTYPES = ["<f4", ">f8", "<i8", "|u1", "<u8", "|b1", "<f2", "<U3", "|S2"]
arrays = st.builds(
    lambda dtype, shape: numpy.arange(int(numpy.prod(shape))).reshape(shape).astype(dtype),
    st.sampled_from(DTYPES),
    st.lists(st.integers(0, 3), max_size=3),
)
leaves = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text() | st.binary()
    | arrays | st.complex_numbers(allow_nan=False) | st.sampled_from([numpy.float32(2.5), numpy.int64(7)])
)  # fmt: skip
keys = (
    st.text(max_size=5) | st.integers(-5, 2**40) | st.binary(max_size=3) | st.sampled_from([b"nd", b"complex", b"data"])
)
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30)


def theirs(data):
    return unpackb(data, raw=False, object_hook=decode_numpy, strict_map_key=False)


def described(value):
    """A value as a text that tells types apart, and NaN from nothing."""
    if isinstance(value, numpy.ndarray):
        return f"array {value.dtype} {value.shape} {value.tobytes()!r} {value.flags.writeable} {value.flags.aligned}"
    if isinstance(value, dict):
        return [(described(key), described(each)) for key, each in value.items()]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(described, value)]
    return f"{type(value).__name__} {value!r}"


def agree(data):
    try:
        expected = described(theirs(data))
    except Exception as error:
        expected = type(error)
    try:
        found = described(unpack(data))
    except Unusual:
        pass
    except Exception:
        assert isinstance(expected, type)
    else:
        assert found == expected
    try:
        assert described(msgpack.loads(data, "here")) == expected
    except FormatError:
        assert isinstance(expected, type)


@given(values)
def test_values(value):
    agree(Packer(default=encode_numpy, use_bin_type=True).pack(value))


@given(st.binary(min_size=1, max_size=30))
def test_any_bytes(data):
    if find_fault(data) is None:
        agree(data)


@pytest.mark.parametrize(
    "data",
    [
        *(bytes([type]) + b"\xff" * (1 << type - 0xCC) for type in range(0xCC, 0xD0)),
        *(bytes([type]) + b"\x81" * (1 << type - 0xD0) for type in range(0xD0, 0xD4)),
        b"\xca" + struct.pack(">f", 0.1), b"\xcb" + struct.pack(">d", 0.1), b"\xca\x7f\xc0\0\0",
        b"\x7f", b"\xe0", b"\xff",
        b"\xd9\x02\xc3\xa4", b"\xda\0\x01a", b"\xdb\0\0\0\x01a", b"\xc4\x01a", b"\xc5\0\x01a", b"\xc6\0\0\0\x01a",
        b"\xdc\0\x01\xc0", b"\xdd\0\0\0\x01\xc0", b"\xde\0\x01\x01\xc0", b"\xdf\0\0\0\x01\x01\xc0",
        b"\xa1\xff", b"\xa3\xed\xa0\x80", b"\x81\x90\xc0", b"\x82\x01\x02\x01\x03",  # no text; no key; a key twice
        b"\xd4\x05x", b"\xc7\x02\x05xy", b"\xd6\xff\0\0\0\x01",  # extension types
        srsly.msgpack_dumps({b"nd": True, b"type": "<f4", b"shape": [1], b"data": b"\0" * 4}),  # of old files
        srsly.msgpack_dumps({b"nd": True, b"type": b"<f4", b"kind": b"", b"shape": [1], b"data": b"\0" * 4}),
        srsly.msgpack_dumps({b"nd": True, b"type": "<f4", b"kind": b"", b"shape": 1, b"data": b"\0" * 4}),
        srsly.msgpack_dumps({b"nd": True, b"type": "<f4", b"kind": b"", b"shape": [-1, 2], b"data": b"\0" * 8}),
        srsly.msgpack_dumps({b"nd": 1, b"type": "<f4", b"kind": b"", b"shape": [1], b"data": b"\0" * 4}),
        srsly.msgpack_dumps({b"nd": True, b"type": [["a", "<f4"]], b"kind": b"V", b"shape": [1], b"data": b"\0" * 4}),
        srsly.msgpack_dumps({"nd": True, "type": "<f4", "kind": b"", "shape": [1], "data": b"\0" * 4}),
    ],
)  # fmt: skip
def test_each_type(data):
    assert find_fault(data) is None
    agree(data)


def test_reading_does_without_srsly():
    data = srsly.msgpack_dumps({"a": [1.5, None, numpy.zeros(2)]})
    code = (
        "import sys; from engine.formats import msgpack; from engine.formats import srsly_later;"
        f"print(msgpack.loads({data!r}, 'x'), 'srsly' in sys.modules);"
        "print(srsly_later.json_dumps([1]), 'srsly' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert out == "{'a': [1.5, None, array([0., 0.])]} False\n[1] True\n"
    with pytest.raises(AttributeError):
        from engine.formats import srsly_later

        _ = srsly_later.nothing


@pytest.mark.parametrize("n", [0, 1, 15, 16, 2**16 - 1, 2**16, 2**31])
def test_headers(n):
    assert msgpack.map_header(n) == Packer().pack_map_header(n)
