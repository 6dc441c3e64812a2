"""Converters of annotated text into documents. Each is a function of the text, with options that it may ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.tokens.doc import Doc
from engine.training.converters.conllu_docs import conllu_to_docs
from engine.training.converters.json_docs import docs_to_json, json_to_docs
from engine.training.converters.ner import conll_ner_to_docs, iob_to_docs

CONVERTERS: dict[str, Callable[..., Iterator[Doc]]] = {
    "conllubio": conllu_to_docs,
    "conllu": conllu_to_docs,
    "conll": conll_ner_to_docs,
    "ner": conll_ner_to_docs,
    "iob": iob_to_docs,
    "json": json_to_docs,
}

__all__ = ["CONVERTERS", "conll_ner_to_docs", "conllu_to_docs", "docs_to_json", "iob_to_docs", "json_to_docs"]
