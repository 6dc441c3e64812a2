"""DEFLATE for arrays of 8-byte words: blocks that any zlib reads, made several times faster than zlib makes them.

zlib looks for repetitions at every byte. In columns of 64-bit integers they begin and end at words, so this looks at
words alone: one table entry a word, comparison by words. Codes are the fixed ones of the format (RFC 1951, 3.2.6).
On treebanks the files are about as long as zlib's fast levels make them. Callers: DocBin.
"""
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

cdef enum:
    N_SLOTS = 16384         # of the table of words seen last; a power of two
    WINDOW = 4096           # words that a repetition may reach back: 32,768 bytes
    MOST = 32               # words of one repetition: 256 of the 258 bytes that there may be

cdef uint32_t[256] LITERAL_CODE         # bits in the order in which they are written
cdef uint8_t[256] LITERAL_BITS
cdef uint32_t[MOST + 1] LENGTH_CODE     # by words, with extra bits
cdef uint8_t[MOST + 1] LENGTH_BITS
cdef uint32_t[WINDOW + 1] DISTANCE_CODE     # by words, with extra bits
cdef uint8_t[WINDOW + 1] DISTANCE_BITS


cdef uint32_t reverse(uint32_t code, int n_bits) noexcept:
    cdef uint32_t out = 0
    cdef int i
    for i in range(n_bits):
        out = (out << 1) | (code & 1)
        code >>= 1
    return out


cdef void fill_tables() noexcept:
    """Codes of RFC 1951: 3.2.5 says what lengths and distances are, 3.2.6 the codes."""
    cdef int i, n, base, extra, symbol
    for i in range(256):
        if i < 144:
            LITERAL_CODE[i], LITERAL_BITS[i] = reverse(0x30 + i, 8), 8
        else:
            LITERAL_CODE[i], LITERAL_BITS[i] = reverse(0x190 + i - 144, 9), 9
    for n in range(1, MOST + 1):
        # Lengths 3 to 10 have symbols of their own; after that every four symbols have one extra bit more.
        symbol, base, extra = 257, 3, 0
        while not base <= 8 * n < base + (1 << extra):
            base += 1 << extra
            symbol += 1
            extra = 0 if symbol < 265 else (symbol - 261) // 4
        i = 7 if symbol < 280 else 8
        LENGTH_CODE[n] = reverse(symbol - 256 if symbol < 280 else 0xC0 + symbol - 280, i) | (<uint32_t>(8 * n - base) << i)
        LENGTH_BITS[n] = i + extra
    for n in range(1, WINDOW + 1):
        symbol, base, extra = 0, 1, 0
        while not base <= 8 * n < base + (1 << extra):
            base += 1 << extra
            symbol += 1
            extra = 0 if symbol < 4 else symbol // 2 - 1
        DISTANCE_CODE[n] = reverse(symbol, 5) | (<uint32_t>(8 * n - base) << 5)
        DISTANCE_BITS[n] = 5 + extra


fill_tables()


cdef struct BitsC:
    uint8_t* out        # where the next byte goes
    uint64_t waiting    # bits that are not written yet, lowest first
    int n_waiting       # fewer than 32 between calls


cdef inline void put(BitsC* bits, uint32_t code, int n_bits) noexcept nogil:
    """Append up to 32 bits."""
    cdef uint32_t ready
    bits.waiting |= <uint64_t>code << bits.n_waiting
    bits.n_waiting += n_bits
    if bits.n_waiting >= 32:
        ready = <uint32_t>bits.waiting
        bits.out[0], bits.out[1] = ready & 255, (ready >> 8) & 255
        bits.out[2], bits.out[3] = (ready >> 16) & 255, ready >> 24
        bits.out += 4
        bits.waiting >>= 32
        bits.n_waiting -= 32


cdef inline uint64_t slot_of(uint64_t word, uint64_t following) noexcept nogil:
    return ((word ^ (following * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL) >> 50


cdef inline Py_ssize_t repeated(const uint64_t* words, Py_ssize_t i, Py_ssize_t j, Py_ssize_t most) noexcept nogil:
    """How many words from i on are those from j on."""
    cdef Py_ssize_t n = 0
    while n < most and words[i + n] == words[j + n]:
        n += 1
    return n


cdef void deflate(const uint64_t* words, Py_ssize_t n, Py_ssize_t stride, BitsC* bits, int32_t* table) noexcept nogil:
    """One block that is not the last, with fixed codes.

    words      (n,), little-endian in memory.
    stride     words of a row; the same column of the row before is tried first.
    table      (N_SLOTS,), -1 everywhere at first.
    """
    cdef Py_ssize_t i = 0, k, most, found, length, back
    cdef int32_t* entry
    cdef uint64_t word
    cdef int b
    put(bits, 0b010, 3)
    while i < n:
        most = min(n - i, <Py_ssize_t>MOST)
        length = back = 0
        if i + 1 < n:
            entry = &table[slot_of(words[i], words[i + 1])]
            if entry[0] >= 0 and i - entry[0] <= WINDOW:
                length = repeated(words, i, entry[0], most)
                back = i - entry[0]
            entry[0] = <int32_t>i
        entry = &table[N_SLOTS + slot_of(words[i], 0)]
        if length < 2 and entry[0] >= 0 and i - entry[0] <= WINDOW:
            found = repeated(words, i, entry[0], most)
            if found >= length:
                length, back = found, i - entry[0]
        entry[0] = <int32_t>i
        if i >= stride and length < most and words[i] == words[i - stride]:
            found = repeated(words, i, i - stride, most)
            if found > length:
                length, back = found, stride
        if i >= 1 and length < most and words[i] == words[i - 1]:
            found = repeated(words, i, i - 1, most)
            if found >= length:
                length, back = found, 1
        if length == 0:
            word = words[i]
            for b in range(8):
                put(bits, LITERAL_CODE[word & 255], LITERAL_BITS[word & 255])
                word >>= 8
            i += 1
            continue
        put(bits, LENGTH_CODE[length], LENGTH_BITS[length])
        put(bits, DISTANCE_CODE[back], DISTANCE_BITS[back])
        for k in range(i + 1, min(i + length, n - 1)):
            table[slot_of(words[k], words[k + 1])] = <int32_t>k
            table[N_SLOTS + slot_of(words[k], 0)] = <int32_t>k
        i += length
    put(bits, 0, 7)     # end of the block


def deflate_words(const uint64_t[::1] words, Py_ssize_t stride) -> bytes:
    """Blocks of a raw DEFLATE stream, none of them the last, that end at a byte.

    words (n,): little-endian. stride (int): words of a row, 1 to 4096.
    """
    cdef Py_ssize_t n = words.shape[0]
    cdef BitsC bits
    cdef int32_t[2 * N_SLOTS] table
    cdef bytearray out = bytearray(n * 9 + 16)      # a literal takes up to nine bits; what ends the block, and four spare
    cdef uint8_t* start = <uint8_t*><char*>out
    if n == 0:
        return b""
    memset(table, 255, sizeof(table))
    bits.out, bits.waiting, bits.n_waiting = start, 0, 0
    with nogil:
        deflate(&words[0], n, stride, &bits, table)
        put(&bits, 0, 3)    # an empty block of stored bytes, which begins at a byte
        put(&bits, 0, (8 - bits.n_waiting % 8) % 8)
        put(&bits, 0, 16)
        put(&bits, 0xFFFF, 16)
        while bits.n_waiting > 0:
            bits.out[0] = bits.waiting & 255
            bits.out += 1
            bits.waiting >>= 8
            bits.n_waiting -= 8
    return bytes(out[: bits.out - start])
