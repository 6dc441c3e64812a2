"""msgpack with arrays, as srsly reads and writes it: reading executes nothing, and takes memory as the bytes have size.

srsly itself looks up plug-ins at every call (0.15 ms each), and believes what lists claim of their length. Plug-ins
matter for user data of documents alone, which go through srsly. Callers: all that read or write msgpack.
"""

from __future__ import annotations

import gc
from typing import Any

from engine.errors import FormatError
from engine.formats.scan import find_fault
from engine.formats.unpack import Unusual, unpack

HINT = "The file is damaged, or not what it is taken for: restore it, or save it again."


def dumps(value: Any) -> bytes:
    """msgpack bytes of a value."""
    from srsly.msgpack._msgpack_numpy import encode_numpy  # slow to import, and not needed for reading
    from srsly.msgpack._packer import Packer

    return Packer(default=encode_numpy, use_bin_type=True).pack(value)


def map_header(n: int) -> bytes:
    """What stands before the n keys and values of a map."""
    if n < 2**4:
        return bytes([0x80 | n])
    if n < 2**16:
        return b"\xde" + n.to_bytes(2, "big")
    return b"\xdf" + n.to_bytes(4, "big")


def bin_header(n: int) -> bytes:
    """What stands before n bytes."""
    if n < 2**8:
        return b"\xc4" + n.to_bytes(1, "big")
    if n < 2**16:
        return b"\xc5" + n.to_bytes(2, "big")
    return b"\xc6" + n.to_bytes(4, "big")


def check(data: Any, place: str) -> bytes:
    """The bytes, which are one whole msgpack value. Raises FormatError with the place and the offset."""
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise FormatError("format.no_bytes", f"{place}: a {type(data).__name__} where bytes were expected", HINT)
    data = bytes(data)
    fault = find_fault(data)
    if fault is not None:
        text, offset = fault
        raise FormatError("format.msgpack", f"{place}: no msgpack: byte {offset} of {len(data)}: {text}", HINT)
    return data


def loads(data: Any, place: str) -> Any:
    """Value of msgpack bytes. Raises FormatError that names the place, such as a file."""
    data = check(data, place)
    was_enabled = gc.isenabled()
    gc.disable()  # many objects, none of them in a cycle
    try:
        return unpack(data)
    except Unusual:
        return with_srsly(data, place)
    except Exception as error:  # numpy raises many kinds for malformed arrays
        raise FormatError("format.msgpack_value", f"{place}: {type(error).__name__}: {error}"[:300], HINT) from None
    finally:
        if was_enabled:
            gc.enable()


def with_srsly(data: bytes, place: str) -> Any:
    """The same for bytes that hold what our own reader does not know."""
    from srsly.msgpack._msgpack_numpy import decode_numpy
    from srsly.msgpack._unpacker import unpackb

    try:
        return unpackb(data, raw=False, object_hook=decode_numpy, strict_map_key=False)
    except Exception as error:  # srsly and numpy raise many kinds for malformed texts, keys and arrays
        raise FormatError("format.msgpack_value", f"{place}: {type(error).__name__}: {error}"[:300], HINT) from None
