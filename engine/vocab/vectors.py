"""Vectors: the table of word vectors of a Vocab, by word ("default") or by n-grams ("floret").

Floret vectors: the mean of the rows of all n-grams of the padded word and of the padded word itself, each hashed to
`hash_count` rows by MurmurHash3 x64-128. Source: the floret project's description of its hashed fastText tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy
import srsly

from engine.errors import FormatError, InputError, UnknownIdError
from engine.strings.store import get_string_id
from engine.strings.symbols import attribute_id
from engine.vocab.lookups import read_map
from engine.vocab.ngrams import hash_ngram

MODES = ("default", "floret")
FLORET_SETTINGS = ("minn", "maxn", "hash_count", "hash_seed", "bow", "eow", "attr")


class Vectors:
    """A float table and the map from words to its rows.

    shape ((rows, width)): an empty table. data (rows, width): the table itself. keys: the word of each row, in order.
    mode: "default", or "floret" with minn, maxn, hash_count, hash_seed, bow, eow. attr: the lexeme attribute that keys
    are ids of.
    """

    def __init__(
        self,
        *,
        strings: Any = None,
        shape: tuple[int, int] | None = None,
        data: Any = None,
        keys: Iterable[str | int] | None = None,
        name: str | None = None,
        mode: str = "default",
        minn: int = 0,
        maxn: int = 0,
        hash_count: int = 1,
        hash_seed: int = 0,
        bow: str = "<",
        eow: str = ">",
        attr: str | int = "ORTH",
    ):
        if mode not in MODES:
            raise InputError("vectors.unknown_mode", f"{mode!r} is no mode of vectors.", f"Modes: {', '.join(MODES)}.")
        self.strings = strings
        self.name = name
        self.mode = mode
        self.minn, self.maxn = minn, maxn
        self.hash_count, self.hash_seed = hash_count, hash_seed
        self.bow, self.eow = bow, eow
        self.attr = attribute_id(attr)
        self.data = numpy.asarray(data, dtype="f") if data is not None else numpy.zeros(shape or (0, 0), dtype="f")
        self.key2row: dict[int, int] = {}
        self._unset: set[int] = set(range(self.data.shape[0])) if mode == "default" else set()
        if self.data.ndim != 2:
            raise InputError("vectors.bad_shape", f"A vector table has two dimensions, not {self.data.ndim}.")
        if mode == "floret" and not (0 < minn <= maxn and 1 <= hash_count <= 4):
            raise InputError(
                "vectors.bad_floret",
                f"minn={minn}, maxn={maxn}, hash_count={hash_count} are no settings of floret vectors.",
                "0 < minn <= maxn and 1 <= hash_count <= 4.",
            )
        if keys is not None:
            for row, key in enumerate(keys):
                self.add(key, row=row)

    @property
    def shape(self) -> tuple[int, int]:
        return cast(tuple[int, int], self.data.shape)

    @property
    def size(self) -> int:
        return int(self.data.size)

    @property
    def vectors_length(self) -> int:
        return int(self.data.shape[1])

    @property
    def is_full(self) -> bool:
        """No row is free for a new word."""
        return self.mode == "floret" or not self._unset

    @property
    def n_keys(self) -> int:
        """Number of words; -1 in floret mode, which knows no words."""
        return -1 if self.mode == "floret" else len(self.key2row)

    def __len__(self) -> int:
        return int(self.data.shape[0])

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[int]:
        return iter(self.key2row)

    def __contains__(self, key: str | int) -> bool:
        return self.mode == "floret" or get_string_id(key) in self.key2row

    def __getitem__(self, key: str | int) -> Any:
        """The vector of a word; UnknownIdError where the table has none."""
        if self.mode == "floret":
            return self.get_batch([key])[0]
        row = self.key2row.get(get_string_id(key))
        if row is None:
            raise UnknownIdError("vectors.unknown_key", f"There is no vector for {key!r}.")
        return self.data[row]

    def __setitem__(self, key: str | int, vector: Any) -> None:
        self._refuse_floret("set a vector")
        row = self.key2row.get(get_string_id(key))
        if row is None:
            raise UnknownIdError("vectors.unknown_key", f"There is no vector for {key!r}.", "Vectors.add adds one.")
        self.data[row] = vector

    def keys(self) -> Iterable[int]:
        return self.key2row.keys()

    def values(self) -> Iterator[Any]:
        for row in self.key2row.values():
            yield self.data[row]

    def items(self) -> Iterator[tuple[int, Any]]:
        for key, row in self.key2row.items():
            yield key, self.data[row]

    def find(
        self,
        *,
        key: str | int | None = None,
        keys: Iterable[str | int] | None = None,
        row: int | None = None,
        rows: Iterable[int] | None = None,
    ) -> Any:
        """Row of a key (-1 for none), rows of keys, keys of a row, or keys of rows: give exactly one argument."""
        self._refuse_floret("look up rows")
        if sum(argument is not None for argument in (key, keys, row, rows)) != 1:
            raise InputError("vectors.find_arguments", "Vectors.find takes exactly one of key, keys, row, rows.")
        if key is not None:
            return self.key2row.get(get_string_id(key), -1)
        if keys is not None:
            return numpy.asarray([self.key2row.get(get_string_id(k), -1) for k in keys], dtype="i")
        wanted = [row] if row is not None else list(rows or ())
        keys_of: dict[int, list[int]] = {}
        for k, r in self.key2row.items():
            keys_of.setdefault(r, []).append(k)
        return numpy.asarray([k for r in wanted for k in keys_of.get(cast(int, r), [])], dtype="uint64")

    def add(self, key: str | int, *, vector: Any = None, row: int | None = None) -> int:
        """Give a word a row (a free one when `row` is not given), and the row a vector. Returns the row."""
        self._refuse_floret("add a word")
        key = get_string_id(key)
        if row is None:
            row = self.key2row.get(key)
            if row is None:
                if self.is_full:
                    raise InputError(
                        "vectors.full", f"All {len(self)} rows of the vector table are taken.", "Resize it first."
                    )
                row = min(self._unset)
        if not 0 <= row < len(self):
            raise InputError("vectors.row_out_of_range", f"Row {row} lies outside the table of {len(self)} rows.")
        self.key2row[key] = row
        if vector is not None:
            self.data[row] = vector
        self._unset.discard(row)
        return row

    def resize(self, shape: tuple[int, int], inplace: bool = False) -> list[tuple[int, int]]:
        """Change the number of rows or the width; returns the (key, row) pairs that no longer fit."""
        self._refuse_floret("resize")
        data = numpy.zeros(shape, dtype="f")
        rows, width = min(shape[0], self.shape[0]), min(shape[1], self.shape[1])
        data[:rows, :width] = self.data[:rows, :width]
        self.data = data
        removed = [(key, row) for key, row in self.key2row.items() if row >= shape[0]]
        for key, _ in removed:
            del self.key2row[key]
        self._unset = set(range(shape[0])) - set(self.key2row.values())
        return removed

    def clear(self) -> None:
        """Forget all words; the table keeps its shape."""
        self._refuse_floret("clear")
        self.key2row = {}
        self._unset = set(range(len(self)))

    def get_batch(self, keys: Iterable[str | int]) -> Any:
        """(n, width) vectors of words; zeros for words without one."""
        words = list(keys)
        out = numpy.zeros((len(words), self.vectors_length), dtype="f")
        if self.mode == "floret":
            for i, word in enumerate(words):
                text = word if isinstance(word, str) else self._text(word)
                if text:
                    out[i] = self.data[self._floret_rows(text)].mean(axis=0)
        else:
            for i, word in enumerate(words):
                row = self.key2row.get(get_string_id(word), -1)
                if row >= 0:
                    out[i] = self.data[row]
        return out

    def most_similar(self, queries: Any, *, batch_size: int = 1024, n: int = 1, sort: bool = True) -> tuple[Any, ...]:
        """(keys, rows, scores), each (queries, n), of the words nearest by cosine, for queries (queries, width)."""
        self._refuse_floret("search similar words")
        rows = numpy.asarray(sorted(set(self.key2row.values())), dtype="i")
        key_of = {row: key for key, row in reversed(list(self.key2row.items()))}
        table = self.data[rows]
        norms = numpy.linalg.norm(table, axis=1, keepdims=True)
        table = table / numpy.where(norms == 0, 1, norms)
        queries = numpy.atleast_2d(numpy.asarray(queries, dtype="f"))
        n = min(n, len(rows))
        best = numpy.zeros((len(queries), n), dtype="i")
        scores = numpy.zeros((len(queries), n), dtype="f")
        for start in range(0, len(queries), batch_size):
            batch = queries[start : start + batch_size]
            length = numpy.linalg.norm(batch, axis=1, keepdims=True)
            sims = (batch / numpy.where(length == 0, 1, length)) @ table.T
            top = numpy.argpartition(sims, -n, axis=1)[:, -n:] if n else numpy.zeros((len(batch), 0), dtype="i")
            if sort:
                order = numpy.argsort(-numpy.take_along_axis(sims, top, axis=1), axis=1, kind="stable")
                top = numpy.take_along_axis(top, order, axis=1)
            best[start : start + batch_size] = rows[top]
            scores[start : start + batch_size] = numpy.clip(numpy.take_along_axis(sims, top, axis=1), -1, 1)
        keys = numpy.asarray([[key_of[int(row)] for row in line] for line in best], dtype="uint64").reshape(best.shape)
        return keys, best, scores

    def to_ops(self, ops: Any) -> None:
        """Hold the table as an array of a thinc backend."""
        self.data = ops.asarray(self.data)

    def _text(self, key: int) -> str:
        if self.strings is None:
            raise InputError("vectors.no_strings", "Floret vectors need the StringStore to look up ids.")
        return str(self.strings[key])

    def _floret_rows(self, word: str) -> list[int]:
        padded = f"{self.bow}{word}{self.eow}"
        sizes: Sequence[int] = range(self.minn, self.maxn + 1)
        ngrams = [padded] + [padded[i : i + n] for n in sizes for i in range(len(padded) - n + 1)]
        n_rows = len(self)
        return [h % n_rows for ngram in ngrams for h in hash_ngram(ngram, self.hash_seed)[: self.hash_count]]

    def _refuse_floret(self, what: str) -> None:
        if self.mode == "floret":
            raise InputError("vectors.floret", f"Cannot {what} in floret vectors: they are made of n-grams, not words.")

    def _get_cfg(self) -> dict[str, Any]:
        cfg: dict[str, Any] = {"mode": self.mode}
        if self.mode == "floret":
            cfg |= {name: getattr(self, name) for name in FLORET_SETTINGS}
        return cfg

    def _set_cfg(self, cfg: dict[str, Any], where: str) -> None:
        if not isinstance(cfg, dict) or cfg.get("mode", "default") not in MODES:
            raise FormatError("vectors.bad_cfg", f"{where}: {cfg!r} are no settings of vectors.", HINT)
        self.mode = cfg.get("mode", "default")
        for name in FLORET_SETTINGS:
            if name in cfg:
                setattr(self, name, cfg[name])

    def _set_rows(self, key2row: dict[Any, Any], where: str) -> None:
        for key, row in key2row.items():
            if not isinstance(key, int) or not isinstance(row, int) or not -1 <= row < len(self):
                raise FormatError(
                    "vectors.bad_row", f"{where}: key {key!r} has row {row!r}, of a table of {len(self)} rows.", HINT
                )
        self.key2row = {key: row for key, row in key2row.items() if row >= 0}
        self._unset = set(range(len(self))) - set(self.key2row.values()) if self.mode == "default" else set()

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write `vectors` (.npy, <f4), `key2row` (msgpack) and `vectors.cfg` (JSON) into a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        with (path / "vectors").open("wb") as file:
            numpy.save(file, numpy.asarray(self.data, dtype="<f4"), allow_pickle=False)
        (path / "key2row").write_bytes(srsly.msgpack_dumps(self.key2row))
        (path / "vectors.cfg").write_text(json.dumps(self._get_cfg(), indent=2, separators=(",", ":")), encoding="utf8")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Vectors:
        """Load what `to_disk` wrote; files that are missing leave their part as it is."""
        path = Path(path)
        file = path / "vectors.cfg"
        if file.exists():
            try:
                cfg = json.loads(file.read_text(encoding="utf8"))
            except ValueError as err:
                raise FormatError("vectors.bad_cfg", f"{file}: not JSON: {err}.", HINT) from None
            self._set_cfg(cfg, str(file))
        file = path / "vectors"
        if file.exists():
            try:
                data = numpy.load(file, allow_pickle=False)
            except Exception as err:  # numpy raises many kinds for malformed files
                raise FormatError("vectors.bad_table", f"{file}: not a .npy table: {err}.", HINT) from None
            self.data = as_table(data, str(file))
        file = path / "key2row"
        if file.exists():
            self._set_rows(read_map(file.read_bytes(), str(file)), str(file))
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        strings = [] if self.strings is None else [self.strings[key] for key in self.key2row if key in self.strings]
        return srsly.msgpack_dumps(
            {
                "strings": json.dumps(sorted(strings)).encode("ascii"),
                "key2row": srsly.msgpack_dumps(self.key2row),
                "vectors": srsly.msgpack_dumps(numpy.asarray(self.data, dtype="<f4")),
                "vectors.cfg": json.dumps(self._get_cfg()),
            }
        )

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Vectors:
        content = read_map(data, "the given bytes")
        try:
            self._set_cfg(json.loads(content["vectors.cfg"]), "the given bytes")
            table = srsly.msgpack_loads(content["vectors"])
        except (KeyError, TypeError, ValueError) as err:
            raise FormatError("vectors.bad_bytes", f"The given bytes hold no vectors: {err!r}.", HINT) from None
        self.data = as_table(table, "the given bytes")
        self._set_rows(read_map(content.get("key2row", b"\x80"), "the given bytes"), "the given bytes")
        return self


HINT = "Save the vectors again, or restore the file."


def as_table(data: Any, where: str) -> Any:
    if not isinstance(data, numpy.ndarray) or data.ndim != 2 or data.dtype.kind != "f":
        raise FormatError("vectors.bad_table", f"{where}: no two-dimensional table of floats.", HINT)
    return numpy.ascontiguousarray(data, dtype="f")
