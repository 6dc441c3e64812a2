"""Components that are plain functions: merging base noun phrases, entities and subtokens into single tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.errors import InputError
from engine.pipeline.doc_cleaner import DocCleaner, make_doc_cleaner
from engine.pipeline.token_splitter import TokenSplitter, make_token_splitter
from engine.tokens.doc import Doc

__all__ = [
    "DocCleaner",
    "TokenSplitter",
    "make_doc_cleaner",
    "make_token_splitter",
    "merge_entities",
    "merge_noun_chunks",
    "merge_subtokens",
]


def merge_noun_chunks(doc: Doc) -> Doc:
    """Make one token of each base noun phrase, with the tag and the label of its root. Needs a parse; else nothing."""
    if not doc.has_annotation("DEP"):
        return doc
    with doc.retokenize() as retokenizer:
        for chunk in doc.noun_chunks:
            retokenizer.merge(chunk, attrs={"TAG": chunk.root.tag, "DEP": chunk.root.dep})
    return doc


def merge_entities(doc: Doc) -> Doc:
    """Make one token of each entity, with the tag and the label of its root."""
    with doc.retokenize() as retokenizer:
        for ent in doc.ents:
            attrs: dict[str | int, Any] = {"TAG": ent.root.tag, "DEP": ent.root.dep, "ENT_TYPE": ent.label}
            retokenizer.merge(ent, attrs=attrs)
    return doc


def merge_subtokens(doc: Doc, label: str = "subtok") -> Doc:
    """Make one token of tokens that a parser has joined: each run with the dependency `label`, and the token after it.

    Raises InputError for a document without dependency labels.
    """
    if len(doc) > 0 and not doc.has_annotation("DEP"):
        raise InputError(
            "merge_subtokens.no_parse",
            "merge_subtokens got a document without dependency labels",
            "Put it after a parser that was trained with learn_tokens = true.",
        )
    with doc.retokenize() as retokenizer:
        start = None
        for token in doc:
            if token.dep_ == label:
                start = token.i if start is None else start
            elif start is not None:
                retokenizer.merge(doc[start : token.i + 1])
                start = None
        if start is not None and len(doc) - start > 1:
            retokenizer.merge(doc[start : len(doc)])
    return doc


def make_merge_noun_chunks(nlp: Any, name: str) -> Callable[[Doc], Doc]:
    """Factory "merge_noun_chunks"."""
    return merge_noun_chunks


def make_merge_entities(nlp: Any, name: str) -> Callable[[Doc], Doc]:
    """Factory "merge_entities"."""
    return merge_entities


def make_merge_subtokens(nlp: Any, name: str) -> Callable[[Doc], Doc]:
    """Factory "merge_subtokens"."""
    return merge_subtokens
