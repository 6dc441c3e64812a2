"""From documents to the plain data that the renderers draw: words and arcs, entities, spans.

The same dicts are what `render(..., manual=True)` takes. Callers: render, serve, users.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.tokens import Doc, Span


class NothingToDraw(UserWarning):
    """A document has no annotation of the kind that is to be drawn."""


class Word(NamedTuple):
    """What is drawn as one word: tokens start to end, and those that its fine tag and lemma, and its tag come from."""

    start: int
    end: int
    first: int
    nearest: int
    is_punct: bool  # a merged word never is


def get_doc_settings(doc: Doc) -> dict[str, Any]:
    """{"lang": code of the language, "direction": "ltr" or "rtl"} of a document."""
    return {"lang": doc.lang_, "direction": doc.vocab.writing_system.get("direction", "ltr")}


def parse_deps(orig_doc: Doc | Span, options: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Words and arcs of a dependency parse. The document stays as it is.

    orig_doc (Doc | Span): a span is drawn as a document of its own.
    options (Mapping): fine_grained (False): `tag_` in place of `pos_`. add_lemma (False): lemmas too.
        collapse_punct (True): punctuation goes to the word before it.
        collapse_phrases (False): noun chunks are one word.

    Returns {"words": [{"text", "tag", "lemma"}], "arcs": [{"start", "end", "label", "dir"}], "settings"}; dir is
    "left" where the head comes after its dependent, "right" where it comes before.
    Warns NothingToDraw when there is no parse.
    """
    doc = orig_doc.as_doc() if isinstance(orig_doc, Span) else orig_doc
    if len(doc) and not doc.has_annotation("DEP"):
        warnings.warn(
            "The document has no dependency parse, so there are no arcs to draw: process it with a pipeline that "
            "has a parser.",
            NothingToDraw,
            stacklevel=3,
        )
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    # a merged word has the fine tag and lemma of a phrase's root or else of its first token; its coarse tag and its
    # place in the tree are those of its token nearest to the root
    words = [Word(i, i + 1, i, i, doc[i].is_punct) for i in range(len(doc))]
    if options.get("collapse_phrases", False):
        phrases = [(chunk.start, chunk.end) for chunk in doc.noun_chunks]
        words, heads, deps = _merge(phrases, words, heads, deps)
        words = [word._replace(first=word.nearest) for word in words]
    if options.get("collapse_punct", True):
        words, heads, deps = _merge(_before_marks(words), words, heads, deps)
    fine, lemmas = options.get("fine_grained", False), options.get("add_lemma", False)
    return {
        "words": [
            {
                "text": doc[word.start : word.end].text,
                "tag": doc[word.first].tag_ if fine else doc[word.nearest].pos_,
                "lemma": doc[word.first].lemma_ if lemmas else None,
            }
            for word in words
        ],
        "arcs": [
            {"start": min(i, head), "end": max(i, head), "label": deps[i], "dir": "left" if i < head else "right"}
            for i, head in enumerate(heads)
            if i != head
        ],
        "settings": get_doc_settings(doc),
    }


def _before_marks(words: list[Word]) -> list[tuple[int, int]]:
    """Words that punctuation marks follow, with those marks."""
    groups, i = [], 0
    while i < len(words):
        end = i + 1
        if not words[i].is_punct:
            while end < len(words) and words[end].is_punct:
                end += 1
            if end > i + 1:
                groups.append((i, end))
        i = end
    return groups


