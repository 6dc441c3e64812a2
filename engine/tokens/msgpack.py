"""msgpack with arrays, as srsly reads and writes it, without its look-up of plug-ins at every call (0.15 ms each).

Plug-ins matter for user data alone, which goes through srsly itself. Callers: doc_bytes, doc_bin, span_group(s).
"""

from __future__ import annotations

from typing import Any

from srsly.msgpack._msgpack_numpy import decode_numpy, encode_numpy
from srsly.msgpack._packer import Packer
from srsly.msgpack._unpacker import unpackb


def dumps(value: Any) -> bytes:
    """msgpack bytes of a value."""
    return Packer(default=encode_numpy, use_bin_type=True).pack(value)


def map_header(n: int) -> bytes:
    """What stands before the n keys and values of a map."""
    return Packer().pack_map_header(n)


def bin_header(n: int) -> bytes:
    """What stands before n bytes."""
    if n < 2**8:
        return b"\xc4" + n.to_bytes(1, "big")
    if n < 2**16:
        return b"\xc5" + n.to_bytes(2, "big")
    return b"\xc6" + n.to_bytes(4, "big")


def loads(data: bytes) -> Any:
    """Value of msgpack bytes; malformed ones raise many kinds of exception."""
    return unpackb(data, raw=False, object_hook=decode_numpy, strict_map_key=False)
