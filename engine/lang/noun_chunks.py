"""Base noun phrases from a dependency tree, for languages whose nouns close their phrase; others bring their own rule.

A rule is a function of a Doc or Span that yields (start, end, label): indices of tokens in the document and the id of
the phrase label. A language names it in its Defaults as syntax_iterators["noun_chunks"]; Doc.noun_chunks calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.errors import InputError
from engine.strings.store import get_string_id
from engine.strings.symbols import IDS, POS_IDS

Chunk = tuple[int, int, int]  # start, end, id of the label
NOUNS = frozenset(POS_IDS[name] for name in ("NOUN", "PROPN", "PRON"))
CONJ = IDS["conj"]
NP = get_string_id("NP")


def check_parsed(doclike: Any) -> None:
    """InputError for a document that no parser has seen."""
    if not doclike.doc.has_annotation("DEP"):
        raise InputError(
            "doc.noun_chunks_unparsed",
            "Noun chunks follow from the dependency tree, and the document is not parsed.",
            "Add a parser to the pipeline before asking for noun_chunks.",
        )


def noun_final_chunks(doclike: Any, labels: frozenset[int]) -> Iterator[Chunk]:
    """Phrases that run from the left edge of a noun to the noun itself.

    labels: ids of the arcs that make a noun the head of a phrase. A noun coordinated with such a noun on its left
    counts as well. A phrase that begins inside the one before is left out.
    """
    check_parsed(doclike)
    doc = doclike.doc
    doclike.vocab.strings.add("NP")
    first = doclike.start if doclike is not doc else 0
    pos, deps = doc.to_array("POS").tolist(), doc.to_array("DEP").tolist()
    heads = doc.to_array("HEAD").astype("int64").tolist()  # relative
    reached = -1  # last token of the chunk before
    for i in range(first, first + len(doclike)):
        if pos[i] not in NOUNS:
            continue
        j = i
        while deps[j] == CONJ and heads[j] < 0:
            j += heads[j]
        if deps[j] not in labels:
            continue
        start = doc[i].left_edge.i
        if start > reached:
            reached = i
            yield start, i + 1, NP
