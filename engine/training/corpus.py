"""Corpora: where training and evaluation examples come from. Each is called with the nlp object and gives Examples.

Callers: the training loop, which resolves `[corpora]` of a config into these.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from engine.errors import DataError, FormatError
from engine.gold.example import Example
from engine.tokens.doc import Doc
from engine.tokens.doc_bin import DocBin

FILE_TYPE = ".spacy"
Augmenter = Callable[[Any, Example], Iterable[Example]]


def walk_corpus(path: str | Path, file_type: str) -> list[Path]:
    """The files below a folder that end in `file_type`, sorted; or the path itself when it is a file. DataError when
    there are none."""
    path = Path(path)
    if not path.exists():
        raise DataError(
            "corpus.missing",
            f"There is no file or folder at {path}.",
            "Check the paths given in the config or with --paths.",
        )
    if path.is_file():
        return [path]
    files = sorted(file for file in path.rglob(f"*{file_type}") if file.is_file() and not file.name.startswith("."))
    if not files:
        raise DataError(
            "corpus.no_files", f"The folder {path} holds no {file_type} file.", "`engine convert` makes them."
        )
    return files


def required_path(path: str | Path | None, reader: str) -> Path:
    if path is None:
        raise DataError(
            "corpus.no_path",
            f"The corpus reader {reader} has no path.",
            "Set it in [paths], or on the command line: --paths.train FILE --paths.dev FILE.",
        )
    return Path(path)


class Corpus:
    """Examples from `.spacy` files.

    path: a file, or a folder that is searched for such files. limit: number of documents, 0 for all.
    gold_preproc: cut into gold sentences and keep the gold tokens. max_length: longer documents are cut into sentences,
    and sentences that are longer are left out; 0 for no limit. augmenter: (nlp, example) -> examples.
    shuffle: shuffle the documents of each call with Python's random generator.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        limit: int = 0,
        gold_preproc: bool = False,
        max_length: int = 0,
        augmenter: Augmenter | None = None,
        shuffle: bool = False,
    ):
        self.path = Path(path)
        self.limit = limit
        self.gold_preproc = gold_preproc
        self.max_length = max_length
        self.augmenter = augmenter
        self.shuffle = shuffle

    def __call__(self, nlp: Any) -> Iterator[Example]:
        """Examples whose `predicted` is tokenized by the pipeline (or as gold, where spaces are not known)."""
        references = self.read_docbin(nlp.vocab, walk_corpus(self.path, FILE_TYPE))
        if self.shuffle:
            kept = list(references)
            random.shuffle(kept)
            references = iter(kept)
        examples = self._gold_sentences(nlp, references) if self.gold_preproc else self._documents(nlp, references)
        for example in examples:
            if self.augmenter is None:
                yield example
            else:
                yield from self.augmenter(nlp, example)

    def read_docbin(self, vocab: Any, locations: Iterable[Path]) -> Iterator[Doc]:
        """The gold documents of files, in order, up to `limit`."""
        n_read = 0
        for location in locations:
            for doc in DocBin().from_disk(location).get_docs(vocab):
                if not len(doc):
                    continue
                if 0 < self.limit <= n_read:
                    return
                n_read += 1
                yield doc

    def _documents(self, nlp: Any, references: Iterable[Doc]) -> Iterator[Example]:
        for reference in references:
            if not self.max_length or len(reference) < self.max_length:
                yield make_example(nlp, reference)
            elif reference.has_annotation("SENT_START"):
                for sentence in reference.sents:
                    if len(sentence) and len(sentence) < self.max_length:
                        yield make_example(nlp, sentence.as_doc())

    def _gold_sentences(self, nlp: Any, references: Iterable[Doc]) -> Iterator[Example]:
        for reference in references:
            sentences = (
                [sentence.as_doc() for sentence in reference.sents]
                if reference.has_annotation("SENT_START")
                else [reference]
            )
            for sentence in sentences:
                if len(sentence) and (not self.max_length or len(sentence) < self.max_length):
                    yield make_example(nlp, sentence, gold_tokens=True)


def make_example(nlp: Any, reference: Doc, *, gold_tokens: bool = False) -> Example:
    """An Example whose predicted document has the text of the reference and no annotation."""
    if gold_tokens or reference.has_unknown_spaces:
        spaces = None if reference.has_unknown_spaces else [bool(token.whitespace_) for token in reference]
        predicted = Doc(nlp.vocab, words=[token.text for token in reference], spaces=spaces)
    else:
        predicted = nlp.make_doc(reference.text)
    return Example(predicted, reference)


