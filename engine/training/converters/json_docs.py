"""The JSON training format of spaCy v2, both ways."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from engine.errors import DataError, FormatError, InputError
from engine.gold.errors import MisalignedEntities
from engine.gold.example import Example
from engine.gold.iob import doc_to_biluo_tags
from engine.tokens.doc import Doc
from engine.training.converters.vocabulary import multilingual_vocab
from engine.vocab.vocab import Vocab

TOKEN_FIELDS = {"tag": "tags", "pos": "pos", "morph": "morphs", "lemma": "lemmas", "dep": "deps"}


def json_to_docs(
    input_data: str, n_sents: int = 0, *, where: str = "the given text", vocab: Vocab | None = None, **_: Any
) -> Iterator[Doc]:
    """One document a paragraph. Raises FormatError, DataError, which name document and paragraph."""
    try:
        data = json.loads(input_data)
    except json.JSONDecodeError as error:
        raise FormatError(
            "json.syntax", f"{where}:{error.lineno}: {error.msg}", "Expected the JSON training format."
        ) from None
    documents = data if isinstance(data, list) else [data]
    vocab = vocab or multilingual_vocab()
    n = 0
    for i, document in enumerate(documents):
        if not isinstance(document, dict) or not isinstance(document.get("paragraphs"), list):
            raise FormatError(
                "json.document",
                f"{where}: document {i} has no list of paragraphs",
                "Expected the JSON training format.",
            )
        for k, paragraph in enumerate(document["paragraphs"]):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error", MisalignedEntities)
                    doc = _doc(vocab, paragraph)
            except InputError as error:
                raise DataError(
                    error.code, f"{where}: document {i}, paragraph {k}: {error.detail}", error.hint
                ) from None
            except (KeyError, TypeError, AttributeError) as error:
                raise FormatError(
                    "json.paragraph",
                    f"{where}: document {i}, paragraph {k}: {type(error).__name__}: {error}",
                    "A paragraph has sentences, a sentence has tokens, a token has an orth.",
                ) from None
            except MisalignedEntities as warning:
                raise DataError(
                    "json.entities",
                    f"{where}: document {i}, paragraph {k}: {warning}",
                    "Offsets count characters of raw, the end excluded, and lie at the edges of tokens.",
                ) from None
            yield doc
            n += 1
    if not n:
        raise DataError("json.empty", f"{where}: there is no paragraph in it", "Is this the right file?")


def _doc(vocab: Vocab, paragraph: dict[str, Any]) -> Doc:
    sentences = [sentence["tokens"] for sentence in paragraph["sentences"]]
    tokens = [token for sentence in sentences for token in sentence]
    words = [token["orth"] for token in tokens]
    annotation: dict[str, Any] = {"words": words}
    if paragraph.get("raw"):
        annotation["text"] = paragraph["raw"]
    elif tokens and all("space" in token for token in tokens):
        annotation["spaces"] = [bool(token["space"]) for token in tokens]
    for name, key in TOKEN_FIELDS.items():
        if any(token.get(name) is not None for token in tokens):
            annotation[key] = [token.get(name) for token in tokens]
    if any("head" in token for token in tokens):
        annotation["heads"] = [i + int(token.get("head", 0)) for i, token in enumerate(tokens)]
    else:
        annotation["sent_starts"] = [i == 0 for sentence in sentences for i in range(len(sentence))]
    if any(token.get("ner") is not None for token in tokens):
        annotation["entities"] = [token.get("ner") or "-" for token in tokens]
    elif paragraph.get("entities"):
        annotation["entities"] = [tuple(entity) for entity in paragraph["entities"]]
    cats = paragraph.get("cats") or []
    annotation["cats"] = dict(cats) if isinstance(cats, dict) else {cat["label"]: cat["value"] for cat in cats}
    return Example.from_dict(Doc(vocab, words=words), annotation).reference


def docs_to_json(docs: Iterable[Doc], doc_id: int = 0, ner_missing_tag: str = "O") -> dict[str, Any]:
    """One document of the JSON training format, with a paragraph for each doc."""
    docs = [docs] if isinstance(docs, Doc) else docs
    return {"id": doc_id, "paragraphs": [_paragraph(doc, ner_missing_tag) for doc in docs]}


def _paragraph(doc: Doc, ner_missing_tag: str) -> dict[str, Any]:
    has = {name: doc.has_annotation(name.upper()) for name in TOKEN_FIELDS}
    ner = doc_to_biluo_tags(doc, missing=ner_missing_tag) if doc.has_annotation("ENT_IOB") else None
    values = {
        "tag": lambda t: t.tag_,
        "pos": lambda t: t.pos_,
        "morph": lambda t: str(t.morph),
        "lemma": lambda t: t.lemma_,
    }
    sentences = []
    for sent in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
        tokens = []
        for token in sent:
            entry: dict[str, Any] = {"id": token.i, "orth": token.text, "space": token.whitespace_}
            for name, value in values.items():
                if has[name]:
                    entry[name] = value(token)
            if has["dep"]:
                entry["head"] = token.head.i - token.i
                entry["dep"] = token.dep_
            if ner is not None:
                entry["ner"] = ner[token.i]
            tokens.append(entry)
        sentences.append({"tokens": tokens, "brackets": []})
    return {
        "raw": None if doc.has_unknown_spaces else doc.text,
        "sentences": sentences,
        "cats": [{"label": label, "value": value} for label, value in doc.cats.items()],
        "entities": [[ent.start_char, ent.end_char, ent.label_] for ent in doc.ents],
        "links": [[e.start_char, e.end_char, e.kb_id_] for e in doc.ents if e.kb_id_],
    }
