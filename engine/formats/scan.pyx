"""Walks through msgpack bytes before anything is made of them: a few bytes can claim to be a list of billions.

Lengths that the bytes cannot hold, nesting without end, unknown types and bytes left over are found here, at the speed
of memory. What has passed takes memory in proportion to its size when it is read. Caller: engine.formats.msgpack.
"""
from libc.stdint cimport uint8_t, uint64_t

cdef enum:
    DEPTH = 256         # lists and maps within each other; a pipeline needs some ten

MAX_DEPTH = DEPTH


cdef enum Fault:
    NO_FAULT
    CUT_OFF
    TOO_DEEP
    NO_TYPE
    LEFT_OVER


cdef inline uint64_t big_endian(const uint8_t* data, int n) noexcept nogil:
    cdef uint64_t value = 0
    cdef int i
    for i in range(n):
        value = value << 8 | data[i]
    return value


cdef Fault walk(const uint8_t* data, size_t n, size_t* place) noexcept nogil:
    """The first fault, and the offset of the value that has it."""
    cdef uint64_t left[DEPTH]   # values that each open list or map still has to get
    cdef uint64_t due = 1       # the same of all together, the whole included: each takes a byte at least
    cdef uint64_t length, children
    cdef size_t at = 0
    cdef int depth = 0, width
    cdef uint8_t type
    while True:
        place[0] = at
        if at >= n or n - at < due:
            return CUT_OFF
        type = data[at]
        at += 1
        due -= 1
        length = children = 0
        width = 0
        if type < 0x80 or type >= 0xe0:     # small integers
            pass
        elif type < 0x90:
            children = 2 * (type & 0x0f)
        elif type < 0xa0:
            children = type & 0x0f
        elif type < 0xc0:
            length = type & 0x1f
        elif type == 0xc0 or type == 0xc2 or type == 0xc3:
            pass
        elif type == 0xc1:
            return NO_TYPE
        elif type <= 0xc6:      # bytes
            width = 1 << (type - 0xc4)
        elif type <= 0xc9:      # extensions; a byte of type
            width = 1 << (type - 0xc7)
        elif type == 0xca:
            length = 4
        elif type == 0xcb:
            length = 8
        elif type <= 0xcf:
            length = 1 << (type - 0xcc)
        elif type <= 0xd3:
            length = 1 << (type - 0xd0)
        elif type <= 0xd8:
            length = 1 + (1 << (type - 0xd4))
        elif type <= 0xdb:      # texts
            width = 1 << (type - 0xd9)
        elif type <= 0xdd:      # lists
            width = 2 << (type - 0xdc)
        else:                   # maps
            width = 2 << (type - 0xde)
        if width:
            if n - at < <size_t>width:
                return CUT_OFF
            length = big_endian(data + at, width)
            at += width
            if type >= 0xde:
                children, length = 2 * length, 0
            elif type >= 0xdc:
                children, length = length, 0
            elif 0xc7 <= type <= 0xc9:
                length += 1
        if length > n - at:
            return CUT_OFF
        at += length
        if children:
            if depth == DEPTH:
                return TOO_DEEP
            due += children
            left[depth] = children
            depth += 1
            if n - at < due:
                return CUT_OFF
            continue
        while depth > 0:
            left[depth - 1] -= 1
            if left[depth - 1]:
                break
            depth -= 1
        if depth == 0:
            place[0] = at
            return NO_FAULT if at == n else LEFT_OVER


def find_fault(const uint8_t[::1] data not None):
    """What is wrong with msgpack bytes, and at which offset: (text, offset); None when they are one whole value."""
    cdef size_t place = 0
    cdef Fault fault
    if data.shape[0] == 0:
        return "there are no bytes", 0
    with nogil:
        fault = walk(&data[0], data.shape[0], &place)
    if fault == NO_FAULT:
        return None
    if fault == CUT_OFF:
        return "a value claims more bytes than there are", place
    if fault == TOO_DEEP:
        return f"lists and maps lie more than {DEPTH} deep in each other", place
    if fault == NO_TYPE:
        return "there is no type of values with this number", place
    return "bytes are left over", place
