"""Words deflated fast: zlib gives them back, whatever they are."""

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.tokens.deflate_words import deflate_words
from engine.tokens.word_stream import SmallStream, WordStream, as_words

VALUES = st.sampled_from([0, 1, 2, 255, 2**32, 2**64 - 1, 0x0102030405060708, 2989479509833490938])


def inflate(data):
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    out = stream.decompress(data)
    assert not stream.eof  # no block is the last
    return out


@given(st.lists(st.one_of(VALUES, st.integers(0, 2**64 - 1)), max_size=80), st.integers(1, 20))
def test_any_words(words, stride):
    words = np.asarray(words, dtype="<u8")
    assert inflate(deflate_words(words, stride)) == words.tobytes()


@pytest.mark.parametrize("n", [1, 31, 32, 33, 64, 4095, 4096, 4097, 4200, 8300, 50000])
@pytest.mark.parametrize("kinds", [1, 2, 40, 5000, 2**62])
def test_lengths_and_distances(n, kinds):
    words = np.random.default_rng(n).integers(0, kinds, n, dtype="uint64") * np.uint64(0x9E3779B97F4A7C15)
    for stride in (1, 13, 4096):
        assert inflate(deflate_words(words, stride)) == words.tobytes()


@pytest.mark.parametrize("distance", [1, 2, 3, 16, 17, 100, 1023, 1024, 4095, 4096, 4097])
def test_repetitions_at_every_distance(distance):
    words = np.random.default_rng(0).integers(2**60, 2**63, distance, dtype="uint64")
    words = np.concatenate([words, words, words[: distance // 2]])
    data = deflate_words(words, 13)
    assert inflate(data) == words.tobytes()
    if 32 <= distance <= 4096:  # the repetition is found, within the window of the format
        assert len(data) < 0.55 * words.nbytes


def test_repeated_rows_are_small():
    words = np.tile(np.arange(13, dtype="uint64"), 1000)
    assert len(deflate_words(words, 13)) < words.nbytes / 50


@given(st.lists(st.one_of(st.binary(max_size=50), st.lists(VALUES, max_size=30)), max_size=8))
def test_streams_are_read_by_zlib(parts):
    for stream in (SmallStream(), WordStream()):
        expected = b""
        for part in parts:
            if isinstance(part, bytes):
                stream.write(part)
                expected += part
            else:
                words = np.asarray(part, dtype="<u8")
                stream.write_words(words, 3)
                expected += words.tobytes()
        assert zlib.decompress(stream.finish()) == expected


def test_arrays_as_words():
    arrays = [np.arange(6, dtype="<u8").reshape(2, 3), np.zeros((0, 3), dtype="<u8"), np.ones((1, 3), dtype="int64")]
    words = as_words(arrays)
    assert (words.tolist(), words.dtype.str) == ([0, 1, 2, 3, 4, 5, 1, 1, 1], "<u8")
