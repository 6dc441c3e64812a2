"""Entity files to documents: with a token a line, `EU NNP B-ORG`, or a sentence a line, `EU|NNP|B-ORG fell|VBD|O`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from engine.errors import DataError, FormatError, InputError
from engine.gold.iob import biluo_to_iob, iob_to_biluo
from engine.tokens.doc import Doc
from engine.training.converters.vocabulary import multilingual_vocab
from engine.vocab.vocab import Vocab

DOC_START = "-DOCSTART-"
Row = tuple[int, str, str, str]  # line, word, tag, entity tag
Segmenter = Callable[[list[str]], list[bool]]


def iob_to_docs(
    input_data: str,
    n_sents: int = 10,
    *,
    ner_map: Mapping[str, str] | None = None,
    where: str = "the given text",
    vocab: Vocab | None = None,
    **_: Any,
) -> Iterator[Doc]:
    """Documents of text with a sentence a line, each token `word|tag|entity` or `word|entity`.

    n_sents (int): sentences a document; 0 or less makes one document of all. Raises FormatError with the line.
    """
    sentences = []
    for number, line in enumerate(input_data.splitlines(), start=1):
        sentence = []
        for token in line.split():
            parts = token.rsplit("|", 2) if token.count("|") > 1 else token.split("|")
            if len(parts) < 2 or not parts[0]:
                raise FormatError(
                    "iob.token", f"{where}:{number}: the token is {token!r}", "Expected word|tag|entity or word|entity."
                )
            sentence.append((number, parts[0], parts[1] if len(parts) == 3 else "-", parts[-1]))
        if sentence:
            sentences.append(sentence)
    if not sentences:
        raise DataError("iob.empty", f"{where}: there is no sentence in it", "Is this the right file?")
    vocab = vocab or Vocab()
    for group in _groups(sentences, n_sents):
        yield _doc(vocab, group, ner_map or {}, where)


def conll_ner_to_docs(
    input_data: str,
    n_sents: int = 10,
    *,
    segment: Segmenter | None = None,
    ner_map: Mapping[str, str] | None = None,
    where: str = "the given text",
    vocab: Vocab | None = None,
    **_: Any,
) -> Iterator[Doc]:
    """Documents of text with a token a line: the word first, its entity tag last, a part-of-speech tag second when
    there are more than two columns. An empty line ends a sentence, a line `-DOCSTART-` starts a document.

    n_sents (int): sentences a document, where no line starts one; 0 or less makes one document of all.
    segment: says for a list of words which of them start a sentence; used where the text has no sentences.
    Raises FormatError with the line.
    """
    documents: list[list[list[Row]]] = [[]]
    sentence: list[Row] = []
    has_documents = False

    def end_sentence() -> None:
        nonlocal sentence
        if sentence:
            documents[-1].append(sentence)
            sentence = []

    n_columns = 0
    for number, line in enumerate(input_data.removeprefix("\ufeff").splitlines(), start=1):
        columns = line.split()
        if not columns:
            end_sentence()
        elif columns[0] == DOC_START:
            end_sentence()
            has_documents = True
            if documents[-1]:
                documents.append([])
        else:
            n_columns = n_columns or len(columns)
            if len(columns) < 2 or len(columns) != n_columns:
                raise FormatError(
                    "ner.columns",
                    f"{where}:{number}: {len(columns)} columns in {line[:60]!r}, expected {max(n_columns, 2)}",
                    "A line holds the word first and its entity tag last, separated by spaces or tabs.",
                )
            sentence.append((number, columns[0], columns[1] if len(columns) > 2 else "-", columns[-1]))
    end_sentence()
    documents = [document for document in documents if document]
    if not documents:
        raise DataError("ner.empty", f"{where}: there is no token in it", "Is this the right file?")
    vocab = vocab or multilingual_vocab()
    for document in documents:
        if segment is not None and len(document) == 1:
            document = _segmented(document[0], segment)
        for group in [document] if has_documents else _groups(document, n_sents):
            yield _doc(vocab, group, ner_map or {}, where)


def has_document_starts(text: str) -> bool:
    return any(line.startswith(DOC_START) for line in text.splitlines())


def is_sentence_per_line(text: str) -> bool:
    """Whether the first line that has anything is made of tokens such as `word|tag|entity`."""
    for line in text.splitlines():
        if line.strip():
            return all("|" in token for token in line.split())
    return False


def is_token_per_line(text: str) -> bool:
    """Whether the first line that has anything but a document start ends in an entity tag."""
    for line in text.splitlines():
        columns = line.split()
        if columns and columns[0] != DOC_START:
            return len(columns) > 1 and (columns[-1] == "O" or columns[-1][:2] in ("B-", "I-", "L-", "U-"))
    return False


def _segmented(sentence: list[Row], segment: Segmenter) -> list[list[Row]]:
    out: list[list[Row]] = []
    for row, is_start in zip(sentence, segment([row[1] for row in sentence]), strict=True):
        if is_start or not out:
            out.append([])
        out[-1].append(row)
    return out


def _groups(sentences: list[list[Row]], n_sents: int) -> Iterator[list[list[Row]]]:
    size = n_sents if n_sents > 0 else len(sentences)
    for start in range(0, len(sentences), size):
        yield sentences[start : start + size]


def _doc(vocab: Vocab, sentences: list[list[Row]], ner_map: Mapping[str, str], where: str) -> Doc:
    ents: list[str] = []
    for sentence in sentences:
        tags = [row[3] for row in sentence]
        try:
            biluo = iob_to_biluo(tags)
        except InputError:
            bad = next(i for i, tag in enumerate(tags) if tag != "O" and tag[:2] not in ("B-", "I-", "L-", "U-"))
            raise FormatError(
                "ner.tag",
                f"{where}:{sentence[bad][0]}: the entity tag is {tags[bad]!r}",
                "Expected O, or B- or I- followed by a label.",
            ) from None
        for tag in biluo_to_iob(biluo):
            prefix, dash, label = (tag or "O").partition("-")
            label = ner_map.get(label, label)
            ents.append(f"{prefix}-{label}" if dash and label else "O")
    rows = [row for sentence in sentences for row in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    return Doc(vocab, words=[row[1] for row in rows], tags=[row[2] for row in rows], sent_starts=starts, ents=ents)
