"""The convert command: annotated text in common formats to training data."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.output import good, note
from engine.errors import DataError, FormatError, InputError
from engine.tokens.doc import Doc
from engine.tokens.doc_bin import DocBin
from engine.training.converters import CONVERTERS, docs_to_json
from engine.training.converters.detect import find_converter, sentence_starts
from engine.training.converters.ner import has_document_starts


class FileType(str, Enum):
    """What is written."""

    spacy = "spacy"
    json = "json"


def convert_cli(
    input_path: Annotated[Path, typer.Argument(help="File or folder to convert")],
    output_dir: Annotated[str, typer.Argument(help="Folder to write to; '-' for standard output (JSON only)")] = "-",
    file_type: Annotated[FileType, typer.Option("--file-type", "-t", help="Type of data to write")] = FileType.spacy,
    n_sents: Annotated[int, typer.Option("--n-sents", "-n", help="Sentences a document; 0: all in one")] = 1,
    seg_sents: Annotated[
        bool, typer.Option("--seg-sents", "-s", help="Cut entity files that have no sentences into sentences")
    ] = False,
    morphology: Annotated[bool, typer.Option("--morphology", "-m", help="Append the morphology to the tags")] = False,
    merge_subtokens: Annotated[
        bool, typer.Option("--merge-subtokens", "-T", help="One token for each multiword token of CoNLL-U")
    ] = False,
    converter: Annotated[
        str, typer.Option("--converter", "-c", help="auto, conllu, conllubio, conll, ner, iob or json")
    ] = "auto",
    ner_map: Annotated[
        Path | None, typer.Option("--ner-map", "-nm", help="JSON file with new names for entity labels")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", "-l", help="Language of the text, for norms")] = None,
    concatenate: Annotated[bool, typer.Option("--concatenate", "-C", help="Write one file for a whole folder")] = False,
) -> None:
    """Convert CoNLL-U, CoNLL or IOB entity files, or JSON training data to the binary format that training reads."""
    convert(
        input_path,
        output_dir,
        file_type=file_type.value,
        n_sents=n_sents,
        seg_sents=seg_sents,
        morphology=morphology,
        merge_subtokens=merge_subtokens,
        converter=converter,
        ner_map=ner_map,
        lang=lang,
        concatenate=concatenate,
    )


def convert(
    input_path: str | Path,
    output_dir: str | Path = "-",
    *,
    file_type: str = "spacy",
    n_sents: int = 1,
    seg_sents: bool = False,
    morphology: bool = False,
    merge_subtokens: bool = False,
    converter: str = "auto",
    ner_map: str | Path | None = None,
    lang: str | None = None,
    concatenate: bool = False,
    silent: bool = False,
) -> list[Path]:
    """Convert a file or all files of a folder; the paths written. Every file is complete or not there.

    Raises InputError for arguments, FormatError and DataError for the contents, with file and line.
    """
    input_path = Path(input_path)
    if file_type not in ("spacy", "json"):
        raise InputError("convert.file_type", f"the file type is {file_type!r}", "Expected spacy or json.")
    to_stdout = str(output_dir) == "-"
    if to_stdout and file_type == "spacy":
        raise InputError(
            "convert.stdout",
            "binary data are not written to standard output",
            "Give a folder to write to as second argument.",
        )
    paths = _input_files(input_path, converter)
    labels = _read_ner_map(ner_map)
    quiet = silent or to_stdout
    written = []
    together: list[Doc] = []
    vocab = _vocab(lang)
    for path in paths:
        text = _read_text(path)
        name = find_converter(converter, path, text)
        _announce(name, text, n_sents, quiet)
        docs = list(
            CONVERTERS[name](
                text,
                n_sents=n_sents,
                append_morphology=morphology,
                merge_subtokens=merge_subtokens,
                ner_map=labels,
                segment=sentence_starts if seg_sents else None,
                where=str(path),
                vocab=vocab,
            )
        )
        if to_stdout:
            sys.stdout.write(_encode(docs, file_type).decode("utf8"))
        elif concatenate:
            together += docs
        else:
            relative = path.relative_to(input_path) if input_path.is_dir() else Path(path.name)
            written.append(_write(Path(output_dir) / relative.with_suffix("." + file_type), docs, file_type, quiet))
    if concatenate and not to_stdout:
        written.append(_write(Path(output_dir) / f"{input_path.stem}.{file_type}", together, file_type, quiet))
    return written


def _vocab(lang: str | None) -> Any:
    """None leaves the choice to the converter."""
    if lang is None:
        return None
    from engine.language.load import blank  # slow to import, and rarely needed

    return blank(lang).vocab


def _input_files(path: Path, converter: str) -> list[Path]:
    if not path.exists():
        raise InputError("convert.not_found", f"there is no file or folder {path}", "Check the first argument.")
    if not path.is_dir():
        return [path]
    paths = [
        p
        for p in sorted(path.rglob("*"))
        if p.is_file() and not any(s.startswith(".") for s in p.relative_to(path).parts)
    ]
    if not paths:
        raise InputError("convert.empty_folder", f"the folder {path} has no files")
    suffixes = sorted({p.suffix for p in paths})
    if converter == "auto" and len(suffixes) > 1:
        raise InputError(
            "convert.mixed",
            f"the folder {path} has files of several types: {', '.join(map(repr, suffixes))}",
            "Convert one type at a time, or name the --converter for all of them.",
        )
    return paths


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf8")
    except UnicodeDecodeError as error:
        raise FormatError(
            "convert.encoding", f"{path}: byte {error.start} is not UTF-8", "Convert the file to UTF-8 first."
        ) from None
    except OSError as error:
        raise InputError("convert.read", f"{path} cannot be read: {error.strerror}") from None


def _read_ner_map(path: str | Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        labels = json.loads(_read_text(Path(path)))
    except json.JSONDecodeError as error:
        raise FormatError("convert.ner_map", f"{path}:{error.lineno}: {error.msg}") from None
    if not isinstance(labels, dict) or not all(isinstance(label, str) for label in labels.values()):
        raise FormatError(
            "convert.ner_map_type", f"{path} is no map of labels", 'Expected JSON such as {"PER": "PERSON"}.'
        )
    return labels


def _announce(name: str, text: str, n_sents: int, quiet: bool) -> None:
    if quiet:
        return
    if name in ("ner", "iob"):
        note(f"Found entities with a {'token' if name == 'ner' else 'sentence'} a line.")
    if name == "ner" and has_document_starts(text):
        note("The file marks its documents; --n-sents does not apply.")
    elif name != "json":
        if n_sents > 0:
            note(f"Sentences a document: {n_sents}.")
        if n_sents == 1:
            note("Documents of several sentences (such as -n 10) train better.")


def _encode(docs: Iterable[Doc], file_type: str) -> bytes:
    if file_type == "json":
        return (json.dumps([docs_to_json(docs)], indent=2, ensure_ascii=False) + "\n").encode("utf8")
    return DocBin(docs=docs, store_user_data=True).to_bytes()


def _write(path: Path, docs: list[Doc], file_type: str, quiet: bool) -> Path:
    data = _encode(docs, file_type)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(
            "convert.write",
            f"{path} cannot be written: {error.strerror}",
            "Nothing was changed there. Free space or fix rights.",
        ) from None
    if not quiet:
        good(f"Wrote {len(docs)} documents to {path}")
    return path