def _merge(
    groups: list[tuple[int, int]], words: list[Word], heads: list[int], deps: list[str]
) -> tuple[list[Word], list[int], list[str]]:
    """Make one word of each group of neighbours: words, heads and labels after that."""
    ends = dict(groups)
    bounds, i = [], 0
    while i < len(words):
        end = ends.get(i, i + 1)
        bounds.append((i, end))
        i = end
    place = [0] * len(words)  # word before -> word after
    for new, (start, end) in enumerate(bounds):
        place[start:end] = [new] * (end - start)
    inner = {head for i, head in enumerate(heads) if head != i}  # words that others depend on
    leaves = [word.is_punct and i not in inner for i, word in enumerate(words)]
    roots = [_root(heads, leaves, start, end) for start, end in bounds]
    return (
        [
            Word(
                words[start].start,
                words[end - 1].end,
                words[start].first,
                words[root].nearest,
                end - start == 1 and words[start].is_punct,
            )
            for (start, end), root in zip(bounds, roots, strict=True)
        ],
        [place[heads[root]] for root in roots],
        [deps[root] for root in roots],
    )


def _root(heads: list[int], leaves: list[bool], start: int, end: int) -> int:
    """As `Span.root`, over words: the one nearest to the root of the tree; the first of several.

    leaves: punctuation that nothing depends on, which is no root beside other words.
    """
    best, least = start, len(heads) + 1
    for i in range(start, end):
        if heads[i] == i:
            return i
        if start <= heads[i] < end or leaves[i]:
            continue
        depth, at = 0, i
        while heads[at] != at:
            at, depth = heads[at], depth + 1
        if depth < least:
            best, least = i, depth
    return best


def parse_ents(doc: Doc | Span, options: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Text and entities of a document.

    options (Mapping): kb_url_template (None): address of an entry of a knowledge base, with {} for its id.

    Returns {"text", "ents": [{"start", "end", "label", "kb_id", "kb_url"}], "title", "settings"}; start and end are
    characters of the text, title is `doc.user_data["title"]`.
    Warns NothingToDraw when there are no entities.
    """
    doc = doc.as_doc() if isinstance(doc, Span) else doc
    ents = [
        {
            "start": ent.start_char,
            "end": ent.end_char,
            "label": ent.label_,
            "kb_id": ent.kb_id_ or "",
            "kb_url": _kb_url(options, ent.kb_id_),
        }
        for ent in doc.ents
    ]
    if not ents:
        warnings.warn(
            "The document has no entities to draw: process it with a pipeline that finds some, or set doc.ents.",
            NothingToDraw,
            stacklevel=3,
        )
    return {
        "text": doc.text,
        "ents": ents,
        "title": doc.user_data.get("title"),
        "settings": get_doc_settings(doc),
    }


def parse_spans(doc: Doc | Span, options: Mapping[str, Any] = {}) -> dict[str, Any]:
    """Tokens and the spans of one group, which may overlap.

    options (Mapping): spans_key ("sc"): which of `doc.spans`. kb_url_template: see `parse_ents`.

    Returns {"text", "spans": [{"start", "end", "start_token", "end_token", "label", "kb_id", "kb_url"}], "title",
    "settings", "tokens": [str]}; start and end are characters of the text.
    Warns NothingToDraw when the group is missing or empty.
    """
    doc = doc.as_doc() if isinstance(doc, Span) else doc
    key = options.get("spans_key", "sc")
    spans = [
        {
            "start": span.start_char,
            "end": span.end_char,
            "start_token": span.start,
            "end_token": span.end,
            "label": span.label_,
            "kb_id": span.kb_id_ or "",
            "kb_url": _kb_url(options, span.kb_id_),
        }
        for span in doc.spans.get(key, ())
    ]
    if not spans:
        keys = ", ".join(repr(name) for name in doc.spans) or "none"
        warnings.warn(
            f"The document has no spans to draw in doc.spans[{key!r}]. Its groups: {keys}. The option spans_key names "
            "another one.",
            NothingToDraw,
            stacklevel=3,
        )
    return {
        "text": doc.text,
        "spans": spans,
        "title": doc.user_data.get("title"),
        "settings": get_doc_settings(doc),
        "tokens": [token.text for token in doc],
    }


def _kb_url(options: Mapping[str, Any], kb_id: str) -> str:
    template = options.get("kb_url_template")
    return "#" if not template else str(template).format(kb_id)
