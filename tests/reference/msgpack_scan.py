"""msgpack read one value at a time, in plain Python: what engine.formats.scan says in one pass."""


class Fault(Exception):
    """The bytes are not one whole value."""


def check(data: bytes, max_depth: int) -> None:
    """Raise Fault unless the bytes are one msgpack value, and its lists and maps lie at most so deep in each other."""
    end = value(data, 0, max_depth)
    if end != len(data):
        raise Fault("left over")


def take(data: bytes, start: int, n: int) -> int:
    if start + n > len(data):
        raise Fault("cut off")
    return start + n


def number(data: bytes, start: int, n: int) -> tuple[int, int]:
    end = take(data, start, n)
    return int.from_bytes(data[start:end], "big"), end


def value(data: bytes, start: int, depth: int) -> int:
    """Where the value that starts here ends."""
    kind, at = number(data, start, 1)
    if kind < 0x80 or kind >= 0xE0 or kind in (0xC0, 0xC2, 0xC3):
        return at
    if kind < 0x90:
        return children(data, at, 2 * (kind & 15), depth)
    if kind < 0xA0:
        return children(data, at, kind & 15, depth)
    if kind < 0xC0:
        return take(data, at, kind & 31)
    if kind == 0xC1:
        raise Fault("no type")
    fixed = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
    fixed |= {0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17}
    if kind in fixed:
        return take(data, at, fixed[kind])
    width = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xC7: 1, 0xC8: 2, 0xC9: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
    width |= {0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4}
    n, at = number(data, at, width[kind])
    if kind in (0xDC, 0xDD):
        return children(data, at, n, depth)
    if kind in (0xDE, 0xDF):
        return children(data, at, 2 * n, depth)
    return take(data, at, n + (kind in (0xC7, 0xC8, 0xC9)))


def children(data: bytes, at: int, n: int, depth: int) -> int:
    if n and depth == 0:
        raise Fault("too deep")
    for _ in range(min(n, len(data) + 1)):  # each takes a byte at least
        at = value(data, at, depth - 1)
    return at
