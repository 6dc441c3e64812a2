"""`init vectors`: a pipeline with the word vectors of a file, for `vectors` in [initialize]."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import InputError
from ..language import Language, blank
from ..language.initialization import read_vocab_data
from ..vocab.read_vectors import ReadVectors, read_vectors
from ..vocab.vectors import Vectors
from . import output


class Mode(str, Enum):
    """How words are looked up."""

    default = "default"
    floret = "floret"


def init_vectors_cli(
    lang: Annotated[str, typer.Argument(help="Code of the language")],
    vectors_loc: Annotated[
        Path, typer.Argument(help="Vectors: text (word2vec, fastText, GloVe, floret), also .gz or .zip; .npz or .npy")
    ],
    output_dir: Annotated[Path, typer.Argument(help="Folder to write the pipeline to")],
    prune: Annotated[
        int, typer.Option("--prune", "-p", help="Vectors to keep; other words get the nearest of them; -1: all")
    ] = -1,
    truncate: Annotated[int, typer.Option("--truncate", "-t", help="Vectors to read; 0: all")] = 0,
    mode: Annotated[Mode, typer.Option("--mode", "-m", help="Kind of vectors")] = Mode.default,
    name: Annotated[str | None, typer.Option("--name", "-n", help="Name of the vectors")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-V", "-VV", help="Say more")] = False,
    jsonl_loc: Annotated[
        Path | None, typer.Option("--jsonl-loc", "-j", help="Lexemes, JSON a line; the rows of .npy files in order")
    ] = None,
    attr: Annotated[
        str, typer.Option("--attr", "-a", help="Attribute of tokens that vectors are looked up by, such as LOWER")
    ] = "ORTH",
) -> None:
    """Convert word vectors to a pipeline that [initialize] can take them from."""
    output.note(f"Reading vectors for the language '{lang}' from {vectors_loc}")
    with progress_bar() as progress:
        nlp, read = init_vectors(
            lang, vectors_loc, output_dir, prune=prune, truncate=truncate, mode=mode.value, name=name,
            jsonl_loc=jsonl_loc, attr=attr, progress=progress,
        )  # fmt: skip
    for note in read.notes:
        output.warn(note)
    vectors = nlp.vocab.vectors
    if verbose and vectors.mode == "default":
        output.note(f"{vectors.n_keys:,} words share {len(vectors):,} vectors of width {vectors.vectors_length}")
    output.good(f"Converted {len(vectors):,} vectors")
    output.good(f"Saved the pipeline to {output_dir}. Give this path as `vectors` in [initialize].")


def init_vectors(
    lang: str,
    vectors_loc: str | Path,
    output_dir: str | Path | None,
    *,
    prune: int = -1,
    truncate: int = 0,
    mode: str = "default",
    name: str | None = None,
    jsonl_loc: str | Path | None = None,
    attr: str = "ORTH",
    progress: Callable[[int, int], Any] | None = None,
) -> tuple[Language, ReadVectors]:
    """A pipeline with the vectors of a file, saved to output_dir where that is given, and what was read.

    prune: vectors to keep, -1 for all. truncate: vectors to read, 0 for all. jsonl_loc: lexemes; they name the rows of
    a NumPy file without words. Raises InputError, FormatError.
    """
    nlp = blank(lang)
    if jsonl_loc is not None:
        read_vocab_data(nlp.vocab, jsonl_loc)
    read = read_vectors(Path(vectors_loc), truncate=truncate, mode=mode, progress=progress)
    strings = nlp.vocab.strings
    name = name or f"{lang}_{nlp.meta['name']}.vectors"
    if read.floret is not None:
        if prune >= 0:
            raise InputError("vectors.prune_floret", "a floret table cannot be pruned", "Leave --prune out.")
        nlp.vocab.vectors = Vectors(strings=strings, data=read.data, mode="floret", attr=attr, name=name, **read.floret)
    else:
        words = read.words if read.words is not None else words_of_rows(jsonl_loc, len(read.data), vectors_loc)
        vectors = Vectors(strings=strings, data=read.data, attr=attr, name=name)
        vectors._set_rows({strings.add(word): row for row, word in enumerate(words) if word}, str(vectors_loc))
        nlp.vocab.vectors = vectors
        nlp.vocab.deduplicate_vectors()
        if 1 <= prune < len(vectors):
            nlp.vocab.prune_vectors(prune)
    if output_dir is not None:
        nlp.to_disk(output_dir)
    return nlp, read


def words_of_rows(jsonl_loc: str | Path | None, rows: int, vectors_loc: str | Path) -> list[str]:
    """The words of a table without words: the lexemes of a JSONL file, in order or by their "id"."""
    import srsly

    if jsonl_loc is None:
        raise InputError(
            "vectors.no_words",
            f"{vectors_loc} holds a table of {rows} vectors and no words",
            "Give the words of its rows with --jsonl-loc, or in the .npz file as an array of strings.",
        )
    words = [""] * rows
    for i, lexeme in enumerate(line for line in srsly.read_jsonl(jsonl_loc) if "orth" in line):
        row = lexeme.get("id", i)
        if isinstance(row, int) and 0 <= row < rows:
            words[row] = lexeme["orth"]
    return words


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], Any] | None]:
    """A function that shows how much of a file is read; None where nobody looks at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=output.console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda done, size: bar.update(task, completed=done, total=size)
