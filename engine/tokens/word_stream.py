"""zlib streams of bytes and of large arrays of 8-byte words. Callers: DocBin.

Any zlib reads them. The words go through deflate_words, all else through zlib itself; the parts end at bytes, and no
part refers back to another.
"""

from __future__ import annotations

import sys
import zlib
from typing import Any

import numpy as np

from engine.tokens.deflate_words import deflate_words

# Level of zlib: the usual one for what takes no time anyway, and a fast one beside many words.
SMALL_LEVEL, LARGE_LEVEL = 6, 2
HEADER = b"\x78\x5e"  # DEFLATE, window of 32 KiB, "fast algorithm"


class SmallStream:
    """The bytes that zlib.compress makes."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(SMALL_LEVEL)
        self._out: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._out.append(self._stream.compress(data))

    def write_words(self, words: Any, stride: int) -> None:
        self.write(words.tobytes())

    def finish(self) -> bytes:
        """The whole stream."""
        return b"".join([*self._out, self._stream.flush()])


class WordStream:
    """A stream that takes a quarter of the time for words, for a size as of the fast levels of zlib."""

    def __init__(self) -> None:
        self._adler = 1
        self._out = [HEADER]
        self._stream = new_part()
        self._is_open = False  # whether zlib holds bytes back

    def write(self, data: bytes) -> None:
        self._adler = zlib.adler32(data, self._adler)
        self._out.append(self._stream.compress(data))
        self._is_open = True

    def write_words(self, words: Any, stride: int) -> None:
        """words (uint64 (n,)): little-endian. stride: words of a row."""
        if self._is_open:
            self._out.append(self._stream.flush(zlib.Z_SYNC_FLUSH))
            self._stream = new_part()
            self._is_open = False
        self._adler = zlib.adler32(words, self._adler)
        self._out.append(deflate_words(words, stride))

    def finish(self) -> bytes:
        """The whole stream."""
        return b"".join([*self._out, self._stream.flush(), self._adler.to_bytes(4, "big")])


def new_part() -> Any:
    """zlib without header and checksum."""
    return zlib.compressobj(LARGE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)


def new_stream(is_large: bool) -> SmallStream | WordStream:
    return WordStream() if is_large and sys.byteorder == "little" else SmallStream()


def as_words(arrays: list[Any]) -> Any:
    """Arrays of one width as one flat array of uint64, little-endian."""
    return np.ascontiguousarray(np.concatenate(arrays).reshape(-1), dtype="<u8")
