"""Vectors: the table of word vectors of a Vocab, by word ("default") or by n-grams ("floret")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, cast

import numpy

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.store import get_string_id, get_string_ids
from engine.strings.symbols import attribute_id
from engine.vocab import vectors_files
from engine.vocab.arrays import in_memory
from engine.vocab.base_vectors import BaseVectors, Key, Mode
from engine.vocab.ngrams import NgramHasher
from engine.vocab.similar_rows import nearest

MODES = tuple(Mode.values())
NO_STRINGS = "Floret vectors need the StringStore to look up ids."


class Vectors(BaseVectors):
    """A float table and the map from words to its rows.

    shape ((rows, width)): an empty table. data (rows, width): the table itself. keys: the word of each row, in order.
    mode: "default", or "floret" with minn, maxn, hash_count, hash_seed, bow, eow: a word's vector is then the mean of
    the rows of its n-grams, every word has one, and the table cannot change. attr: the lexeme attribute that keys are
    ids of.

    >>> vectors = Vectors(data=numpy.eye(2), keys=["cat", "dog"])
    >>> vectors["dog"]
    array([0., 1.], dtype=float32)
    """

    def __init__(
        self,
        *,
        strings: Any = None,
        shape: tuple[int, int] | None = None,
        data: Any = None,
        keys: Iterable[Key] | None = None,
        name: str | None = None,
        mode: str = "default",
        minn: int = 0,
        maxn: int = 0,
        hash_count: int = 1,
        hash_seed: int = 0,
        bow: str = "<",
        eow: str = ">",
        attr: Key = "ORTH",
    ):
        mode = getattr(mode, "value", mode)
        if mode not in MODES:
            raise InputError("vectors.unknown_mode", f"{mode!r} is no mode of vectors.", f"Modes: {', '.join(MODES)}.")
        super().__init__(strings=strings)
        self.name = name
        self.mode: str = mode
        self.minn, self.maxn = minn, maxn
        self.hash_count, self.hash_seed = hash_count, hash_seed
        self.bow, self.eow = bow, eow
        self.attr = attribute_id(attr)
        if mode == "floret" and data is None:
            raise InputError("vectors.floret_data", "Floret vectors are made of their whole table.", "Give data.")
        self.data = as_float_table(data) if data is not None else numpy.zeros(shape or (0, 0), dtype="f")
        if self.data.ndim != 2:
            raise InputError("vectors.bad_shape", f"A vector table has two dimensions, not {self.data.ndim}.")
        self.key2row: dict[int, int] = {}
        self._hasher: NgramHasher | None = None
        self._taken = bytearray(0)  # for each row, 1 once a word had it
        self._first_free = 0  # no row before it is free
        self._set_rows({}, "")
        if mode == "floret":
            self._hasher = NgramHasher(minn, maxn, hash_count, hash_seed, bow, eow)
        elif keys is not None:
            for row, key in enumerate(keys):
                self.add(key, row=row)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, width)."""
        return cast(tuple[int, int], self.data.shape)

    @property
    def size(self) -> int:
        """rows * width."""
        return int(self.data.size)

    @property
    def vectors_length(self) -> int:
        """Width of a vector."""
        return int(self.data.shape[1])

    @property
    def is_full(self) -> bool:
        """No row is free for a new word."""
        if self.mode == "floret":
            return True
        self._check_rows()
        self._first_free = self._taken.find(0, self._first_free)
        if self._first_free < 0:
            self._first_free = len(self)
        return self._first_free == len(self)

    @property
    def n_keys(self) -> int:
        """Number of words; -1 in floret mode, which knows no words."""
        return -1 if self.mode == "floret" else len(self.key2row)

    def __len__(self) -> int:
        """Number of rows."""
        return int(self.data.shape[0])

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[int]:
        """Ids of the words."""
        return iter(self.key2row)

    def __contains__(self, key: Key) -> bool:
        """Whether a word has a vector; in floret mode each has."""
        return self.mode == "floret" or get_string_id(key) in self.key2row

    def __getitem__(self, key: Key) -> Any:
        """The vector of a word; UnknownIdError where the table has none."""
        if self.mode == "floret":
            return self.get_batch([key])[0]
        row = self.key2row.get(get_string_id(key))
        if row is None:
            raise UnknownIdError("vectors.unknown_key", f"There is no vector for {key!r}.")
        return self.data[row]

    def __setitem__(self, key: Key, vector: Any) -> None:
        """Change the vector of a word that has a row; UnknownIdError for others."""
        self._refuse_floret("set a vector")
        row = self.key2row.get(get_string_id(key))
        if row is None:
            raise UnknownIdError("vectors.unknown_key", f"There is no vector for {key!r}.", "Vectors.add adds one.")
        self._set_row(row, vector)

    def keys(self) -> Iterable[int]:
        """Ids of the words."""
        return self.key2row.keys()

    def values(self) -> Iterator[Any]:
        """The vectors that words have, each once, in the order of the rows."""
        for row in sorted(set(self.key2row.values())):
            yield self.data[row]

    def items(self) -> Iterator[tuple[int, Any]]:
        """(id, vector) of each word."""
        for key, row in self.key2row.items():
            yield key, self.data[row]

    def find(
        self,
        *,
        key: Key | None = None,
        keys: Iterable[Key] | None = None,
        row: int | None = None,
        rows: Iterable[int] | None = None,
    ) -> Any:
        """Row of a key (-1 for none), rows of keys (int32), key of a row, or keys of rows (uint64): give one argument.

        Of several words that share a row, it is the one added last. Raises UnknownIdError for a row of no word.
        """
        self._refuse_floret("look up rows")
        if sum(argument is not None for argument in (key, keys, row, rows)) != 1:
            raise InputError("vectors.find_arguments", "Vectors.find takes exactly one of key, keys, row, rows.")
        if key is not None:
            return self.key2row.get(get_string_id(key), -1)
        if keys is not None:
            return self._rows_of(keys)
        wanted = [int(row)] if row is not None else [int(each) for each in rows or ()]
        key_of = {r: k for k, r in self.key2row.items() if len(wanted) > 1 or r == wanted[0]} if wanted else {}
        for each in wanted:
            if each not in key_of:
                raise UnknownIdError("vectors.unknown_row", f"Row {each} of {len(self)} belongs to no word.")
        found = [key_of[each] for each in wanted]
        return found[0] if row is not None else numpy.asarray(found, dtype="uint64")

    def _rows_of(self, keys: Any) -> Any:
        """Row of each key, int32; -1 where there is none."""
        get = self.key2row.get
        ids = keys.tolist() if isinstance(keys, numpy.ndarray) else get_string_ids(keys)
        return numpy.fromiter(map(get, ids, repeat(-1)), dtype="i", count=len(ids))

    def add(self, key: Key, *, vector: Any = None, row: int | None = None) -> int:
        """Give a word a row (its own or a free one when `row` is None), and the row a vector. Returns the row.

        Raises InputError when no row is free, or `row` lies outside the table.
        """
        self._refuse_floret("add a word")
        if isinstance(key, str) and self.strings is not None:
            self.strings.add(key, False)
        key = get_string_id(key)
        if row is None:
            row = self.key2row.get(key)
            if row is None:
                if self.is_full:
                    raise InputError(
                        "vectors.full", f"All {len(self)} rows of the vector table are taken.", "Resize it first."
                    )
                row = self._first_free
        row = int(row)
        if not 0 <= row < len(self):
            raise InputError("vectors.row_out_of_range", f"Row {row} lies outside the table of {len(self)} rows.")
        if vector is not None:
            self._set_row(row, vector)
        self.key2row[key] = row
        self._check_rows()
        self._taken[row] = 1
        return row

    def _set_row(self, row: int, vector: Any) -> None:
        if numpy.shape(vector) not in ((), (1,), (self.vectors_length,)):
            raise InputError(
                "vectors.wrong_width",
                f"A vector of shape {numpy.shape(vector)} does not fit a table of width {self.vectors_length}.",
            )
        self.data[row] = vector

    def resize(self, shape: tuple[int, int], inplace: bool = False) -> list[tuple[int, int]]:
        """Change the number of rows or the width; returns the (key, row) pairs that no longer fit.

        inplace: accepted for compatibility; the values that fit are kept either way.
        """
        self._refuse_floret("resize")
        data = numpy.zeros(shape, dtype="f")
        rows, width = min(shape[0], self.shape[0]), min(shape[1], self.shape[1])
        data[:rows, :width] = self.data[:rows, :width]
        self.data = data
        removed = [(key, row) for key, row in self.key2row.items() if row >= shape[0]]
        self._set_rows({key: row for key, row in self.key2row.items() if row < shape[0]}, "")
        return removed

    def clear(self) -> None:
        """Forget all words; the table keeps its shape."""
        self._refuse_floret("clear")
        self._set_rows({}, "")

    def get_batch(self, keys: Iterable[Key]) -> Any:
        """(n, width) vectors of words, in an array of their own; zeros for words without one.

        keys: texts or ids, or a uint64 array of ids.
        """
        if self.mode == "floret":
            return self._floret_batch([k if isinstance(k, str) else self._text(int(k)) for k in keys])
        rows = self._rows_of(keys)
        if not len(self):
            return numpy.zeros((len(rows), self.vectors_length), dtype="f")
        out = self.data[rows]
        out[rows < 0] = 0
        return out

    def _floret_batch(self, words: list[str]) -> Any:
        hasher = self._ngrams()
        if isinstance(self.data, numpy.ndarray):
            out = numpy.empty((len(words), self.vectors_length), dtype="f")
            # Most texts repeat most of their words.
            forms = list(dict.fromkeys(words))
            if len(forms) < len(words):
                place = {word: i for i, word in enumerate(forms)}
                return self._floret_batch(forms)[[place[word] for word in words]]
            hasher.mean(words, self.data, out)
            return out
        zero = self.data[:1].sum(axis=0) * 0  # a row of the backend's own kind
        means = [self.data[hasher.rows(word, len(self))].mean(axis=0) if word else zero for word in words]
        return numpy.stack(means) if means else self.data[:0]  # stack: by the backend of the rows

    def most_similar(self, queries: Any, *, batch_size: int = 1024, n: int = 1, sort: bool = True) -> tuple[Any, ...]:
        """(keys uint64, rows int32, cosines float32), each (queries, n), of the n nearest rows that words have.

        queries (queries, width), or (width,) for one. batch_size: queries at once. sort: nearest first. Cosines are
        rounded to four decimals. Of several words that share a row, the one added last stands for it.
        """
        self._refuse_floret("search similar words")
        words = numpy.fromiter(self.key2row.keys(), dtype="uint64", count=len(self.key2row))
        taken = numpy.fromiter(self.key2row.values(), dtype="int64", count=len(self.key2row))
        key_of = numpy.zeros((len(self),), dtype="uint64")
        key_of[taken] = words
        rows = numpy.unique(taken)
        if not 0 < n <= len(rows):
            raise InputError(
                "vectors.too_few", f"Cannot find {n} similar vectors: words have {len(rows)} rows.", "Change n."
            )
        queries = numpy.atleast_2d(numpy.asarray(in_memory(queries), dtype="f"))
        if queries.ndim != 2 or queries.shape[1] != self.vectors_length:
            raise InputError(
                "vectors.query_shape",
                f"Queries of shape {queries.shape} do not fit vectors of width {self.vectors_length}.",
            )
        data = in_memory(self.data)
        best, cosines = nearest(data if len(rows) == len(data) else data[rows], queries, n, batch_size, sort)
        best = rows[best].astype("i")
        return key_of[best], best, numpy.clip(numpy.around(cosines, 4), -1, 1)

    def to_ops(self, ops: Any) -> None:
        """Hold the table as an array of a thinc backend."""
        self.data = ops.asarray(self.data)

    def _ngrams(self) -> NgramHasher:
        if self._hasher is None:
            raise FormatError("vectors.no_ngrams", "The floret vectors have no settings of n-grams.")
        return self._hasher

    def _text(self, key: int) -> str:
        if self.strings is None:
            raise InputError("vectors.no_strings", NO_STRINGS)
        return str(self.strings[key])

    def _refuse_floret(self, what: str) -> None:
        if self.mode == "floret":
            raise InputError("vectors.floret", f"Cannot {what} in floret vectors: they are made of n-grams, not words.")

    def _set_rows(self, key2row: dict[Any, Any], where: str) -> None:
        """Set the rows of all words. Raises FormatError for rows outside the table."""
        n_rows = len(self)
        for key, row in key2row.items():
            if not isinstance(key, int) or not isinstance(row, int) or not -1 <= row < n_rows or not 0 <= key < 1 << 64:
                raise FormatError(
                    "vectors.bad_row",
                    f"{where}: key {key!r} has row {row!r}, of a table of {n_rows} rows.",
                    vectors_files.HINT,
                )
        self.key2row = {key: row for key, row in key2row.items() if row >= 0}
        self._mark_rows()

    def _check_rows(self) -> None:
        """`data` may have been replaced by a table of another size."""
        if len(self._taken) != len(self):
            self._mark_rows()

    def _mark_rows(self) -> None:
        taken = numpy.zeros((len(self),), dtype="uint8")
        rows = numpy.fromiter(self.key2row.values(), dtype="int64", count=len(self.key2row))
        taken[rows[rows < len(self)]] = 1
        self._taken = bytearray(taken.tobytes())
        self._first_free = 0

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write `vectors` (.npy, <f4), `key2row` (msgpack), `vectors.cfg` (JSON), `strings.json` unless excluded."""
        vectors_files.to_disk(self, Path(path), exclude)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Vectors:
        """Load what `to_disk` wrote; files that are missing leave their part as it is. Raises FormatError."""
        vectors_files.from_disk(self, Path(path), exclude)
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The table, the words' rows, the settings and, unless excluded, the strings, as msgpack."""
        return vectors_files.to_bytes(self, exclude)

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Vectors:
        """Load what `to_bytes` gave. Raises FormatError."""
        vectors_files.from_bytes(self, data, exclude)
        return self


def as_float_table(data: Any) -> Any:
    """A float32 array; arrays of other backends stay where they are."""
    if isinstance(data, numpy.ndarray) or not hasattr(data, "__cuda_array_interface__"):
        return numpy.ascontiguousarray(data, dtype="f")
    return data