class JsonlCorpus:
    """Texts, without annotation, from JSONL files: each line is an object with "text", or with "tokens" (words).

    min_length, max_length (tokens; 0 for no limit): other texts are left out. limit: number of texts, 0 for all.
    """

    def __init__(self, path: str | Path | None, *, limit: int = 0, min_length: int = 0, max_length: int = 0):
        self.path = required_path(path, "spacy.JsonlCorpus.v1")
        self.limit = limit
        self.min_length = min_length
        self.max_length = max_length

    def __call__(self, nlp: Any) -> Iterator[Example]:
        n_read = 0
        for location in walk_corpus(self.path, ".jsonl"):
            for number, line in enumerate(read_lines(location), start=1):
                if not line.strip():
                    continue
                doc = self._doc(nlp, line, f"{location}:{number}")
                if len(doc) >= self.min_length and (not self.max_length or len(doc) < self.max_length):
                    if 0 < self.limit <= n_read:
                        return
                    n_read += 1
                    # Two documents: what is predicted on one must not show as gold on the other.
                    yield Example(doc, doc.copy())

    def _doc(self, nlp: Any, line: str, where: str) -> Doc:
        hint = 'A line looks like {"text": "some text"} or {"tokens": ["some", "words"]}.'
        try:
            record = json.loads(line)
        except ValueError as err:
            raise FormatError("corpus.bad_json", f"{where}: not JSON: {err}.", hint) from None
        if isinstance(record, dict):
            words = record.get("tokens")
            if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
                return Doc(nlp.vocab, words=words)
            if isinstance(record.get("text"), str):
                return nlp.make_doc(record["text"])
        raise FormatError("corpus.bad_record", f"{where}: {line[:80]!r} has neither a text nor tokens.", hint)


class PlainTextCorpus:
    """Texts, without annotation, from text files with one text a line. Arguments as JsonlCorpus."""

    def __init__(self, path: str | Path | None, *, min_length: int = 0, max_length: int = 0):
        self.path = required_path(path, "spacy.PlainTextCorpus.v1")
        self.min_length = min_length
        self.max_length = max_length

    def __call__(self, nlp: Any) -> Iterator[Example]:
        for location in walk_corpus(self.path, ".txt"):
            for line in read_lines(location):
                text = line.rstrip("\r\n")
                if not text:
                    continue
                doc = nlp.make_doc(text)
                if len(doc) >= self.min_length and (not self.max_length or len(doc) < self.max_length):
                    yield Example(doc, nlp.make_doc(text))


def read_lines(location: Path) -> Iterator[str]:
    """Lines of a UTF-8 file; FormatError names the line that is not UTF-8."""
    with location.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf8")
            except UnicodeDecodeError as err:
                raise FormatError(
                    "corpus.not_utf8", f"{location}:{number}: byte {err.start} is not UTF-8.", "Save the file as UTF-8."
                ) from None


def create_docbin_reader(
    path: Path | str | None,
    gold_preproc: bool,
    max_length: int = 0,
    limit: int = 0,
    augmenter: Callable[..., Any] | None = None,
) -> Callable[[Any], Iterable[Example]]:
    """`spacy.Corpus.v1`: see Corpus."""
    return Corpus(
        required_path(path, "spacy.Corpus.v1"),
        gold_preproc=gold_preproc,
        max_length=max_length,
        limit=limit,
        augmenter=augmenter,
    )


def create_jsonl_reader(
    path: Path | str | None, min_length: int = 0, max_length: int = 0, limit: int = 0
) -> Callable[[Any], Iterable[Example]]:
    """`spacy.JsonlCorpus.v1`: see JsonlCorpus."""
    return JsonlCorpus(path, min_length=min_length, max_length=max_length, limit=limit)


def create_plain_text_reader(
    path: Path | str | None, min_length: int = 0, max_length: int = 0
) -> Callable[[Any], Iterable[Example]]:
    """`spacy.PlainTextCorpus.v1`: see PlainTextCorpus."""
    return PlainTextCorpus(path, min_length=min_length, max_length=max_length)


def read_labels(path: Path | str, *, require: bool = False) -> list[str] | None:
    """`spacy.read_labels.v1`: the labels of a JSON file; None when it is missing and not required."""
    path = Path(path)
    if not require and not path.exists():
        return None
    if not path.exists():
        raise DataError("labels.missing", f"There is no file of labels at {path}.", "Check the path in the config.")
    try:
        return json.loads(path.read_text(encoding="utf8"))
    except ValueError as err:
        raise FormatError("labels.bad_json", f"{path}: not JSON: {err}.") from None
