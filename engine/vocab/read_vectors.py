"""Files of word vectors: text as word2vec, fastText, GloVe and floret write it, plain or compressed, and NumPy files.

Text is read as a stream; beside the table and the words, a few megabytes are in memory. Caller: `init vectors`.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy

from engine.errors import FormatError, InputError
from engine.vocab.vector_text import VectorText

CHUNK = 1 << 20
FLORET_HEADER = ("rows", "width", "minn", "maxn", "hash_count", "hash_seed", "bow", "eow")


@dataclass
class ReadVectors:
    """What a file holds.

    data: float32 (rows, width). words: of each row, or None where the file has none. floret: settings of a floret
    table. notes: what the person should know, such as words that come twice.
    """

    data: Any
    words: list[str] | None = None
    floret: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)


def read_vectors(
    path: Path, *, truncate: int = 0, mode: str = "default", progress: Callable[[int, int], Any] | None = None
) -> ReadVectors:
    """Read a file of vectors: .npz, .npy, or text, which may be .gz or .zip.

    truncate: rows to read at most, 0 for all. mode: "default" or "floret". progress: called with bytes read and bytes
    there are. Raises FormatError with the number of the line.
    """
    if truncate < 0:
        raise InputError("vectors.truncate", f"cannot read {truncate} vectors", "0 reads all of them.")
    if not path.is_file():
        raise InputError("vectors.no_file", f"there is no file {path}")
    if path.suffix in (".npz", ".npy"):
        if mode == "floret":
            raise InputError(
                "vectors.floret_npz", f"{path}: floret tables are read from text, which has their settings"
            )
        return read_numpy(path, truncate)
    try:
        with open_text(path) as (stream, where, size, tell):
            return read_text(stream, where, truncate, mode, (lambda: progress(tell(), size)) if progress else None)
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error) as error:
        raise FormatError("vectors.compressed", f"{path}: cannot be unpacked: {error}", "Load it down again.") from None


@contextmanager
def open_text(path: Path) -> Iterator[tuple[IO[bytes], str, int, Callable[[], int]]]:
    """(stream of the text, what messages call it, size on disk, function that says how much of that is read)."""
    with path.open("rb") as raw:
        size = path.stat().st_size
        if path.suffix == ".gz":
            with gzip.open(raw) as stream:
                yield stream, str(path), size, raw.tell  # type: ignore[misc]
        elif path.suffix == ".zip":
            with zipfile.ZipFile(raw) as archive:
                names = [info.filename for info in archive.infolist() if not info.is_dir()]
                if not names:
                    raise FormatError("vectors.empty_zip", f"{path} holds no file")
                with archive.open(names[0]) as stream:
                    yield stream, f"{path}/{names[0]}", size, raw.tell
        else:
            yield raw, str(path), size, raw.tell


def read_text(
    stream: IO[bytes], where: str, truncate: int, mode: str, progress: Callable[[], Any] | None
) -> ReadVectors:
    """Read vectors from text, whose first line may be a header."""
    first = stream.readline(CHUNK)
    if not first.strip():
        raise FormatError("vectors.empty", f"{where}:1: the file begins with an empty line, or is empty")
    fields = first.split()
    floret, rows, promised = None, 0, 0
    if mode == "floret":
        floret, (rows, width) = floret_header(fields, where)
        promised = rows
    elif len(fields) == 2 and all(field.isdigit() for field in fields):
        rows, width = promised, _ = int(fields[0]), int(fields[1])
    else:
        if len(first) == CHUNK and not first.endswith(b"\n"):
            raise FormatError("vectors.long_line", f"{where}:1: the first line has more than {CHUNK:,} bytes")
        width = len(first.strip().replace(b"\t", b" ").split(b" ")) - 1
    has_header = promised > 0 or floret is not None or (len(fields) == 2 and width > 0 and fields[0] == b"0")
    if width > 1 << 20:
        raise FormatError("vectors.too_wide", f"{where}:1: vectors of {width:,} numbers")
    reader = VectorText(width, rows, truncate, where, 2 if has_header else 1)
    if not has_header:
        reader.feed(first)
    while not reader.is_full and (chunk := stream.read(CHUNK)):
        reader.feed(chunk)
        if progress is not None:
            progress()
    data = reader.close()
    found = ReadVectors(data, reader.words, floret)
    if promised and not truncate and promised != len(data):
        found.notes.append(f"The first line of {where} says {promised:,} vectors; there are {len(data):,}.")
    if floret is not None:
        check_floret_rows(reader.words, rows, where, truncate)
        found.words = None
    elif reader.n_spaced:
        shown = ", ".join(f"{word!r} in line {line}" for line, word in reader.spaced)
        found.notes.append(f"{reader.n_spaced:,} words hold spaces: {shown}{' ...' if reader.n_spaced > 3 else ''}.")
    if floret is None:
        found.notes += note_duplicates(reader.words, 2 if has_header else 1)
    return found


def note_duplicates(words: list[str], first_line: int) -> list[str]:
    """A note on words that come more than once, of which the last counts."""
    if len(set(words)) == len(words):
        return []
    seen: dict[str, int] = {}
    twice = []
    for i, word in enumerate(words):
        if word in seen:
            twice.append((word, seen[word] + first_line, i + first_line))
        seen[word] = i
    shown = ", ".join(f"{word!r} in {a} and {b}" for word, a, b in twice[:3])
    more = " ..." if len(twice) > 3 else ""
    return [f"{len(twice):,} words come more than once, and the last counts (lines: {shown}{more})."]


def floret_header(fields: list[bytes], where: str) -> tuple[dict[str, Any], tuple[int, int]]:
    """Settings and shape of a floret table, from its first line."""
    try:
        if len(fields) != len(FLORET_HEADER):
            raise ValueError
        rows, width, *numbers = (int(each) for each in fields[:6])
        marks = [each.decode("utf8") for each in fields[6:]]
        if rows < 1 or width < 1:
            raise ValueError
    except ValueError:
        raise FormatError(
            "vectors.floret_header",
            f"{where}:1: {b' '.join(fields)[:80].decode('utf8', 'replace')!r} is no first line of a floret table.",
            f"It holds: {' '.join(FLORET_HEADER)}; without it, use --mode default.",
        ) from None
    return dict(zip(FLORET_HEADER[2:], [*numbers, *marks], strict=True)), (rows, width)


def check_floret_rows(words: list[str], rows: int, where: str, truncate: int) -> None:
    """Raise FormatError where the lines of a floret table are not numbered, or some are missing."""
    for i, word in enumerate(words):
        if word != str(i):
            raise FormatError(
                "vectors.floret_row", f"{where}:{i + 2}: the line begins with {word!r}, expected the number of row {i}."
            )
    if truncate or len(words) != rows:
        raise FormatError(
            "vectors.floret_rows",
            f"{where}: {len(words)} rows of a floret table of {rows}.",
            "Words are hashed to all rows: a part of a table cannot be used.",
        )


def read_numpy(path: Path, truncate: int) -> ReadVectors:
    """The 2-dimensional table of a .npy or .npz file, and the 1-dimensional list of words of a .npz file."""
    try:
        loaded = numpy.load(path, allow_pickle=False)
        arrays = {name: loaded[name] for name in loaded.files} if hasattr(loaded, "files") else {"": loaded}
    except Exception as error:  # numpy raises many kinds for malformed files
        raise FormatError("vectors.numpy", f"{path}: cannot be read: {error}") from None
    tables = [each for each in arrays.values() if each.ndim == 2 and each.dtype.kind in "fiu"]
    lists = [each for each in arrays.values() if each.ndim == 1 and each.dtype.kind in "US"]
    if len(tables) != 1 or len(lists) > 1:
        shown = ", ".join(f"{name or 'array'} {each.dtype}{each.shape}" for name, each in arrays.items())
        raise FormatError(
            "vectors.numpy_arrays",
            f"{path} holds {shown or 'nothing'}",
            "Expected one table (rows, width) of numbers and, in .npz files, one list of the rows' words.",
        )
    table = numpy.ascontiguousarray(tables[0], dtype="f")
    words = [each.decode("utf8") if isinstance(each, bytes) else str(each) for each in lists[0]] if lists else None
    if words is not None and len(words) != len(table):
        raise FormatError("vectors.numpy_words", f"{path} holds {len(words)} words for {len(table)} vectors")
    if not numpy.isfinite(table).all():
        row = int(numpy.flatnonzero(~numpy.isfinite(table).all(axis=1))[0])
        raise FormatError("vectors.numpy_finite", f"{path}: the vector of row {row} holds a number that is not finite")
    if truncate:
        table, words = table[:truncate], words[:truncate] if words is not None else None
    return ReadVectors(table, words, None, note_duplicates(words, 0) if words is not None else [])
