"""Makes values of msgpack bytes that `engine.formats.scan` has walked through and found whole.

Numbers, texts, bytes, lists, maps, and numpy arrays as srsly writes them: maps of `nd`, `type`, `kind`, `shape` and
`data`. For anything else (extension types, maps that only look like arrays, complex numbers) it gives up, and srsly
reads the bytes. Reading a pipeline needs no more, and importing srsly takes longer than reading it. The values are those
that srsly makes. Caller: engine.formats.msgpack.
"""
from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport int8_t, int16_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

import numpy

cdef frozenset ARRAY_KEYS = frozenset([b"nd", b"type", b"kind", b"shape", b"data"])


class Unusual(Exception):
    """The bytes hold something that only srsly knows to read."""


cdef struct CursorC:
    const uint8_t* data
    size_t at


cdef inline uint64_t big_endian(CursorC* c, int n) noexcept nogil:
    cdef uint64_t value = 0
    cdef int i
    for i in range(n):
        value = value << 8 | c.data[c.at + i]
    c.at += n
    return value


cdef object text(CursorC* c, size_t length):
    c.at += length
    return PyUnicode_DecodeUTF8(<const char*>c.data + c.at - length, length, NULL)


cdef object raw(CursorC* c, size_t length):
    c.at += length
    return PyBytes_FromStringAndSize(<const char*>c.data + c.at - length, length)


cdef list items(CursorC* c, size_t n):
    cdef list out = []
    cdef size_t i
    for i in range(n):
        out.append(value(c))
    return out


cdef object pairs(CursorC* c, size_t n):
    cdef dict out = {}
    cdef size_t i
    for i in range(n):
        key = value(c)
        out[key] = value(c)
    if b"nd" in out or b"complex" in out:     # what makes srsly look at a map more closely
        return array_of(out)
    return out


cdef object array_of(dict entries):
    """The array that a map describes. Raises Unusual where it is not exactly what srsly writes for one."""
    if frozenset(entries) != ARRAY_KEYS or entries[b"nd"] is not True or entries[b"kind"] != b"":
        raise Unusual
    kind, shape, data = entries[b"type"], entries[b"shape"], entries[b"data"]
    if not isinstance(kind, str) or not isinstance(shape, list) or not isinstance(data, bytes):
        raise Unusual
    return numpy.frombuffer(data, dtype=numpy.dtype(kind)).reshape(shape)


cdef object value(CursorC* c):
    """The value at the cursor, which moves behind it."""
    cdef uint8_t type = c.data[c.at]
    cdef uint32_t bits32
    cdef uint64_t bits64
    cdef float number32
    cdef double number64
    c.at += 1
    if type < 0x80:
        return type
    if type >= 0xe0:
        return <int8_t>type
    if type < 0x90:
        return pairs(c, type & 0x0f)
    if type < 0xa0:
        return items(c, type & 0x0f)
    if type < 0xc0:
        return text(c, type & 0x1f)
    if type == 0xc0:
        return None
    if type == 0xc2:
        return False
    if type == 0xc3:
        return True
    if 0xc4 <= type <= 0xc6:
        return raw(c, big_endian(c, 1 << (type - 0xc4)))
    if type == 0xca:
        bits32 = <uint32_t>big_endian(c, 4)
        memcpy(&number32, &bits32, 4)
        return <double>number32
    if type == 0xcb:
        bits64 = big_endian(c, 8)
        memcpy(&number64, &bits64, 8)
        return number64
    if 0xcc <= type <= 0xcf:
        return big_endian(c, 1 << (type - 0xcc))
    if type == 0xd0:
        return <int8_t>big_endian(c, 1)
    if type == 0xd1:
        return <int16_t>big_endian(c, 2)
    if type == 0xd2:
        return <int32_t>big_endian(c, 4)
    if type == 0xd3:
        return <int64_t>big_endian(c, 8)
    if 0xd9 <= type <= 0xdb:
        return text(c, big_endian(c, 1 << (type - 0xd9)))
    if 0xdc <= type <= 0xdd:
        return items(c, big_endian(c, 2 << (type - 0xdc)))
    if 0xde <= type <= 0xdf:
        return pairs(c, big_endian(c, 2 << (type - 0xde)))
    raise Unusual   # extension types


def unpack(bytes data not None):
    """The value of msgpack bytes in which `scan.find_fault` found no fault.

    Raises Unusual for what only srsly reads; ValueError and TypeError, as srsly does, for texts that are no UTF-8, keys
    that cannot be hashed, and arrays that cannot be made.
    """
    cdef CursorC cursor
    cursor.data, cursor.at = <const uint8_t*><const char*>data, 0
    return value(&cursor)
